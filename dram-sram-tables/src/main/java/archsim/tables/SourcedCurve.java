package archsim.tables;

import java.util.Map;
import java.util.stream.Collectors;

/** A {@link PowerCurve} of energies that remembers where its points come from. */
final class SourcedCurve {

    private final Map<Integer, SourcedEnergy> points;
    private final PowerCurve energiesPj;

    SourcedCurve(String quantity, Map<Integer, SourcedEnergy> points) {
        this.points = Map.copyOf(points);
        energiesPj = new PowerCurve(
                quantity,
                points.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, point -> point.getValue()
                        .energyPj())));
    }

    /** The smallest tabulated point. */
    int smallest() {
        return energiesPj.smallest();
    }

    /** The largest tabulated point. */
    int largest() {
        return energiesPj.largest();
    }

    /**
     * The energy at {@code x}: a tabulated one, or one derived from the points around it under the source of the lower.
     *
     * @throws OutOfRangeException if no point lies on one side of {@code x}
     */
    SourcedEnergy at(int x) {
        double energyPj = energiesPj.at(x);
        return points.containsKey(x)
                ? points.get(x)
                : new SourcedEnergy(
                        energyPj,
                        SourcedEnergy.derived(points.get(energiesPj.floor(x)).source(), "interpolated"));
    }
}

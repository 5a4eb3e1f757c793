package archsim.tables;

import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** A {@link PowerCurve} of energies that remembers how far its points may be off and where they come from. */
final class SourcedCurve {

    private final Map<Integer, SourcedEnergy> points;
    private final PowerCurve lowPj;
    private final PowerCurve energyPj;
    private final PowerCurve highPj;

    SourcedCurve(String quantity, Map<Integer, SourcedEnergy> points) {
        this.points = Map.copyOf(points);
        lowPj = curve(quantity, SourcedEnergy::lowPj);
        energyPj = curve(quantity, SourcedEnergy::energyPj);
        highPj = curve(quantity, SourcedEnergy::highPj);
    }

    private PowerCurve curve(String quantity, ToDoubleFunction<SourcedEnergy> figure) {
        return new PowerCurve(
                quantity,
                points.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, point -> figure.applyAsDouble(point.getValue()))));
    }

    /** The smallest tabulated point. */
    int smallest() {
        return energyPj.smallest();
    }

    /** The largest tabulated point. */
    int largest() {
        return energyPj.largest();
    }

    /**
     * The energy at {@code x}: a tabulated one, or one derived from the points around it under the source of the lower.
     *
     * @throws OutOfRangeException if no point lies on one side of {@code x}
     */
    SourcedEnergy at(int x) {
        SourcedEnergy lower = points.get(energyPj.floor(x));
        return points.containsKey(x)
                ? lower
                : new SourcedEnergy(
                        lowPj.at(x),
                        energyPj.at(x),
                        highPj.at(x),
                        SourcedEnergy.derived(lower.source(), "interpolated"));
    }
}

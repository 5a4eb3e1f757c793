package archsim.engine.machines.loopnest.search;

import archsim.engine.machines.loopnest.architecture.Dimension;
import archsim.engine.machines.loopnest.architecture.Level;
import archsim.engine.machines.loopnest.architecture.Operand;
import archsim.engine.machines.loopnest.architecture.Spatial;
import archsim.workloads.LayerWorkload;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.math3.distribution.BinomialDistribution;

/**
 * How many rounds a step takes at a spatial level that packs zeros: places that are left over all instances, rounded up, of the
 * fullest among those that work in step with it.
 *
 * <p>Zeros count as drawn one by one. Weights of N:M whose groups lie along the places leave the same number everywhere.
 */
final class PackedRounds {

    private final List<Level> levels;
    private final int level;
    private final Spatial spatial;
    private final double density;
    private final boolean even;
    private final Map<Long, Double> known = new HashMap<>();

    private PackedRounds(List<Level> levels, int level, Spatial spatial, double density, boolean even) {
        this.levels = levels;
        this.level = level;
        this.spatial = spatial;
        this.density = density;
        this.even = even;
    }

    /** Absent where nothing is packed. */
    static Optional<PackedRounds> of(List<Level> levels, int level, LayerWorkload layer) {
        if (!(levels.get(level) instanceof Spatial spatial) || !spatial.packs()) {
            return Optional.empty();
        }
        double density = (spatial.packs(Operand.WEIGHTS) ? layer.weights().density() : 1)
                * (spatial.packs(Operand.INPUTS) ? layer.inputs().density() : 1);
        boolean groups =
                levels.stream().anyMatch(any -> any.format(Operand.WEIGHTS).isOfGroups());
        boolean even = groups
                && !spatial.packs(Operand.INPUTS)
                && layer.shape().r() * layer.shape().s() == 1;
        return Optional.of(new PackedRounds(levels, level, spatial, density, even || density == 1));
    }

    /** Those of a step of {@code candidate}. */
    double of(Candidate candidate) {
        int places = 1;
        for (int factor : candidate.factors[level]) {
            places *= factor;
        }
        if (even) {
            return Math.ceil(places * density / spatial.instances() - 1e-9);
        }
        int inStep = inStep(candidate);
        int spread = places;
        return known.computeIfAbsent(((long) inStep << 32) + places, key -> expected(spread, inStep));
    }

    /** Instances around it that wait for each other and have other zeros. */
    private int inStep(Candidate candidate) {
        int instances = 1;
        for (int around = 1; around < level; around++) {
            if (levels.get(around) instanceof Spatial outer && outer.waits() == Spatial.Barrier.STEP) {
                for (int d = 0; d < Dimension.COUNT; d++) {
                    boolean differs = (spatial.packs(Operand.WEIGHTS) && Operand.WEIGHTS.uses(d))
                            || (spatial.packs(Operand.INPUTS) && Operand.INPUTS.uses(d));
                    instances *= differs ? candidate.factors[around][d] : 1;
                }
            }
        }
        return instances;
    }

    /** The sum, over rounds, of how likely some instance needs it. */
    private double expected(int places, int inStep) {
        var left = new BinomialDistribution(null, places, density);
        double rounds = 0;
        for (int full = 0; full < places; full += spatial.instances()) {
            rounds += 1 - Math.pow(left.cumulativeProbability(full), inStep);
        }
        return rounds;
    }
}

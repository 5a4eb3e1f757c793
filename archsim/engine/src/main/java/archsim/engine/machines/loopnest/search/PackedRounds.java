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
    private final Map<Long, Moments> known = new HashMap<>();
    private final LargestOf largest = new LargestOf();

    private record Moments(double mean, double deviation) {}

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

    /**
     * Those of a step of {@code candidate} on average.
     *
     * <p>Instances wait for the fullest of them; around loops that change the zeros it is the fullest of sums, which differ less.
     */
    double of(Candidate candidate) {
        int places = places(candidate);
        if (even) {
            return evenly(places);
        }
        int inStep = 1;
        int around = level - 1;
        for (; around >= 1 && !changesZeros(candidate, around); around--) {
            inStep *= waiting(candidate, around);
        }
        Moments rounds = fullest(places, inStep);
        double mean = rounds.mean;
        double deviation = rounds.deviation;
        for (; around >= 1; around--) {
            mean += deviation * largest.normal(waiting(candidate, around));
            deviation /= changesZeros(candidate, around) ? Math.sqrt(differing(candidate, around)) : 1;
        }
        return mean;
    }

    /** Those that a step takes at least, whatever the loops of the memories are. */
    double least(Candidate spread) {
        int places = places(spread);
        int inStep = 1;
        for (int around = level - 1; levels.get(around) instanceof Spatial; around--) {
            inStep *= waiting(spread, around);
        }
        return even ? evenly(places) : fullest(places, inStep).mean;
    }

    private int places(Candidate candidate) {
        int places = 1;
        for (int factor : candidate.factors[level]) {
            places *= factor;
        }
        return places;
    }

    private double evenly(int places) {
        return Math.ceil(places * density / spatial.instances() - 1e-9);
    }

    private boolean changesZeros(Candidate candidate, int around) {
        return !(levels.get(around) instanceof Spatial) && differing(candidate, around) > 1;
    }

    /** Instances of a level that wait for each other at every step and have other zeros. */
    private int waiting(Candidate candidate, int around) {
        return levels.get(around) instanceof Spatial outer && outer.waits() == Spatial.Barrier.STEP
                ? differing(candidate, around)
                : 1;
    }

    /** Iterations of a level that have other zeros. */
    private int differing(Candidate candidate, int around) {
        int iterations = 1;
        for (int d = 0; d < Dimension.COUNT; d++) {
            boolean differs = (spatial.packs(Operand.WEIGHTS) && Operand.WEIGHTS.uses(d))
                    || (spatial.packs(Operand.INPUTS) && Operand.INPUTS.uses(d));
            iterations *= differs ? candidate.factors[around][d] : 1;
        }
        return iterations;
    }

    private Moments fullest(int places, int inStep) {
        return known.computeIfAbsent(((long) inStep << 32) + places, key -> expected(places, inStep));
    }

    /** The sums, over rounds, of how likely some instance needs that many. */
    private Moments expected(int places, int inStep) {
        var left = new BinomialDistribution(null, places, density);
        double mean = 0;
        double square = 0;
        int round = 1;
        for (int full = 0; full < places; full += spatial.instances()) {
            double needed = 1 - Math.pow(left.cumulativeProbability(full), inStep);
            mean += needed;
            square += (2 * round - 1) * needed;
            round++;
        }
        return new Moments(mean, Math.sqrt(Math.max(0, square - mean * mean)));
    }
}

package archsim.engine.machines.loopnest.search;

import archsim.engine.machines.loopnest.architecture.Dimension;
import archsim.engine.machines.loopnest.architecture.Level;
import archsim.engine.machines.loopnest.architecture.Memory;
import archsim.engine.machines.loopnest.architecture.Operand;
import archsim.engine.machines.loopnest.architecture.Spatial;
import archsim.workloads.LayerWorkload;
import java.util.ArrayList;
import java.util.List;

/**
 * How much longer than their mean the fullest of instances takes that wait for each other, where each leaves out products with
 * zeros one by one.
 *
 * <p>Zeros count as drawn one by one: the more different ones an instance sees before it waits, the less instances differ.
 */
final class Imbalance {

    private final List<Level> levels;
    private final int[] bounds = new int[Dimension.COUNT];
    private final List<Leader> leaders = new ArrayList<>();
    private final LargestOf largest = new LargestOf();

    /**
     * A tensor whose zeros are left out.
     *
     * @param variance of one element's share of work, relative to its mean
     */
    private record Leader(Operand operand, double variance) {

        int differing(int[] factors) {
            int differing = 1;
            for (int d = 0; d < Dimension.COUNT; d++) {
                differing *= operand.uses(d) ? factors[d] : 1;
            }
            return differing;
        }
    }

    Imbalance(List<Level> levels, LayerWorkload layer) {
        this.levels = levels;
        for (Dimension dimension : Dimension.values()) {
            bounds[dimension.at()] = dimension.bound(layer.shape());
        }
        for (Operand operand : List.of(Operand.WEIGHTS, Operand.INPUTS)) {
            double density = (operand == Operand.WEIGHTS ? layer.weights() : layer.inputs()).density();
            Level innermost = levels.get(levels.size() - 1);
            if (innermost instanceof Memory && innermost.skips(operand) && density > 0 && density < 1) {
                leaders.add(new Leader(operand, (1 - density) / density));
            }
        }
    }

    /** At least 1. */
    double of(Candidate candidate) {
        double factor = 1;
        for (Leader leader : leaders) {
            factor *= of(candidate, leader, 1);
        }
        return factor;
    }

    /** The same as if instances waited once, at the end of the layer: no loops of the memories make it less. */
    double least(Candidate spread) {
        double factor = 1;
        for (Leader leader : leaders) {
            factor *= of(spread, leader, seenInAll(spread, leader));
        }
        return factor;
    }

    /** Different zeros that an instance sees of the whole layer. */
    private double seenInAll(Candidate spread, Leader leader) {
        double seen = 1;
        for (int d = 0; d < Dimension.COUNT; d++) {
            seen *= leader.operand.uses(d) ? (double) bounds[d] : 1;
        }
        for (int level = 1; level < levels.size(); level++) {
            seen /= levels.get(level) instanceof Spatial ? leader.differing(spread.factors[level]) : 1;
        }
        return Math.max(1, seen);
    }

    /** @param before different zeros that an instance has seen of those that no loop here goes through */
    private double of(Candidate candidate, Leader leader, double before) {
        double factor = 1;
        double seen = before;
        int behindLevel = 1;
        int behindAll = 1;
        for (int level = levels.size() - 1; level >= 1; level--) {
            int differing = leader.differing(candidate.factors[level]);
            if (!(levels.get(level) instanceof Spatial spatial)) {
                seen *= differing;
                factor *= longest(behindLevel, leader, seen);
                behindLevel = 1;
            } else if (spatial.waits() == Spatial.Barrier.STEP) {
                factor *= longest(differing, leader, seen);
            } else if (spatial.waits() == Spatial.Barrier.LEVEL) {
                behindLevel *= differing;
            } else {
                behindAll *= differing;
            }
        }
        return factor * longest(behindLevel * behindAll, leader, seen);
    }

    private double longest(int instances, Leader leader, double seen) {
        return 1 + largest.normal(instances) * Math.sqrt(leader.variance / seen);
    }
}

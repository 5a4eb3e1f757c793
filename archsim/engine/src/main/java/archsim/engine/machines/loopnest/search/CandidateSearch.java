package archsim.engine.machines.loopnest.search;

import archsim.base.Ceil;
import archsim.engine.machines.loopnest.architecture.Dimension;
import archsim.engine.machines.loopnest.architecture.Level;
import archsim.engine.machines.loopnest.architecture.Operand;
import archsim.engine.machines.loopnest.count.LayerMasks;
import archsim.engine.machines.loopnest.mapping.Box;
import archsim.engine.pe.Precision;
import archsim.engine.plan.MappingGoal;
import archsim.engine.plan.Objective;
import archsim.workloads.LayerWorkload;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The best mappings by their estimates. */
final class CandidateSearch {

    private static final long SMALL = 60_000;
    private static final long MOST_ESTIMATES = 120_000;
    private static final Estimate NONE = Estimate.impossible(Double.MAX_VALUE);

    private final SearchLimits limits;
    private final NestSpace space;
    private final NestEstimate estimates;
    private final Objective objective;
    private final int levels;
    private final int[] memories;
    private final List<Scored> best = new ArrayList<>();
    private final double leastCycles;
    private int wanted;
    private long covered;
    private boolean exhaustive;

    private record Scored(Candidate candidate, Estimate estimate) {}

    CandidateSearch(
            List<Level> levels,
            LayerWorkload layer,
            LayerMasks masks,
            Precision precision,
            MappingGoal goal,
            SearchLimits limits,
            boolean careful,
            int packedPlaces) {
        this.limits = limits;
        space = new NestSpace(levels, layer.shape(), limits, packedPlaces);
        estimates = new NestEstimate(levels, layer, precision, goal.memory(), limits, careful);
        objective = goal.objective();
        this.levels = levels.size();
        memories = space.memories();
        double dram = layer.layer().writtenOutputs() * (double) precision.activationBits();
        double products = (double) leastProducts(levels, layer, masks) * precision.productCycles(layer.weightBits());
        leastCycles = Math.max(
                products / space.busyMultipliers(), dram / goal.memory().bitsPerCycle());
    }

    /** Products that take time by any mapping: no level leaves out more than what one of its tensors' zeros decide. */
    private static long leastProducts(List<Level> levels, LayerWorkload layer, LayerMasks masks) {
        return masks.products(
                leavesOut(levels, Operand.WEIGHTS), leavesOut(levels, Operand.INPUTS), Box.whole(layer.shape()));
    }

    private static boolean leavesOut(List<Level> levels, Operand operand) {
        return levels.stream().anyMatch(level -> level.skips(operand) || level.packs(operand));
    }

    NestSpace space() {
        return space;
    }

    long covered() {
        return covered;
    }

    boolean isExhaustive() {
        return exhaustive;
    }

    double leastCycles() {
        return leastCycles;
    }

    /** The {@code count} best, best first. */
    List<Candidate> best(int count) {
        wanted = count;
        List<Candidate> spreads = space.spreads();
        exhaustive = coversAll(spreads);
        if (!exhaustive) {
            for (Candidate spread : spreads) {
                if (covered < MOST_ESTIMATES && mayBeBest(spread)) {
                    improve(new Candidate(spread));
                }
            }
        }
        return best.stream().map(Scored::candidate).toList();
    }

    /** Steps of a spread are what all its mappings take at least. */
    private boolean mayBeBest(Candidate spread) {
        if (objective != Objective.CYCLES || best.size() < wanted) {
            return true;
        }
        return estimates.leastCycles(spread)
                <= best.get(best.size() - 1).estimate().cycles();
    }

    private boolean coversAll(List<Candidate> spreads) {
        long all = 0;
        var splits = new ArrayList<List<List<int[]>>>();
        long orders = limits.orders(0);
        for (int memory : memories) {
            orders *= limits.orders(memory);
        }
        for (Candidate spread : spreads) {
            var ofSpread = new ArrayList<List<int[]>>();
            long product = orders;
            for (int d = 0; d < Dimension.COUNT; d++) {
                List<int[]> found = space.splits(spread, d, (int) SMALL);
                ofSpread.add(found);
                product = Math.min(2 * SMALL, product * found.size());
            }
            splits.add(ofSpread);
            all += product;
            if (all > SMALL) {
                return false;
            }
        }
        for (int i = 0; i < spreads.size(); i++) {
            cover(new Candidate(spreads.get(i)), splits.get(i), 0);
        }
        return true;
    }

    private void cover(Candidate candidate, List<List<int[]>> splits, int d) {
        if (d == Dimension.COUNT) {
            var complete = new Candidate(candidate);
            space.complete(complete);
            coverOrders(complete, 0);
            return;
        }
        for (int[] split : splits.get(d)) {
            for (int i = 0; i < memories.length; i++) {
                candidate.factors[memories[i]][d] = split[i];
            }
            cover(candidate, splits, d + 1);
        }
    }

    private void coverOrders(Candidate candidate, int level) {
        if (level == levels) {
            boolean full = best.size() == wanted;
            offer(candidate, estimate(candidate, full ? best.get(wanted - 1).estimate() : NONE));
            return;
        }
        if (level > 0 && !isMemory(level)) {
            coverOrders(candidate, level + 1);
            return;
        }
        for (int order = 0; order < limits.orders(level); order++) {
            candidate.order[level] = order;
            coverOrders(candidate, level + 1);
        }
        candidate.order[level] = 0;
    }

    private boolean isMemory(int level) {
        for (int memory : memories) {
            if (memory == level) {
                return true;
            }
        }
        return false;
    }

    /** @param toBeat by this mapping, of which no more is asked where it does not */
    private Estimate estimate(Candidate candidate, Estimate toBeat) {
        covered++;
        return limits.allow(candidate)
                ? estimates.of(candidate, objective == Objective.CYCLES ? toBeat.cycles() : Double.MAX_VALUE)
                : NONE;
    }

    private double cost(Estimate estimate) {
        return switch (objective) {
            case CYCLES -> estimate.cycles();
            case ENERGY -> estimate.energy();
            case EDP -> estimate.energy() * estimate.cycles();
            case DRAM_BYTES -> estimate.dramBits();
        };
    }

    private boolean isBetter(Estimate one, Estimate other) {
        if (one.isPossible() != other.isPossible()) {
            return one.isPossible();
        }
        if (!one.isPossible()) {
            return !limits.isNone() && one.energy() < other.energy();
        }
        double a = cost(one);
        double b = cost(other);
        if (Math.abs(a - b) > 1e-9 * Math.abs(b)) {
            return a < b;
        }
        if (one.cycles() != other.cycles()) {
            return one.cycles() < other.cycles();
        }
        return one.energy() < other.energy() * (1 - 1e-12);
    }

    /** Of mappings that are estimated alike, most of which differ in loops that do not matter, the first is kept. */
    private void offer(Candidate candidate, Estimate estimate) {
        if (!estimate.isPossible()) {
            return;
        }
        int at = best.size();
        while (at > 0 && isBetter(estimate, best.get(at - 1).estimate())) {
            at--;
        }
        if (at < wanted && best.stream().noneMatch(known -> known.estimate().equals(estimate))) {
            best.add(at, new Scored(new Candidate(candidate), estimate));
            if (best.size() > wanted) {
                best.remove(wanted);
            }
        }
    }

    /** Steps to better neighbours until there is none: another factor, a factor moved, another order. */
    private void improve(Candidate start) {
        int most = IntStream.range(0, levels).map(limits::orders).max().orElseThrow();
        for (int i = 0; i < most; i++) {
            var candidate = new Candidate(start);
            for (int level = 0; level < levels; level++) {
                candidate.order[level] = Math.min(i, limits.orders(level) - 1);
            }
            climb(candidate);
        }
    }

    private void climb(Candidate start) {
        Candidate current = start;
        Estimate cost = estimate(current, NONE);
        boolean better = true;
        while (better && covered < MOST_ESTIMATES) {
            var neighbours = new Neighbours(current, cost);
            neighbours.visit();
            better = neighbours.best != current;
            current = neighbours.best;
            cost = neighbours.cost;
        }
        offer(current, cost);
    }

    /** Mappings that differ from one in one choice: another factor, a factor moved, another order. */
    private final class Neighbours {

        private final Candidate of;
        private final Candidate next;
        private Candidate best;
        private Estimate cost;

        Neighbours(Candidate of, Estimate cost) {
            this.of = of;
            this.cost = cost;
            best = of;
            next = new Candidate(of);
        }

        void visit() {
            for (int d = 0; d < Dimension.COUNT; d++) {
                for (int level : memories) {
                    for (int factor : space.values(left(of, d, level), limits.most(level, d))) {
                        if (factor != of.factors[level][d] && factor >= limits.least(level, d)) {
                            next.factors[level][d] = factor;
                            tryFactors(d, d);
                        }
                    }
                }
            }
            for (int level = 0; level < levels; level++) {
                for (int order = 0; order < limits.orders(level); order++) {
                    if (order != of.order[level] && (level == 0 || isMemory(level))) {
                        next.order[level] = order;
                        tryNext();
                        next.set(of);
                    }
                }
            }
            for (int level : memories) {
                trade(level);
            }
        }

        /** A level's room given from one dimension to another. */
        private void trade(int level) {
            for (int less = 0; less < Dimension.COUNT; less++) {
                for (int more = 0; more < Dimension.COUNT; more++) {
                    if (less != more && of.factors[level][less] > 1 && of.factors[0][more] > 1) {
                        next.factors[level][less] = (of.factors[level][less] + 1) / 2;
                        next.factors[level][more] = of.factors[level][more] * 2;
                        tryFactors(less, more);
                    }
                }
            }
        }

        /** The next one, of which factors of one dimension, or of two, are others. */
        private void tryFactors(int one, int other) {
            if (limits.isNone()) {
                space.complete(next, one);
                space.complete(next, other);
            } else {
                space.complete(next);
            }
            tryNext();
            next.set(of);
        }

        private void tryNext() {
            Estimate found = estimate(next, cost);
            if (isBetter(found, cost)) {
                best = new Candidate(next);
                cost = found;
            }
        }
    }

    private int left(Candidate of, int d, int level) {
        int others = 1;
        for (int i = 1; i < levels; i++) {
            others *= i == level ? 1 : of.factors[i][d];
        }
        return Math.max(1, Ceil.div(space.bound(d), others));
    }
}

package archsim.engine.machines.loopnest.search;

import archsim.engine.machines.loopnest.architecture.Dimension;
import archsim.engine.machines.loopnest.architecture.Level;
import archsim.engine.machines.loopnest.architecture.Spatial;
import archsim.engine.machines.loopnest.count.NestPlan;
import archsim.engine.machines.loopnest.mapping.NestCheck;
import archsim.engine.machines.loopnest.mapping.NestConstraints;
import archsim.engine.pe.Precision;
import archsim.engine.plan.InfeasibleLayerException;
import archsim.engine.plan.LayerPlan;
import archsim.engine.plan.MappingGoal;
import archsim.workloads.LayerWorkload;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

/** Mappings drawn at random, of which the best by their estimates are planned exactly. */
final class RandomMappings {

    private static final int PLANNED = 8;

    private final List<Level> levels;
    private final LayerWorkload layer;
    private final Precision precision;
    private final MappingGoal goal;
    private final SearchLimits limits;
    private final NestSpace space;
    private final NestEstimate estimates;
    private final List<Candidate> spreads;
    private final Random random = new Random(1);

    private record Drawn(double cycles, long number, Candidate candidate) {}

    RandomMappings(List<Level> levels, LayerWorkload layer, Precision precision, MappingGoal goal) {
        this.levels = levels;
        this.layer = layer;
        this.precision = precision;
        this.goal = goal;
        limits = new SearchLimits(levels, NestConstraints.NONE);
        space = new NestSpace(levels, layer.shape(), limits, NestSpace.PACKED_PLACES);
        spreads = space.spreads();
        estimates = new NestEstimate(levels, layer, precision, goal.memory(), limits, false);
    }

    /** What the best of all drawn takes, and how many were drawn. */
    record Best(double cycles, long drawn) {}

    /** @param most to draw, unless {@code seconds} of this thread on a core are over before */
    Best best(long most, double seconds) {
        var best = new TreeSet<>(Comparator.comparingDouble(Drawn::cycles).thenComparingLong(Drawn::number));
        double end = cpuSeconds() + seconds;
        long drawn = 0;
        for (; drawn < most && (drawn % 1000 > 0 || cpuSeconds() < end); drawn++) {
            Candidate candidate = draw();
            Estimate estimate = estimates.of(candidate);
            if (estimate.isPossible()
                    && (best.size() < PLANNED || estimate.cycles() < best.last().cycles())) {
                best.add(new Drawn(estimate.cycles(), drawn, candidate));
                if (best.size() > PLANNED) {
                    best.pollLast();
                }
            }
        }
        return new Best(planned(best), drawn);
    }

    private static double cpuSeconds() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
    }

    /** Half of them spread loops as the search does, half anyhow. */
    private Candidate draw() {
        boolean spread = random.nextBoolean();
        var candidate =
                spread ? new Candidate(spreads.get(random.nextInt(spreads.size()))) : new Candidate(levels.size());
        for (int level = levels.size() - 1; level >= 1; level--) {
            boolean spatial = levels.get(level) instanceof Spatial;
            if (spatial && spread) {
                continue;
            }
            long most = levels.get(level) instanceof Spatial lanes
                    ? (long) lanes.instances() * (lanes.packs() ? 4 : 1)
                    : Integer.MAX_VALUE;
            var dimensions = new ArrayList<>(
                    levels.get(level) instanceof Spatial lanes ? lanes.spread() : List.of(Dimension.values()));
            while (!dimensions.isEmpty()) {
                int d = dimensions.remove(random.nextInt(dimensions.size())).at();
                int inside = 1;
                for (int other = 1; other < levels.size(); other++) {
                    inside *= other == level ? 1 : candidate.factors[other][d];
                }
                int left = Math.max(1, (space.bound(d) + inside - 1) / inside);
                List<Integer> values = NestSpace.values(left, most);
                candidate.factors[level][d] =
                        values.get(random.nextInt(spatial ? Math.min(3, values.size()) : values.size()));
                most /= spatial ? candidate.factors[level][d] : 1;
            }
        }
        for (int level = 0; level < levels.size(); level++) {
            candidate.order[level] = random.nextInt(limits.orders(level));
        }
        space.complete(candidate);
        return candidate;
    }

    private double planned(Iterable<Drawn> best) {
        var plans = new ArrayList<LayerPlan>();
        for (Drawn drawn : best) {
            var check = new NestCheck(layer.shape(), levels);
            var nest = check.nest(space.mapping(drawn.candidate()));
            try {
                if (check.faults().isEmpty()) {
                    plans.add(NestPlan.of(nest, layer, precision, ""));
                }
            } catch (InfeasibleLayerException e) {
                // a code is larger than estimated
            }
        }
        return goal.costs(plans).stream()
                .mapToDouble(cost -> cost.cycles())
                .min()
                .orElse(Double.POSITIVE_INFINITY);
    }
}

package archsim.engine.machines.loopnest.search;

import archsim.base.Ceil;
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
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;

/** Mappings that fit, drawn at random, of which the best by their estimates are planned exactly. */
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
    private final List<Dimension> dimensions = new ArrayList<>(List.of(Dimension.values()));

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

    /** Cycles of the best of all drawn, and how many were drawn. */
    record Best(long cycles, long drawn) {}

    /** @param most to draw, unless {@code seconds} of this thread on a core are over before */
    Best best(long most, double seconds) {
        var best = new TreeSet<>(Comparator.comparingDouble(Drawn::cycles).thenComparingLong(Drawn::number));
        double end = cpuSeconds() + seconds;
        long drawn = 0;
        for (long tried = 0; drawn < most && (tried % 1000 > 0 || cpuSeconds() < end); tried++) {
            Candidate candidate = draw();
            Estimate estimate = estimate(candidate);
            if (estimate.isPossible()) {
                keep(best, new Drawn(estimate.cycles(), drawn++, candidate));
            }
        }
        return new Best(planned(best), drawn);
    }

    private static void keep(NavigableSet<Drawn> best, Drawn drawn) {
        if (best.size() < PLANNED || drawn.cycles() < best.last().cycles()) {
            best.add(drawn);
            if (best.size() > PLANNED) {
                best.pollLast();
            }
        }
    }

    private static double cpuSeconds() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
    }

    /** By the next order of the DRAM's loops if sums would leave the chip by the one that was drawn. */
    private Estimate estimate(Candidate candidate) {
        Estimate estimate = estimates.of(candidate);
        for (int i = 1; i < limits.orders(0) && !estimate.isPossible(); i++) {
            candidate.order[0] = (candidate.order[0] + 1) % limits.orders(0);
            estimate = estimates.of(candidate);
        }
        return estimate;
    }

    /** Half of them spread loops as the search does, half anyhow; tiles fit as far as their levels are drawn. */
    private Candidate draw() {
        boolean spread = random.nextBoolean();
        var candidate =
                spread ? new Candidate(spreads.get(random.nextInt(spreads.size()))) : new Candidate(levels.size());
        Arrays.fill(candidate.factors[0], 1);
        for (int level = levels.size() - 1; level >= 1; level--) {
            if (!(levels.get(level) instanceof Spatial lanes)) {
                drawTile(candidate, level);
            } else if (!spread) {
                drawPlaces(candidate, level, lanes);
            }
        }
        for (int level = 0; level < levels.size(); level++) {
            candidate.order[level] = random.nextInt(limits.orders(level));
        }
        space.complete(candidate);
        return candidate;
    }

    private void drawPlaces(Candidate candidate, int level, Spatial lanes) {
        long most = (long) lanes.instances() * (lanes.packs() ? 4 : 1);
        var dimensions = new ArrayList<>(lanes.spread());
        while (!dimensions.isEmpty()) {
            int d = dimensions.remove(random.nextInt(dimensions.size())).at();
            List<Integer> values = space.values(left(candidate, d), most);
            candidate.factors[level][d] = values.get(random.nextInt(Math.min(3, values.size())));
            most /= candidate.factors[level][d];
        }
    }

    /** Of the factors that fit each is as likely: a tile that overflows does so with any larger one. */
    private void drawTile(Candidate candidate, int level) {
        Collections.shuffle(dimensions, random);
        for (Dimension dimension : dimensions) {
            int d = dimension.at();
            List<Integer> values = space.values(left(candidate, d), Integer.MAX_VALUE);
            int larger = 0;
            do {
                larger += random.nextInt(values.size() - larger);
                candidate.factors[level][d] = values.get(larger);
            } while (++larger < values.size() && !estimates.fits(candidate, level));
        }
    }

    private int left(Candidate candidate, int d) {
        int inside = 1;
        for (int[] factors : candidate.factors) {
            inside *= factors[d];
        }
        return Math.max(1, Ceil.div(space.bound(d), inside));
    }

    private long planned(Iterable<Drawn> best) {
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
                .mapToLong(cost -> Math.round(cost.cycles()))
                .min()
                .orElseThrow(() -> new IllegalStateException(
                        "no random mapping of " + layer.layer().name() + " fits"));
    }
}

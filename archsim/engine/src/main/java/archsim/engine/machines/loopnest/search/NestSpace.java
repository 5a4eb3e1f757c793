package archsim.engine.machines.loopnest.search;

import archsim.base.Ceil;
import archsim.engine.machines.loopnest.architecture.Dimension;
import archsim.engine.machines.loopnest.architecture.Level;
import archsim.engine.machines.loopnest.architecture.Spatial;
import archsim.engine.machines.loopnest.mapping.GivenLoop;
import archsim.engine.machines.loopnest.mapping.LevelLoops;
import archsim.engine.machines.loopnest.mapping.NestMapping;
import archsim.workloads.LayerShape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** The mappings of one layer that a search chooses from. */
final class NestSpace {

    private static final int SPREADS_A_LEVEL = 24;
    private static final int SPREADS = 96;
    /** Most of them that are worth trying. */
    static final int PACKED_PLACES = 4;

    private final List<Level> levels;
    private final SearchLimits limits;
    private final int packedPlaces;
    private final int[] bounds = new int[Dimension.COUNT];
    private final Map<Long, List<Integer>> values = new HashMap<>();

    /** @param packedPlaces rounds of instances that places spread over a level that packs may take */
    NestSpace(List<Level> levels, LayerShape shape, SearchLimits limits, int packedPlaces) {
        this.packedPlaces = packedPlaces;
        this.levels = levels;
        this.limits = limits;
        for (Dimension dimension : Dimension.values()) {
            bounds[dimension.at()] = dimension.bound(shape);
        }
    }

    int bound(int dimension) {
        return bounds[dimension];
    }

    /** Multipliers that work at the same time at most. */
    long busyMultipliers() {
        long busy = 1;
        for (int level = 0; level < levels.size(); level++) {
            busy *= limits.busy(level, bounds);
        }
        return busy;
    }

    /** Memories on the chip, at whose loops factors may be chosen. */
    int[] memories() {
        return IntStream.range(1, levels.size())
                .filter(level -> !(levels.get(level) instanceof Spatial))
                .toArray();
    }

    /** Ways to spread loops over the instances, everything else at the DRAM. */
    List<Candidate> spreads() {
        List<Candidate> found = List.of(least());
        for (int level = levels.size() - 1; level >= 1; level--) {
            if (levels.get(level) instanceof Spatial spatial) {
                var next = new ArrayList<Candidate>();
                for (Candidate candidate : found) {
                    next.addAll(spread(candidate, level, spatial));
                }
                next.sort(Comparator.comparingLong(this::stepsLeft));
                found = List.copyOf(next.subList(0, Math.min(SPREADS, next.size())));
            }
        }
        found.forEach(this::complete);
        return found;
    }

    /** What is fixed, and nothing else. */
    private Candidate least() {
        var candidate = new Candidate(levels.size());
        for (int level = 0; level < levels.size(); level++) {
            for (int d = 0; d < Dimension.COUNT; d++) {
                candidate.factors[level][d] = limits.least(level, d);
            }
        }
        return candidate;
    }

    private List<Candidate> spread(Candidate inner, int level, Spatial spatial) {
        long most =
                Math.max(limits.leastPlaces(level), (long) spatial.instances() * (spatial.packs() ? packedPlaces : 1));
        var found = new ArrayList<Candidate>();
        for (boolean reduced : new boolean[] {false, true}) {
            if (spatial.spread().stream()
                    .anyMatch(other -> other.isReduced() != reduced && limits.least(level, other.at()) > 1)) {
                continue;
            }
            List<Dimension> dimensions = spatial.spread().stream()
                    .filter(dimension -> dimension.isReduced() == reduced)
                    .toList();
            spread(new Candidate(inner), level, dimensions, 0, most, found);
        }
        found.sort(Comparator.comparingLong(this::stepsLeft));
        var distinct = new ArrayList<Candidate>();
        for (Candidate candidate : found) {
            if (distinct.size() < SPREADS_A_LEVEL && distinct.stream().noneMatch(candidate::isLike)) {
                distinct.add(candidate);
            }
        }
        return distinct;
    }

    private void spread(
            Candidate candidate, int level, List<Dimension> dimensions, int at, long most, List<Candidate> found) {
        if (at == dimensions.size()) {
            found.add(new Candidate(candidate));
            return;
        }
        int d = dimensions.get(at).at();
        int least = limits.least(level, d);
        candidate.factors[level][d] = 1;
        for (int factor : values(left(candidate, d), Math.min(most, limits.most(level, d)))) {
            if (factor >= least) {
                candidate.factors[level][d] = factor;
                spread(candidate, level, dimensions, at + 1, most / factor, found);
            }
        }
        candidate.factors[level][d] = least;
    }

    private int left(Candidate candidate, int d) {
        int product = 1;
        for (int[] factors : candidate.factors) {
            product *= factors[d];
        }
        return Ceil.div(bounds[d], product);
    }

    private long stepsLeft(Candidate candidate) {
        long steps = 1;
        for (int d = 0; d < Dimension.COUNT; d++) {
            steps *= left(candidate, d);
        }
        return steps;
    }

    /** Factors worth trying for {@code left} iterations: divisors, and the least that make the same number of parts. */
    List<Integer> values(int left, long most) {
        int atMost = (int) Math.min(left, most);
        return values.computeIfAbsent(((long) left << 32) + atMost, unused -> found(left, atMost));
    }

    private static List<Integer> found(int left, int most) {
        var values = new TreeSet<Integer>(Comparator.reverseOrder());
        values.add(1);
        for (int parts = 1; (long) parts * parts <= left; parts++) {
            values.add(Ceil.div(left, parts));
            values.add(parts);
            if (left % parts == 0) {
                values.add(left / parts);
            }
        }
        values.add(most);
        values.removeIf(value -> value > most);
        return List.copyOf(values);
    }

    /**
     * Leaves the rest of each dimension to the DRAM, and nothing to a loop beyond what the layer has. What limits do not let the
     * DRAM take goes to the outermost memory that may have it.
     */
    void complete(Candidate candidate) {
        for (int d = 0; d < Dimension.COUNT; d++) {
            complete(candidate, d);
        }
    }

    /** The same of one dimension. */
    void complete(Candidate candidate, int d) {
        leaveRest(candidate, d);
        for (int level = 1; level < levels.size() && !dramMayTake(candidate, d); level++) {
            if (!(levels.get(level) instanceof Spatial)) {
                takeRest(candidate, d, level);
            }
        }
    }

    private void leaveRest(Candidate candidate, int d) {
        int inside = 1;
        for (int level = levels.size() - 1; level >= 1; level--) {
            candidate.factors[level][d] = Math.min(candidate.factors[level][d], Ceil.div(bounds[d], inside));
            inside *= candidate.factors[level][d];
        }
        candidate.factors[0][d] = Ceil.div(bounds[d], inside);
    }

    private boolean dramMayTake(Candidate candidate, int d) {
        return candidate.factors[0][d] >= limits.least(0, d) && candidate.factors[0][d] <= limits.most(0, d);
    }

    private void takeRest(Candidate candidate, int d, int level) {
        candidate.factors[level][d] = 1;
        leaveRest(candidate, d);
        int needed = Ceil.div(candidate.factors[0][d], limits.most(0, d));
        candidate.factors[level][d] = Math.max(limits.least(level, d), Math.min(limits.most(level, d), needed));
        leaveRest(candidate, d);
    }

    /** As users write it. */
    NestMapping mapping(Candidate candidate) {
        boolean[] cut = new boolean[Dimension.COUNT];
        for (int d = 0; d < Dimension.COUNT; d++) {
            long product = 1;
            for (int[] factors : candidate.factors) {
                product *= factors[d];
            }
            cut[d] = product != bounds[d];
        }
        var given = new ArrayList<LevelLoops>();
        for (int level = 0; level < levels.size(); level++) {
            var loops = new ArrayList<GivenLoop>();
            boolean spatial = levels.get(level) instanceof Spatial;
            Dimension[] order = spatial ? Dimension.values() : limits.order(level, candidate.order[level]);
            for (Dimension dimension : order) {
                int factor = candidate.factors[level][dimension.at()];
                if (factor > 1) {
                    loops.add(
                            cut[dimension.at()]
                                    ? new GivenLoop(dimension, factor, Optional.of(true))
                                    : GivenLoop.whole(dimension, factor));
                    cut[dimension.at()] = false;
                }
            }
            given.add(new LevelLoops(levels.get(level).name(), loops));
        }
        return new NestMapping(given);
    }

    /** All factors of the memories for one dimension, innermost level last; at most {@code most} of them. */
    List<int[]> splits(Candidate spread, int d, int most) {
        var found = new ArrayList<int[]>();
        int[] memories = memories();
        split(spread, d, memories, memories.length - 1, new int[memories.length], found, most);
        return found;
    }

    private void split(Candidate spread, int d, int[] memories, int at, int[] chosen, List<int[]> found, int most) {
        if (found.size() > most) {
            return;
        }
        long inside = 1;
        for (int i = at + 1; i < memories.length; i++) {
            inside *= chosen[i];
        }
        for (int level = at < 0 ? 1 : memories[at] + 1; level < levels.size(); level++) {
            inside *= levels.get(level) instanceof Spatial ? spread.factors[level][d] : 1;
        }
        int left = (int) Ceil.div(bounds[d], Math.min(inside, Integer.MAX_VALUE));
        if (at < 0) {
            if (left >= limits.least(0, d) && left <= limits.most(0, d)) {
                found.add(chosen.clone());
            }
            return;
        }
        int last = Math.min(left, limits.most(memories[at], d));
        for (int factor = limits.least(memories[at], d); factor <= last; factor++) {
            chosen[at] = factor;
            split(spread, d, memories, at - 1, chosen, found, most);
        }
    }
}

package archsim.engine.tiling;

import archsim.base.Bits;
import archsim.engine.pe.Machine;
import archsim.engine.plan.InfeasibleLayerException;
import archsim.engine.plan.LayerPlan;
import archsim.engine.plan.MappingGoal;
import archsim.engine.plan.PlanCost;
import archsim.workloads.LayerShape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Cuts a layer as its goal asks, every tile fitting half of each buffer.
 *
 * <p>Cuts into 1, 2, 3, ... nearly equal parts along output rows and columns, filters and channels, in both orders, are
 * estimated as the pipeline of tiles would run them, from the machine's own count of its cycles. The plans of the best few,
 * and of the best of each order of magnitude of tiles, are made and judged; from the best of them on, cuts that differ in one axis
 * are, until none is better or the work for a layer is used up.
 */
public final class TileSearch {

    /** Cuts into four times the tiles of the cheapest are judged, too: what tiles cost the DRAM is least certain. */
    private static final long FINER = 4;

    /** Of the work for a layer, up to which one cut into still more tiles is judged, too. */
    private static final double CHEAP = 1.0 / 64;

    /** Beside a cut, those are judged whose estimate is up to so many times its own. */
    private static final double PROMISING = 1.1;

    /** Multiplications that take about a microsecond where a plan steps through them. */
    private static final double STEPPED = 1.0 / 256;

    /**
     * Tiles of all plans that are made to begin with, unless the cheapest has more: a language model's layers are cut into so
     * many that a few plans would take seconds.
     */
    private static final long MOST_TILES = 1 << 19;

    /** What {@link #work} may add up to for one layer, beyond a few plans that are always made. */
    private static final double MOST_WORK = 40_000;

    /** Cuts beside the best one whose plans are made at a time. */
    private static final int AT_ONCE = 8;

    private final LayerShape shape;
    private final MappingGoal goal;
    private final CutSpace space;
    private final CutCycles cycles;
    private final PlanOfCut plans;
    private final Set<TileGrid> seen = new HashSet<>();
    private final double workOfMacs;
    private final double allowed;
    private double left;

    /** Cycles in which a cut computes, over all tiles, as closely as the machine can tell at little cost. */
    @FunctionalInterface
    public interface CutCycles {

        double of(TileGrid grid);

        /** Of a machine whose cycles do not depend on how positions are cut. */
        static CutCycles byWeights(CutCycles cycles) {
            var known = new HashMap<WeightExtent, double[]>();
            return grid -> {
                double[] inOrders = known.computeIfAbsent(
                        new WeightExtent(grid.filters(), grid.channels()), unused -> new double[] {-1, -1});
                int order = grid.patchesOutermost() ? 0 : 1;
                if (inOrders[order] < 0) {
                    inOrders[order] = cycles.of(grid);
                }
                return inOrders[order];
            };
        }
    }

    /** Makes the plan of a cut. */
    @FunctionalInterface
    public interface PlanOfCut {

        LayerPlan of(TileGrid grid);
    }

    /** A cut and its plan. */
    public record Found(TileGrid grid, LayerPlan plan) {}

    private record WeightExtent(int filters, int channels) {}

    private record Estimated(TileGrid grid, long tiles, PlanCost cost) {}

    private TileSearch(
            LayerShape shape, MappingGoal goal, CutSpace space, CutCycles cycles, PlanOfCut plans, double workOfMacs) {
        this.workOfMacs = workOfMacs;
        this.shape = shape;
        this.goal = goal;
        this.space = space;
        this.cycles = cycles;
        this.plans = plans;
        allowed = MOST_WORK * goal.effort();
        left = allowed;
    }

    /**
     * The best cut.
     *
     * @throws InfeasibleLayerException if not even the smallest tile fits, or no filter is left
     */
    public static Found best(
            KeptLayer layer, Machine machine, TileLimits limits, MappingGoal goal, CutCycles cycles, PlanOfCut plans) {
        double workOfMacs = layer.shape().macs() * STEPPED;
        return best(layer, machine, limits, goal, cycles, plans, workOfMacs);
    }

    /**
     * The best cut where the machine computes as many cycles whatever the cut.
     *
     * @throws InfeasibleLayerException if not even the smallest tile fits, or no filter is left
     */
    public static Found best(
            KeptLayer layer, Machine machine, TileLimits limits, MappingGoal goal, long cycles, PlanOfCut plans) {
        return best(layer, machine, limits, goal, grid -> cycles, plans, 0);
    }

    private static Found best(
            KeptLayer layer,
            Machine machine,
            TileLimits limits,
            MappingGoal goal,
            CutCycles cycles,
            PlanOfCut plans,
            double workOfMacs) {
        var space = new CutSpace(layer, machine, limits);
        Optional<GivenCut> given = goal.given(layer.layer().layer().name(), GivenCut.class);
        if (given.isPresent()) {
            TileGrid grid = space.checked(given.get());
            return new Found(grid, plans.of(grid));
        }
        List<CutEstimate> cuts = space.coarse();
        if (cuts.isEmpty()) {
            throw space.nothingFits(1, 1);
        }
        var search = new TileSearch(layer.shape(), goal, space, cycles, plans, workOfMacs);
        return search.descended(search.judged(search.picked(search.estimated(cuts))));
    }

    /**
     * The cut into the fewest patches, tiles having all channels: for designs that pay for every patch.
     *
     * @throws InfeasibleLayerException if not even the smallest tile fits, or no filter is left
     */
    public static TileGrid fewestPatches(KeptLayer layer, Machine machine, TileLimits limits) {
        return new CutSpace(layer, machine, limits).fewestPatches();
    }

    /** Cuts with their estimates, the cheapest first. */
    private List<Estimated> estimated(List<CutEstimate> cuts) {
        Comparator<Estimated> order = Comparator.comparing(Estimated::cost, PlanCost.by(goal.objective()));
        return cuts.stream()
                .map(cut -> new Estimated(cut.grid(), cut.tiles(), cut.cost(cycles.of(cut.grid()), goal.memory())))
                .sorted(order)
                .toList();
    }

    /**
     * The cheapest, as many as half of the work is enough for and a few at least, and the cheapest of 1, up to 4, 16, 64, ...
     * tiles, as far as a few times those of the cheapest or as they take little work.
     */
    private List<Estimated> picked(List<Estimated> sorted) {
        var picked = new ArrayList<Estimated>();
        var classes = new HashSet<Integer>();
        long most = FINER * sorted.get(0).tiles();
        double least = left / 2;
        long tiles = 0;
        for (Estimated cut : sorted) {
            if (!picked.isEmpty() && tiles + cut.tiles() > MOST_TILES) {
                continue;
            }
            boolean firstOfClass = (cut.tiles() <= most || work(cut) < CHEAP * left)
                    && classes.add((Bits.forCount(cut.tiles() - 1) + 1) / 2);
            if (firstOfClass || picked.size() < judged() || left - work(cut) > least) {
                left -= work(cut);
                tiles += cut.tiles();
                picked.add(cut);
            }
        }
        return picked;
    }

    /** The larger the layer, the closer is the estimate, and the dearer a plan. */
    private int judged() {
        long macs = shape.macs();
        return macs < 1 << 20 ? 16 : macs < 1 << 22 ? 8 : macs < 1 << 26 ? 6 : macs < 1 << 29 ? 3 : 2;
    }

    /** The best of a few cuts, of each and those beside it, of these and those beside them, and so on. */
    private Found descended(List<Found> starts) {
        Found best = starts.get(0);
        for (Found start : starts) {
            Found end = descended(start, left / 2);
            best = end.grid().equals(start.grid())
                    ? best
                    : sorted(List.of(best, end)).get(0);
            if (left < allowed / 64) {
                break;
            }
        }
        return best;
    }

    private Found descended(Found start, double least) {
        Found best = start;
        Iterator<Estimated> beside = beside(best.grid());
        while (left > least && beside.hasNext()) {
            Found found = judged(best, next(beside, least)).get(0);
            beside = found.grid().equals(best.grid()) ? beside : beside(found.grid());
            best = found;
        }
        return best;
    }

    /** A few cuts, as long as there is work left. */
    private List<Estimated> next(Iterator<Estimated> cuts, double least) {
        var next = new ArrayList<Estimated>();
        while (next.size() < AT_ONCE && left > least && cuts.hasNext()) {
            Estimated cut = cuts.next();
            left -= work(cut);
            next.add(cut);
        }
        return next;
    }

    /** About the microseconds in which a plan is made and judged, its tiles, bursts and products counted. */
    private double work(Estimated cut) {
        return 30 + cut.tiles() + cut.cost().dramBits() / (2 * goal.memory().burstBits()) + workOfMacs;
    }

    private Iterator<Estimated> beside(TileGrid grid) {
        double most = PROMISING
                * estimated(List.of(space.estimate(grid))).get(0).cost().of(goal.objective());
        return estimated(space.beside(grid).stream()
                        .filter(cut -> !seen.contains(cut.grid()))
                        .toList())
                .stream()
                .takeWhile(cut -> cut.cost().of(goal.objective()) <= most)
                .iterator();
    }

    private List<Found> judged(List<Estimated> cuts) {
        TileGrid first = cuts.get(0).grid();
        seen.add(first);
        return judged(new Found(first, plans.of(first)), cuts.subList(1, cuts.size()));
    }

    /** A plan and those of other cuts, the cheapest first. */
    private List<Found> judged(Found first, List<Estimated> others) {
        List<Found> found = new ArrayList<>(List.of(first));
        for (Estimated cut : others) {
            seen.add(cut.grid());
            found.add(new Found(cut.grid(), plans.of(cut.grid())));
        }
        return sorted(found);
    }

    private List<Found> sorted(List<Found> found) {
        if (found.size() == 1) {
            return found;
        }
        List<PlanCost> costs = goal.costs(found.stream().map(Found::plan).toList());
        Comparator<PlanCost> order = PlanCost.by(goal.objective());
        return IntStream.range(0, found.size())
                .boxed()
                .sorted(Comparator.comparing(costs::get, order))
                .map(found::get)
                .toList();
    }
}

package archsim.engine.machines.eyeriss;

import archsim.base.RootLocale;
import archsim.engine.pe.Machine;
import archsim.engine.plan.InfeasibleLayerException;
import archsim.engine.plan.MappingGoal;
import archsim.engine.plan.Objective;
import archsim.engine.sram.Buffers;
import archsim.engine.tiling.KeptLayer;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Finds the mapping of a layer: of all that keep the {@link RowStationaryLimits}, the one of least {@link
 * RowStationaryCost}.
 *
 * <p>Searched is where the published mappings lie. Sizes divide their extents; those above 16 count as the next multiple
 * of 16. PE sets lie beside each other only where the filters are so high that no two find room below each other. The
 * channels of an image that a pass works on share one bank of the global buffer, unless one channel alone takes more.
 */
final class RowStationarySearch {

    private static final int PADDED_TO = 16;

    private final RowStationaryLoops loops;
    private final RowStationaryLimits limits;
    private final Comparator<RowStationaryCost> order;
    private RowStationaryCost best;

    private RowStationarySearch(RowStationaryLimits limits, Objective objective) {
        this.loops = limits.loops();
        this.limits = limits;
        this.order = RowStationaryCost.by(objective);
    }

    /**
     * The best mapping.
     *
     * @throws InfeasibleLayerException if there is none
     */
    static RowStationaryMapping best(KeptLayer layer, Machine machine, Eyeriss spads, MappingGoal goal) {
        String name = layer.layer().layer().name();
        if (layer.allFilters() == 0) {
            throw new InfeasibleLayerException(name, "every filter is pruned, nothing is left to run");
        }
        var loops = RowStationaryLoops.of(layer);
        if (loops.filterRows() > machine.peArray().rows()) {
            throw new InfeasibleLayerException(
                    name,
                    RootLocale.format(
                            "filters have %d rows, a PE set needs as many rows of the array and it has %d",
                            loops.filterRows(), machine.peArray().rows()));
        }
        int rowWords = Math.min(spads.inputSpadWords(), spads.filterSpadWords());
        if (loops.filterColumns() > rowWords) {
            throw new InfeasibleLayerException(
                    name,
                    RootLocale.format(
                            "a row of a filter has %d weights, the scratchpads of a PE hold %d",
                            loops.filterColumns(), rowWords));
        }
        checkBanks(name, machine.buffers());
        var limits = new RowStationaryLimits(loops, machine, spads);
        Optional<GivenRowStationary> given = goal.given(name, GivenRowStationary.class);
        if (given.isPresent()) {
            limits.check(name, given.get().mapping());
            return given.get().mapping();
        }
        return new RowStationarySearch(limits, goal.objective()).search(name);
    }

    private static void checkBanks(String name, Buffers buffers) {
        if (buffers.inputs().bankBytes() != buffers.outputs().bankBytes()) {
            throw new InfeasibleLayerException(
                    name,
                    "a bank of the global buffer holds inputs or sums as a layer needs, so all must be of one size, but"
                            + RootLocale.format(
                                    " those of inputs have %d bytes and those of outputs %d",
                                    buffers.inputs().bankBytes(),
                                    buffers.outputs().bankBytes()));
        }
    }

    private RowStationaryMapping search(String name) {
        for (int e = 1; e <= loops.outputRows() && limits.sets(e) > 0; e++) {
            for (int n : divisors(loops.images())) {
                for (int m : divisors(loops.filters())) {
                    tryChannels(m, n, e);
                }
            }
        }
        if (best == null) {
            throw new InfeasibleLayerException(
                    name,
                    "the inputs and sums of one output row of one filter do not fit the banks of the global buffer");
        }
        return best.mapping();
    }

    private static int padded(int extent) {
        return extent <= PADDED_TO ? extent : (extent + PADDED_TO - 1) / PADDED_TO * PADDED_TO;
    }

    /** Sizes that cut an extent, as it is padded, into equal parts. */
    private static int[] divisors(int extent) {
        int padded = padded(extent);
        return IntStream.rangeClosed(1, padded)
                .filter(size -> padded % size == 0)
                .map(size -> Math.min(size, extent))
                .distinct()
                .toArray();
    }

    private void tryChannels(int m, int n, int e) {
        long inputBanks = limits.banks() - limits.psumBanks(m, n, e);
        int sets = limits.bands() > 1 ? Math.min(limits.bands(), limits.sets(e)) : limits.sets(e);
        int mostChannels = Math.min(loops.channels(), limits.spads().inputSpadWords() / loops.filterColumns());
        for (int q = 1; q <= mostChannels; q++) {
            for (int r = 1; r <= sets && (r - 1) * q < loops.channels(); r++) {
                boolean even = padded(loops.channels()) % (q * r) == 0;
                boolean inOneBank = q * r == 1 || limits.inputBanks(1, e, q * r) == 1;
                if (even && inOneBank && limits.inputBanks(n, e, q * r) <= inputBanks) {
                    tryFilters(new RowStationaryMapping(m, n, e, 1, q, r, 1), sets / r);
                }
            }
        }
    }

    private void tryFilters(RowStationaryMapping block, int sets) {
        int m = block.m();
        int extent = m == loops.filters() ? padded(m) : m;
        int mostPerPe = Math.min(
                Math.min(m, limits.spads().psumSpadWords()),
                limits.spads().filterSpadWords() / (block.q() * loops.filterColumns()));
        for (int p = 1; p <= mostPerPe; p++) {
            for (int t = 1; t <= sets && (t - 1) * p < m; t++) {
                var mapping = new RowStationaryMapping(m, block.n(), block.e(), p, block.q(), block.r(), t);
                if (extent % (p * t) == 0 && limits.passWeightBits(mapping) <= limits.weightBits()) {
                    consider(mapping);
                }
            }
        }
    }

    private void consider(RowStationaryMapping mapping) {
        var cost = new RowStationaryCost(mapping, loops, limits.spads());
        if (best == null || order.compare(cost, best) < 0) {
            best = cost;
        }
    }
}

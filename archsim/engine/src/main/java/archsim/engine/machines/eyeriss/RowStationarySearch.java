package archsim.engine.machines.eyeriss;

import archsim.base.Ceil;
import archsim.base.RootLocale;
import archsim.engine.pe.Machine;
import archsim.engine.plan.InfeasibleLayerException;
import archsim.engine.sram.Buffers;
import archsim.engine.tiling.KeptLayer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds the mapping of a layer: of all that fit the array, the scratchpads and the global buffer, the one of least
 * {@link RowStationaryCost}.
 *
 * <p>A bank of the global buffer holds inputs or partial sums, never both. A PE set that is wider than the array is cut
 * into segments that lie below each other. The filters of a pass must fit the buffer that fetches them ahead.
 */
final class RowStationarySearch {

    private final RowStationaryLoops loops;
    private final Machine machine;
    private final Eyeriss spads;
    private RowStationaryMapping best;
    private RowStationaryCost bestCost;

    private RowStationarySearch(RowStationaryLoops loops, Machine machine, Eyeriss spads) {
        this.loops = loops;
        this.machine = machine;
        this.spads = spads;
    }

    /**
     * The best mapping.
     *
     * @throws InfeasibleLayerException if there is none
     */
    static RowStationaryMapping best(KeptLayer layer, Machine machine, Eyeriss spads) {
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
        return new RowStationarySearch(loops, machine, spads).search(name);
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

    /** What stays in the global buffer: images, filters and output rows; the rest decides only about the PEs. */
    private record Block(int m, int n, int e, double leastCost) {}

    private RowStationaryMapping search(String name) {
        for (Block block : blocks()) {
            if (!canWin(block.leastCost())) {
                break;
            }
            tryChannels(block, setsOnArray(block.e()));
        }
        if (best == null) {
            throw new InfeasibleLayerException(
                    name,
                    "the inputs and sums of one output row of one filter do not fit the banks of the global buffer");
        }
        return best;
    }

    /** All blocks, from the least cost that any mapping of them can have upwards. */
    private List<Block> blocks() {
        var blocks = new ArrayList<Block>();
        for (int e = 1; e <= loops.outputRows() && setsOnArray(e) > 0; e++) {
            for (int n : parts(loops.images())) {
                for (int m : parts(loops.filters())) {
                    if (psumBanks(m, n, e) < banks()) {
                        blocks.add(new Block(m, n, e, leastCost(m, n, e, loops.channels())));
                    }
                }
            }
        }
        blocks.sort(Comparator.comparingDouble(Block::leastCost));
        return blocks;
    }

    /** As if a pass could take all filters of the block, and {@code channels}, and all PEs worked. */
    private double leastCost(int m, int n, int e, int channels) {
        var widest = new RowStationaryMapping(m, n, e, m, channels, 1, 1);
        double workCycles = (double) loops.macs() / machine.peArray().size();
        return RowStationaryCost.least(widest, loops, spads, workCycles);
    }

    private boolean canWin(double leastCost) {
        return bestCost == null || leastCost <= bestCost.energyDelay();
    }

    /** Sizes that cut {@code extent} into 1, 2, 3, ... nearly equal parts, largest first. */
    private static int[] parts(int extent) {
        return IntStream.rangeClosed(1, extent)
                .map(parts -> Ceil.div(extent, parts))
                .distinct()
                .toArray();
    }

    /** PE sets that find room on the array at once. */
    private int setsOnArray(int e) {
        int bands = machine.peArray().rows() / loops.filterRows();
        int columns = machine.peArray().columns();
        return e <= columns ? bands * (columns / e) : bands / Ceil.div(e, columns);
    }

    private int banks() {
        return machine.buffers().inputs().banks() + machine.buffers().outputs().banks();
    }

    private long psumBanks(int m, int n, int e) {
        long bits =
                (long) n * m * e * loops.outputColumns() * machine.precision().accumulatorBits();
        return Ceil.div(bits, machine.buffers().outputs().bankBytes() * 8L);
    }

    private long inputBanks(int n, int e, int channels) {
        long bits = (long) n
                * channels
                * loops.inputRows(e)
                * loops.inputColumns()
                * machine.precision().activationBits();
        return Ceil.div(bits, machine.buffers().inputs().bankBytes() * 8L);
    }

    private void tryChannels(Block block, int sets) {
        long inputBanks = banks() - psumBanks(block.m(), block.n(), block.e());
        int mostPerPe = Math.min(loops.channels(), spads.inputSpadWords() / loops.filterColumns());
        for (int q = mostPerPe; q >= 1; q--) {
            for (int r = 1; r <= Math.min(sets, Ceil.div(loops.channels(), q)); r++) {
                if (inputBanks(block.n(), block.e(), q * r) > inputBanks) {
                    break;
                }
                if (canWin(leastCost(block.m(), block.n(), block.e(), q * r))) {
                    tryFilters(block, q, r, sets / r);
                }
            }
        }
    }

    private void tryFilters(Block block, int q, int r, int sets) {
        int weightsOfRow = q * loops.filterColumns();
        int mostPerPe = Math.min(Math.min(block.m(), spads.psumSpadWords()), spads.filterSpadWords() / weightsOfRow);
        for (int p = mostPerPe; p >= 1; p--) {
            int mostSets = Math.min(sets, Ceil.div(block.m(), p));
            var widest = new RowStationaryMapping(block.m(), block.n(), block.e(), p, q, r, mostSets);
            double workCycles = (double) widest.passes(loops) * widest.workCycles(loops);
            if (canWin(RowStationaryCost.least(widest, loops, spads, workCycles))) {
                trySets(widest);
            }
        }
    }

    private void trySets(RowStationaryMapping widest) {
        for (int t = 1; t <= widest.t(); t++) {
            RowStationaryMapping mapping = widest.withFilterSets(t);
            long weights =
                    (long) mapping.passFilters() * mapping.passChannels() * loops.filterRows() * loops.filterColumns();
            if (weights * machine.precision().weightBits()
                    > machine.buffers().weights().capacityBytes() * 8L) {
                break;
            }
            consider(mapping);
        }
    }

    private void consider(RowStationaryMapping mapping) {
        var cost = RowStationaryCost.of(mapping, loops, spads);
        if (best == null || cost.compareTo(bestCost) < 0) {
            best = mapping;
            bestCost = cost;
        }
    }
}

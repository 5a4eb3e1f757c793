package archsim.engine.counts;

import archsim.energy.Action;
import archsim.energy.DataType;
import archsim.engine.Taps;
import archsim.engine.pe.Machine;
import archsim.engine.plan.LayerPlan;
import archsim.engine.plan.Tile;
import archsim.engine.plan.Transfer;
import archsim.engine.sram.SramBuffer;
import archsim.workloads.Axis;
import archsim.workloads.LayerShape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What moves between DRAM and the buffers of a machine that works tile by tile.
 *
 * <p>A tile's weights are loaded unless the tile before had the same, and so are its inputs. Weights lie in memory in the
 * order in which they are first loaded, values before indices. Outputs are written once, after pooling, in proportion to
 * those that are finished. Each load is written into its buffer, each output passes through the output buffer.
 */
public final class PlainMemory {

    private final PlainLayer layer;
    private final Machine machine;
    private final Tally tally;
    private final Map<String, List<Transfer>> weightsOf = new HashMap<>();
    private final List<List<Transfer>> loads = new ArrayList<>();
    private final List<Transfer> stores = new ArrayList<>();
    private PlainTile previous;
    private long weightBitsSoFar;
    private long finishedOutputs;
    private long storedBits;

    /** A memory whose accesses are counted in {@code tally}. */
    public PlainMemory(PlainLayer layer, Machine machine, Tally tally) {
        this.layer = layer;
        this.machine = machine;
        this.tally = tally;
    }

    /**
     * Moves what a tile needs and leaves.
     *
     * @param valueBits of its weights
     * @param indexBits that tell where these are
     */
    public void pass(PlainTile tile, long valueBits, long indexBits) {
        var loaded = new ArrayList<Transfer>();
        if (previous == null || !previous.weights().equals(tile.weights())) {
            loaded.addAll(weightsOf.computeIfAbsent(tile.weights(), block -> place(valueBits, indexBits)));
        }
        if (previous == null || !previous.inputs().equals(tile.inputs())) {
            loaded.add(inputs(tile));
        }
        for (Transfer load : loaded) {
            boolean input = load.dataType() == DataType.INPUTS;
            SramBuffer buffer =
                    input ? machine.buffers().inputs() : machine.buffers().weights();
            sram(input ? "inputBuffer" : "weightBuffer", buffer, load.dataType(), true, load.bits());
        }
        loads.add(loaded);
        stores.add(store(tile));
        previous = tile;
    }

    private List<Transfer> place(long valueBits, long indexBits) {
        var placed = new ArrayList<Transfer>();
        placed.add(new Transfer(DataType.WEIGHTS, weightBitsSoFar, valueBits));
        weightBitsSoFar += valueBits;
        if (indexBits > 0) {
            placed.add(new Transfer(DataType.INDICES, weightBitsSoFar, indexBits));
            weightBitsSoFar += indexBits;
        }
        return placed;
    }

    /** The inputs under the windows of the tile, in each of its images and of each channel that some weight reads. */
    private Transfer inputs(PlainTile tile) {
        LayerShape shape = layer.shape();
        long words = 0;
        long firstWord = -1;
        for (int row = tile.rowFrom(); row < tile.rowTo(); row++) {
            boolean lastOfImage = row + 1 == tile.rowTo() || shape.p() == 1;
            if (!lastOfImage) {
                continue;
            }
            int firstRow = shape.p() == 1 ? row : tile.rowFrom();
            int top = first(shape.rows(), firstRow % shape.p());
            int left = first(shape.columns(), tile.qFrom());
            if (firstWord < 0) {
                long channel = (long) row / shape.p() * shape.c()
                        + (long) tile.group() * shape.channelsPerGroup()
                        + tile.channelFrom();
                firstWord = (channel * shape.h() + top) * shape.w() + left;
            }
            words += (long) layer.channels(tile.channelFrom(), tile.channelTo()).size()
                    * Taps.used(shape.rows(), firstRow % shape.p(), row % shape.p() + 1)
                    * Taps.used(shape.columns(), tile.qFrom(), tile.qTo());
        }
        int bits = machine.precision().activationBits();
        return new Transfer(DataType.INPUTS, firstWord * bits, words * bits);
    }

    private static int first(Axis axis, int output) {
        return Math.max(0, output * axis.stride() - axis.paddingBefore());
    }

    private Transfer store(PlainTile tile) {
        if (tile.channelTo() < layer.shape().channelsPerGroup()) {
            return new Transfer(DataType.OUTPUTS, storedBits, 0);
        }
        long outputs = tile.positions() * tile.filters();
        finishedOutputs += outputs;
        long all = layer.allFilters() * layer.shape().outputPositions();
        int bits = machine.precision().activationBits();
        long written = layer.workload().layer().writtenOutputs() / layer.shape().k() * layer.allFilters() * bits;
        long upTo = (2 * finishedOutputs * written + all) / (2 * all);
        var store = new Transfer(DataType.OUTPUTS, storedBits, upTo - storedBits);
        storedBits = upTo;
        SramBuffer buffer = machine.buffers().outputs();
        sram("outputBuffer", buffer, DataType.OUTPUTS, true, outputs * bits);
        sram("outputBuffer", buffer, DataType.OUTPUTS, false, store.bits());
        return store;
    }

    /** Reads weights, their indices or inputs from their buffer. */
    public void read(DataType type, long bits) {
        boolean input = type == DataType.INPUTS;
        sram(
                input ? "inputBuffer" : "weightBuffer",
                input ? machine.buffers().inputs() : machine.buffers().weights(),
                type,
                false,
                bits);
    }

    /** Writes partial sums to the output buffer or reads them back. */
    public void psums(long sums, boolean write) {
        long bits = sums * machine.precision().accumulatorBits();
        sram("outputBuffer", machine.buffers().outputs(), DataType.PSUMS, write, bits);
    }

    private void sram(String component, SramBuffer buffer, DataType type, boolean write, long bits) {
        var access = new Action.SramAccess(buffer.capacityBytes() / buffer.banks(), buffer.wordBits(), write);
        tally.add(component, type, access, words(bits, buffer.wordBits()));
    }

    /** Words of {@code wordBits} that hold {@code bits}. */
    public static long words(long bits, int wordBits) {
        return (bits + wordBits - 1) / wordBits;
    }

    /** What each tile loaded, as {@link #loadsOf} of a plan. */
    public List<List<Transfer>> loads() {
        return loads;
    }

    /** What each tile stored, as {@link #storesOf} of a plan. */
    public List<Transfer> stores() {
        return stores;
    }

    /** What each tile of a plan loads. */
    public static List<List<Transfer>> loadsOf(LayerPlan plan) {
        return plan.tiles().stream().map(Tile::loads).toList();
    }

    /** What each tile of a plan stores. */
    public static List<Transfer> storesOf(LayerPlan plan) {
        return plan.tiles().stream().map(Tile::store).toList();
    }
}

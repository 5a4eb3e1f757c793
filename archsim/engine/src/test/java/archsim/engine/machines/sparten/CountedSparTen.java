package archsim.engine.machines.sparten;

import archsim.energy.Action;
import archsim.energy.DataType;
import archsim.engine.Taps;
import archsim.engine.counts.Presence;
import archsim.engine.counts.Tally;
import archsim.engine.machines.sparten.PlannedSparTenBlocks.Block;
import archsim.engine.pe.Machine;
import archsim.engine.plan.Transfer;
import archsim.engine.sram.SramBuffer;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * SparTen counted element by element: each position's inputs are broadcast once for each round of filters, as a mask of
 * the stored columns and the values that are there; each matching pair of an input and a weight is found, multiplied and
 * summed. A block reads the masks of its filters at every position, and the values that match.
 */
final class CountedSparTen {

    private final LayerWorkload layer;
    private final LayerShape shape;
    private final Machine machine;
    private final int chunk;
    private final int filtersPerRound;
    private final Presence presence;
    private final Tally tally = new Tally();
    private final List<List<Transfer>> tiles = new ArrayList<>();
    private final Map<List<Object>, Long> weightAddresses = new HashMap<>();
    private final SramBuffer weightBuffer;
    private final SramBuffer inputBuffer;
    private final SramBuffer outputBuffer;
    private long weightEndBit;
    private long outputsDone;
    private long storedBits;
    private long matches;

    CountedSparTen(LayerWorkload layer, Machine machine, int chunk, int filtersPerUnit) {
        this.layer = layer;
        this.machine = machine;
        this.chunk = chunk;
        filtersPerRound = filtersPerUnit * machine.peArray().columns();
        shape = layer.shape();
        presence = new Presence(layer);
        weightBuffer = machine.buffers().weights();
        inputBuffer = machine.buffers().inputs();
        outputBuffer = machine.buffers().outputs();
    }

    Tally tally() {
        return tally;
    }

    /** Loads and, last, the store of each block. */
    List<List<Transfer>> tiles() {
        return tiles;
    }

    CountedSparTen run(List<Block> blocks) {
        for (int i = 0; i < blocks.size(); i++) {
            Block block = blocks.get(i);
            var moved = new ArrayList<Transfer>();
            if (i == 0 || !weights(block).equals(weights(blocks.get(i - 1)))) {
                loadWeights(block, moved);
            }
            if (i == 0 || !inputs(block).equals(inputs(blocks.get(i - 1)))) {
                loadInputs(block, moved);
            }
            join(block);
            moveSums(block, moved);
            tiles.add(moved);
        }
        tally.add(
                "multipliers",
                DataType.PSUMS,
                Action.Multiply.of(
                        machine.precision().weightBits(), machine.precision().activationBits()),
                matches);
        tally.add("adders", DataType.PSUMS, new Action.Add(machine.precision().accumulatorBits()), matches);
        tally.add("indexing", DataType.INDICES, new Action.MaskJoin(chunk), matches);
        return this;
    }

    /** What tells a block's weights from others. */
    private static List<Object> weights(Block block) {
        return List.of(block.group(), block.filters(), block.channelFrom(), block.channelTo());
    }

    private static List<Object> inputs(Block block) {
        return List.of(
                block.group(),
                block.rowFrom(),
                block.rowTo(),
                block.qFrom(),
                block.qTo(),
                block.channelFrom(),
                block.channelTo());
    }

    private void sram(String component, SramBuffer buffer, DataType type, boolean write, long bits) {
        long words = (bits + buffer.wordBits() - 1) / buffer.wordBits();
        int bankBytes = buffer.capacityBytes() / buffer.banks();
        tally.add(component, type, new Action.SramAccess(bankBytes, buffer.wordBits(), write), words);
    }

    /** Values that are not zero, and behind them a bit for each stored column of each filter. */
    private void loadWeights(Block block, List<Transfer> moved) {
        long valueBits = 0;
        for (int k : block.filters()) {
            for (int c = block.channelFrom(); c < block.channelTo(); c++) {
                for (int r = 0; r < shape.r(); r++) {
                    for (int s = 0; s < shape.s(); s++) {
                        valueBits += presence.hasWeight(k, c, r, s) ? layer.weightBits() : 0;
                    }
                }
            }
        }
        long maskBits = (long) block.filters().size() * presence.storedColumns(block.channelFrom(), block.channelTo());
        if (!weightAddresses.containsKey(weights(block))) {
            weightAddresses.put(weights(block), weightEndBit);
            weightEndBit += valueBits + maskBits;
        }
        long address = weightAddresses.get(weights(block));
        moved.add(new Transfer(DataType.WEIGHTS, address, valueBits));
        sram("weightBuffer", weightBuffer, DataType.WEIGHTS, true, valueBits);
        if (maskBits > 0) {
            moved.add(new Transfer(DataType.INDICES, address + valueBits, maskBits));
            sram("weightBuffer", weightBuffer, DataType.INDICES, true, maskBits);
        }
    }

    /** The inputs that the block's positions read, of the channels of which a column is stored; raw. */
    private void loadInputs(Block block, List<Transfer> moved) {
        int channels = 0;
        for (int c = block.channelFrom(); c < block.channelTo(); c++) {
            channels += presence.storedColumns(c, c + 1) > 0 ? 1 : 0;
        }
        int p = block.rowFrom() % shape.p();
        int lastP = (block.rowTo() - 1) % shape.p();
        int images = shape.p() == 1 ? block.rowTo() - block.rowFrom() : 1;
        int hFrom = Math.max(0, Taps.row(shape, p, 0));
        int wFrom = Math.max(0, Taps.column(shape, block.qFrom(), 0));
        long bits = (long) images
                * channels
                * Taps.used(shape.rows(), p, lastP + 1)
                * Taps.used(shape.columns(), block.qFrom(), block.qTo())
                * machine.precision().activationBits();
        long channel = (long) block.rowFrom() / shape.p() * shape.c()
                + (long) block.group() * shape.channelsPerGroup()
                + block.channelFrom();
        long first = (channel * shape.h() + hFrom) * shape.w() + wFrom;
        moved.add(new Transfer(DataType.INPUTS, first * machine.precision().activationBits(), bits));
        sram("inputBuffer", inputBuffer, DataType.INPUTS, true, bits);
    }

    private void join(Block block) {
        long columns = presence.storedColumns(block.channelFrom(), block.channelTo());
        long positions = positions(block);
        int rounds = (block.filters().size() + filtersPerRound - 1) / filtersPerRound;
        long broadcastValues = 0;
        long blockMatches = 0;
        for (int c = block.channelFrom(); c < block.channelTo(); c++) {
            for (int r = 0; r < shape.r(); r++) {
                for (int s = 0; s < shape.s(); s++) {
                    if (presence.storesColumn(c, r, s)) {
                        long present = presentInputs(block, c, r, s);
                        broadcastValues += rounds * present;
                        blockMatches += filtersWithWeight(block, c, r, s) * present;
                    }
                }
            }
        }
        matches += blockMatches;
        sram("weightBuffer", weightBuffer, DataType.WEIGHTS, false, blockMatches * layer.weightBits());
        sram(
                "weightBuffer",
                weightBuffer,
                DataType.INDICES,
                false,
                positions * block.filters().size() * columns);
        sram(
                "inputBuffer",
                inputBuffer,
                DataType.INPUTS,
                false,
                positions * rounds * columns
                        + broadcastValues * machine.precision().activationBits());
    }

    private static long positions(Block block) {
        return (long) (block.rowTo() - block.rowFrom()) * (block.qTo() - block.qFrom());
    }

    private long filtersWithWeight(Block block, int c, int r, int s) {
        return block.filters().stream()
                .filter(k -> presence.hasWeight(k, c, r, s))
                .count();
    }

    /** Positions at which the input under a column is there. */
    private long presentInputs(Block block, int c, int r, int s) {
        long present = 0;
        for (int row = block.rowFrom(); row < block.rowTo(); row++) {
            for (int q = block.qFrom(); q < block.qTo(); q++) {
                int h = Taps.row(shape, row % shape.p(), r);
                int w = Taps.column(shape, q, s);
                int channel = block.group() * shape.channelsPerGroup() + c;
                present += presence.hasInput(row / shape.p(), channel, h, w) ? 1 : 0;
            }
        }
        return present;
    }

    /** Sums wait in the output buffer until the last channels; finished outputs are written there, pooled ones leave. */
    private void moveSums(Block block, List<Transfer> moved) {
        long outputs = positions(block) * block.filters().size();
        boolean last = block.channelTo() == shape.channelsPerGroup();
        long sumBits = outputs * machine.precision().accumulatorBits();
        if (block.channelFrom() > 0) {
            sram("outputBuffer", outputBuffer, DataType.PSUMS, false, sumBits);
        }
        if (!last) {
            sram("outputBuffer", outputBuffer, DataType.PSUMS, true, sumBits);
            moved.add(new Transfer(DataType.OUTPUTS, storedBits, 0));
            return;
        }
        int activationBits = machine.precision().activationBits();
        sram("outputBuffer", outputBuffer, DataType.OUTPUTS, true, outputs * activationBits);
        outputsDone += outputs;
        long all = (long) presence.storedFilters() * shape.n() * shape.p() * shape.q();
        long written = (long) presence.storedFilters() * shape.n() * pooled(shape.p()) * pooled(shape.q());
        long upTo = Math.round((double) outputsDone / all * (written * activationBits));
        moved.add(new Transfer(DataType.OUTPUTS, storedBits, upTo - storedBits));
        sram("outputBuffer", outputBuffer, DataType.OUTPUTS, false, upTo - storedBits);
        storedBits = upTo;
    }

    private int pooled(int extent) {
        return layer.layer()
                .pooling()
                .map(pool -> Math.max(0, extent - pool.window()) / pool.stride() + 1)
                .orElse(extent);
    }
}

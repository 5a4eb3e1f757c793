package archsim.engine.machines;

import archsim.energy.Action;
import archsim.energy.DataType;
import archsim.engine.counts.Tally;
import archsim.engine.pe.Machine;
import archsim.engine.plan.Transfer;
import archsim.engine.sram.SramBuffer;
import archsim.workloads.LayerShape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a layer's tiles move between DRAM and the buffers, and words of buffers in general.
 *
 * <p>A tile loads its weights and its inputs unless the tile before it had them. Blocks of weights lie one behind the
 * other in the order in which they are first used, each with its indices behind its values; inputs lie where their first
 * element does. Outputs leave once, pooled, as soon as all channels are summed up; a share of them for each tile, in
 * proportion to the positions done. Each transfer takes whole words of the buffer it passes through.
 */
public final class Traffic {

    private final StoredLayer layer;
    private final Machine machine;
    private final Storage storage;
    private final Tally tally;
    private final Map<Block, Long> placeOfBlock = new HashMap<>();
    private final List<List<Transfer>> transfers = new ArrayList<>();
    private long weightEnd;
    private long positionsDone;
    private long outputEnd;

    public Traffic(StoredLayer layer, Machine machine, Storage storage, Tally tally) {
        this.layer = layer;
        this.machine = machine;
        this.storage = storage;
        this.tally = tally;
    }

    /** Loads and stores of all tiles. */
    public void move(List<Piece> pieces) {
        for (int i = 0; i < pieces.size(); i++) {
            Piece piece = pieces.get(i);
            var moved = new ArrayList<Transfer>();
            if (i == 0 || !pieces.get(i - 1).weights().equals(piece.weights())) {
                moved.addAll(weights(piece.weights()));
            }
            if (i == 0 || !pieces.get(i - 1).readsInputsOf(piece)) {
                moved.add(inputs(piece));
            }
            for (Transfer load : moved) {
                if (load.dataType() == DataType.INPUTS) {
                    inputWords(true, load.bits());
                } else {
                    weightWords(load.dataType(), true, load.bits());
                }
            }
            moved.add(outputs(piece));
            transfers.add(moved);
        }
    }

    /** What each tile moves: its loads, then its store. */
    public List<List<Transfer>> transfers() {
        return List.copyOf(transfers);
    }

    private List<Transfer> weights(Block block) {
        long valueBits = storage.valueBits(layer, block);
        long indexBits = storage.indexBits(layer, block);
        if (!placeOfBlock.containsKey(block)) {
            placeOfBlock.put(block, weightEnd);
            weightEnd += valueBits + indexBits;
        }
        long start = placeOfBlock.get(block);
        var values = new Transfer(DataType.WEIGHTS, start, valueBits);
        return indexBits == 0
                ? List.of(values)
                : List.of(values, new Transfer(DataType.INDICES, start + valueBits, indexBits));
    }

    private Transfer inputs(Piece piece) {
        LayerShape shape = layer.shape();
        Block block = piece.weights();
        int image = piece.outputs().rowFrom() / layer.p();
        int channel = block.group() * layer.channels() + block.channelFrom();
        Outputs own = piece.outputs().inImage(layer, image);
        long first =
                (((long) image * shape.c() + channel) * shape.h() + own.hFrom(shape)) * shape.w() + own.wFrom(shape);
        int bits = machine.precision().activationBits();
        long elements = piece.outputs().inputs(layer) * layer.storedChannels(block.channelFrom(), block.channelTo());
        return new Transfer(DataType.INPUTS, first * bits, elements * bits);
    }

    private Transfer outputs(Piece piece) {
        if (!piece.last()) {
            return new Transfer(DataType.OUTPUTS, outputEnd, 0);
        }
        long outputs = piece.positions() * piece.weights().filters();
        positionsDone += outputs;
        int bits = machine.precision().activationBits();
        long writtenBits = layer.shape().n() * pooledPositions() * layer.allFilters() * bits;
        long all = layer.allFilters() * layer.positions();
        long end = Math.round((double) positionsDone / all * writtenBits);
        var store = new Transfer(DataType.OUTPUTS, outputEnd, end - outputEnd);
        outputEnd = end;
        outputWords(DataType.OUTPUTS, true, outputs * bits);
        outputWords(DataType.OUTPUTS, false, store.bits());
        return store;
    }

    private long pooledPositions() {
        return layer.workload()
                .layer()
                .pooling()
                .map(pool -> pooled(layer.p(), pool.window(), pool.stride())
                        * pooled(layer.q(), pool.window(), pool.stride()))
                .orElse((long) layer.p() * layer.q());
    }

    /** Whole windows, but at least one. */
    private static long pooled(int extent, int window, int stride) {
        long windows = 1;
        for (int end = window + stride; end <= extent; end += stride) {
            windows++;
        }
        return windows;
    }

    /** Sums of a piece wait in the output buffer until the next piece takes them up. */
    public void waitForChannels(Piece piece) {
        long bits = piece.positions()
                * piece.weights().filters()
                * machine.precision().accumulatorBits();
        if (piece.weights().channelFrom() > 0) {
            outputWords(DataType.PSUMS, false, bits);
        }
        if (!piece.last()) {
            outputWords(DataType.PSUMS, true, bits);
        }
    }

    /** Words of weights or indices. */
    public void weightWords(DataType type, boolean write, long bits) {
        words("weightBuffer", machine.buffers().weights(), type, write, bits);
    }

    /** Words of inputs. */
    public void inputWords(boolean write, long bits) {
        words("inputBuffer", machine.buffers().inputs(), DataType.INPUTS, write, bits);
    }

    /** Words of outputs or partial sums. */
    public void outputWords(DataType type, boolean write, long bits) {
        words("outputBuffer", machine.buffers().outputs(), type, write, bits);
    }

    private void words(String component, SramBuffer buffer, DataType type, boolean write, long bits) {
        long words = bits / buffer.wordBits() + (bits % buffer.wordBits() > 0 ? 1 : 0);
        int bankBytes = buffer.capacityBytes() / buffer.banks();
        tally.add(component, type, new Action.SramAccess(bankBytes, buffer.wordBits(), write), words);
    }

    /** Products and the sums of them. */
    public void multiplyAndAdd(long products) {
        tally.add(
                "multipliers",
                DataType.PSUMS,
                Action.Multiply.of(
                        machine.precision().weightBits(), machine.precision().activationBits()),
                products);
        int accumulatorBits = machine.precision().accumulatorBits();
        tally.add("adders", DataType.PSUMS, new Action.Add(accumulatorBits), products);
    }
}

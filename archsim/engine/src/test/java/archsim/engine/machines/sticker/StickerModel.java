package archsim.engine.machines.sticker;

import archsim.energy.Action;
import archsim.energy.DataType;
import archsim.engine.Taps;
import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.engine.counts.Tally;
import archsim.engine.machines.Block;
import archsim.engine.machines.Counted;
import archsim.engine.machines.Outputs;
import archsim.engine.machines.Piece;
import archsim.engine.machines.PlannedCut;
import archsim.engine.machines.StoredLayer;
import archsim.engine.machines.Traffic;
import archsim.engine.pe.Machine;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import java.util.List;

/**
 * STICKER channel by channel on its 16 x 16 array, with 128 sums a PE.
 *
 * <p>A weight that passes along its column is read once for all rows: once for every step of dense inputs, once for every
 * step that the longest input lane takes of others, once for the one row that has a channel of a connected layer. An
 * input is read once for the channel, if a weight meets it at all: lanes without work read nothing. Products that reach
 * an output of the patch are added to a sum in the accumulators; finished sums are read, in connected layers from every
 * row into a tree of adders.
 */
final class StickerModel {

    private static final int LANES = 16;
    private static final int LANES_OF_AN_AXIS = 4;
    private static final int SUMS = 128;

    private final StoredLayer layer;
    private final LayerShape shape;
    private final Machine machine;
    private final StickerStorage storage;
    private final boolean skipsWeights;
    private final boolean skipsInputs;
    private final Tally tally = new Tally();
    private final Traffic traffic;
    private long weightsRead;
    private long inputsRead;
    private long products;
    private long added;

    private StickerModel(LayerWorkload workload, Machine machine) {
        this.layer = new StoredLayer(workload);
        this.shape = workload.shape();
        this.machine = machine;
        this.storage = StickerStorage.of(layer);
        this.skipsWeights = storage != StickerStorage.DENSE;
        this.skipsInputs = workload.inputs().count() <= 0.7 * workload.inputs().size();
        this.traffic = new Traffic(layer, machine, storage, tally);
    }

    static Counted count(LayerWorkload workload, Machine machine) {
        var model = new StickerModel(workload, machine);
        List<Piece> pieces = PlannedCut.pieces(
                model.layer,
                machine,
                new StickerCut(model.layer, LANES, LANES_OF_AN_AXIS, SUMS, model.skipsInputs).rule(model.storage),
                ((Sticker) AcceleratorLibrary.find("sticker").dataflow()).tiles(workload, machine));
        model.traffic.move(pieces);
        pieces.forEach(model::compute);
        return Counted.of(model.tally, model.traffic);
    }

    private void compute(Piece piece) {
        weightsRead = 0;
        inputsRead = 0;
        products = 0;
        added = 0;
        for (int n = 0; n < shape.n(); n++) {
            Outputs own = piece.outputs().inImage(layer, n);
            if (own.positions() > 0 && shape.isFullyConnected()) {
                connect(piece.weights(), n);
            } else if (own.positions() > 0 && skipsInputs) {
                scatter(piece.weights(), n, own);
            }
        }
        if (!shape.isFullyConnected() && !skipsInputs) {
            shift(piece);
        }
        countTile(piece);
    }

    private void countTile(Piece piece) {
        int accumulatorBits = machine.precision().accumulatorBits();
        int indexBits = storage.bitsReadWithAWeight(layer, piece.weights());
        traffic.weightWords(
                DataType.WEIGHTS, false, weightsRead * layer.workload().weightBits());
        traffic.weightWords(DataType.INDICES, false, weightsRead * indexBits);
        traffic.inputWords(false, inputsRead * machine.precision().activationBits());
        if (indexBits > 0) {
            tally.add("indexing", DataType.INDICES, new Action.IndexDecode(indexBits), weightsRead);
        }
        tally.add(
                "multipliers",
                DataType.PSUMS,
                Action.Multiply.of(
                        machine.precision().weightBits(), machine.precision().activationBits()),
                products);
        tally.add("accumulators", DataType.PSUMS, new Action.Accumulate(SUMS, accumulatorBits), added);
        if (piece.last()) {
            long sums = piece.positions() * piece.weights().filters();
            int rows = shape.isFullyConnected() ? LANES : 1;
            var read = new Action.RegisterAccess(SUMS, accumulatorBits, false);
            for (int row = 0; row < rows; row++) {
                tally.add("accumulators", DataType.PSUMS, read, sums);
                tally.add("adders", DataType.PSUMS, new Action.Add(accumulatorBits), row == 0 ? 0 : sums);
            }
        }
    }

    /** Filters of a block with a weight to multiply. */
    private int weights(Block block, int c, int r, int s) {
        int weights = 0;
        int[] filters = layer.filters(block.group());
        for (int f = block.filterFrom(); f < block.filterTo(); f++) {
            boolean multiplied = skipsWeights ? layer.hasWeight(filters[f], c, r, s) : layer.isStored(c, r, s);
            weights += multiplied ? 1 : 0;
        }
        return weights;
    }

    private void connect(Block block, int n) {
        for (int c = block.channelFrom(); c < block.channelTo(); c++) {
            boolean taken = !skipsInputs || layer.hasInput(n, block.group() * layer.channels() + c, 0, 0);
            int weights = weights(block, c, 0, 0);
            if (taken && weights > 0) {
                inputsRead++;
                weightsRead += weights;
                products += weights;
                added += weights;
            }
        }
    }

    /** Dense inputs: every weight at every position, 16 positions a step. */
    private void shift(Piece piece) {
        Block block = piece.weights();
        for (int c = block.channelFrom(); c < block.channelTo(); c++) {
            long weights = 0;
            for (int r = 0; r < shape.r(); r++) {
                for (int s = 0; s < shape.s(); s++) {
                    weights += weights(block, c, r, s);
                }
            }
            for (long position = 0; position < piece.positions(); position++) {
                weightsRead += position % LANES == 0 ? weights : 0;
                inputsRead += weights > 0 ? 1 : 0;
                products += weights;
                added += weights;
            }
        }
    }

    /** Inputs of a channel meet the weights of their stride class only. */
    private void scatter(Block block, int n, Outputs own) {
        for (int c = block.channelFrom(); c < block.channelTo(); c++) {
            for (int down = 0; down < shape.rows().stride(); down++) {
                for (int right = 0; right < shape.columns().stride(); right++) {
                    scatterClass(block, n, own, c, down, right);
                }
            }
        }
    }

    private void scatterClass(Block block, int n, Outputs own, int c, int down, int right) {
        long weights = 0;
        for (int r = 0; r < shape.r(); r++) {
            for (int s = 0; s < shape.s(); s++) {
                boolean inClass = r * shape.rows().dilation() % shape.rows().stride() == down
                        && s * shape.columns().dilation() % shape.columns().stride() == right;
                weights += inClass ? weights(block, c, r, s) : 0;
            }
        }
        if (weights == 0) {
            return;
        }
        long[] lanes = new long[LANES];
        int high = own.inputRows(shape);
        int wide = own.inputColumns(shape);
        for (int i = 0; i < high; i++) {
            for (int j = 0; j < wide; j++) {
                int h = own.hFrom(shape) + i;
                int w = own.wFrom(shape) + j;
                boolean inClass =
                        (h + shape.rows().paddingBefore()) % shape.rows().stride() == down
                                && (w + shape.columns().paddingBefore())
                                                % shape.columns().stride()
                                        == right;
                if (inClass && layer.hasInput(n, block.group() * layer.channels() + c, h, w)) {
                    lanes[part(i, high) * LANES_OF_AN_AXIS + part(j, wide)]++;
                    inputsRead++;
                    products += weights;
                    addTo(block, own, c, h, w);
                }
            }
        }
        long longest = 0;
        for (long lane : lanes) {
            longest = Math.max(longest, lane);
        }
        weightsRead += longest * weights;
    }

    /** Products of an input that belong to an output of the patch. */
    private void addTo(Block block, Outputs own, int c, int h, int w) {
        for (int p = own.rowFrom(); p < own.rowTo(); p++) {
            for (int r = 0; r < shape.r(); r++) {
                for (int q = own.qFrom(); Taps.row(shape, p, r) == h && q < own.qTo(); q++) {
                    for (int s = 0; s < shape.s(); s++) {
                        added += Taps.column(shape, q, s) == w ? weights(block, c, r, s) : 0;
                    }
                }
            }
        }
    }

    /** Which of four nearly equal parts holds {@code place}: the last one that starts at or before it. */
    private static int part(int place, int length) {
        int part = 0;
        for (int i = 0; i < LANES_OF_AN_AXIS; i++) {
            part = length * i / LANES_OF_AN_AXIS <= place ? i : part;
        }
        return part;
    }
}

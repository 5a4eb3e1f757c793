package archsim.engine.machines.sticker;

import archsim.engine.Taps;
import archsim.engine.machines.LiteralLayer;
import archsim.engine.pe.Cause;
import archsim.engine.pe.SlotStack;
import archsim.engine.tiling.Patch;
import archsim.engine.tiling.TileRange;
import archsim.workloads.Axis;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** STICKER one step of its 16 x 16 array at a time; 3 cycles fill the pipeline of a tile. */
public final class LiteralSticker {

    private static final int LANES = 16;
    private static final int LANES_OF_AN_AXIS = 4;
    private static final int FILL = 3;
    private static final int TREE = 4;

    private final LiteralLayer layer;
    private final LayerShape shape;
    private final List<LiteralLayer.Column> columns;
    private final boolean skipsWeights;
    private final boolean skipsInputs;
    private final long[] rows = new long[LANES];
    private long cycles;
    private long useful;
    private long fragmentation;
    private long imbalance;
    private long index;
    private long halo;
    private long fill;

    /** A value of one lane: an output position, an input, or a weight. */
    private record Operand(int k, int first, int second) {}

    LiteralSticker(LayerWorkload workload) {
        layer = new LiteralLayer(workload);
        shape = layer.shape();
        columns = layer.columns();
        long stored = IntStream.range(0, shape.groups())
                        .mapToLong(group -> layer.filters(group).size())
                        .sum()
                * columns.size();
        skipsWeights = workload.weights().count() <= 0.7 * stored;
        skipsInputs = workload.inputs().count() <= 0.7 * workload.inputs().size();
    }

    void run(List<TileRange> tiles) {
        for (TileRange tile : tiles) {
            spendAll(FILL);
            fill += FILL * LANES * LANES;
            if (shape.isFullyConnected()) {
                connect(tile);
            } else if (skipsInputs) {
                scatterImages(tile);
            } else {
                shift(tile);
            }
            if (!shape.isFullyConnected() || tile.lastChannels()) {
                waitForAll();
            }
        }
    }

    private void spendAll(long more) {
        for (int row = 0; row < LANES; row++) {
            rows[row] += more;
        }
    }

    private void waitForAll() {
        long slowest = Arrays.stream(rows).max().orElseThrow();
        imbalance += Arrays.stream(rows).map(row -> slowest - row).sum() * LANES;
        cycles += slowest;
        Arrays.fill(rows, 0);
    }

    private static List<List<Operand>> lanes() {
        return Stream.generate(() -> (List<Operand>) new ArrayList<Operand>())
                .limit(LANES)
                .toList();
    }

    private static int longest(List<List<Operand>> lanes) {
        return lanes.stream().mapToInt(List::size).max().orElseThrow();
    }

    /** Weights of a channel at the offsets of one stride class, in the lanes of their filters. */
    private List<List<Operand>> weights(TileRange tile, int channel, int down, int right) {
        List<List<Operand>> lanes = lanes();
        List<Integer> filters = layer.filters(tile.group());
        for (int i = tile.filterFrom(); i < tile.filterTo(); i++) {
            for (LiteralLayer.Column column : columns) {
                boolean inClass =
                        column.r() * shape.rows().dilation() % shape.rows().stride() == down
                                && column.s()
                                                * shape.columns().dilation()
                                                % shape.columns().stride()
                                        == right;
                if (column.c() == channel && inClass && (!skipsWeights || layer.hasWeight(filters.get(i), column))) {
                    lanes.get(i % LANES).add(new Operand(filters.get(i), column.r(), column.s()));
                }
            }
        }
        return lanes;
    }

    private List<List<Operand>> allWeights(TileRange tile, int channel) {
        List<List<Operand>> lanes = lanes();
        for (int down = 0; down < shape.rows().stride(); down++) {
            for (int right = 0; right < shape.columns().stride(); right++) {
                List<List<Operand>> some = weights(tile, channel, down, right);
                for (int lane = 0; lane < LANES; lane++) {
                    lanes.get(lane).addAll(some.get(lane));
                }
            }
        }
        return lanes;
    }

    private boolean isStored(int channel) {
        return columns.stream().anyMatch(column -> column.c() == channel);
    }

    private interface Products {

        boolean isUseful(Operand input, Operand weight);
    }

    /** Each input of a row stays while the weights of the columns pass; all rows and columns in lock-step. */
    private long step(
            List<List<Operand>> inputs, List<List<Operand>> weights, Products products, boolean rowsAreShape) {
        long steps = 0;
        for (int i = 0; i < longest(inputs); i++) {
            for (int j = 0; j < longest(weights); j++) {
                steps++;
                for (List<Operand> row : inputs) {
                    for (List<Operand> column : weights) {
                        boolean hasInput = i < row.size();
                        boolean hasWeight = j < column.size();
                        if (hasInput && hasWeight && products.isUseful(row.get(i), column.get(j))) {
                            useful++;
                        } else if (hasInput && hasWeight) {
                            halo++;
                        } else if (hasWeight ? rowsAreShape : !skipsWeights) {
                            fragmentation++;
                        } else {
                            imbalance++;
                        }
                    }
                }
            }
        }
        return steps;
    }

    private void lookAtNothing() {
        spendAll(1);
        index += LANES * LANES;
    }

    private void shift(TileRange tile) {
        List<List<Operand>> positions = lanes();
        for (int i = 0; i < tile.positions(); i++) {
            positions.get(i % LANES).add(new Operand(0, i, 0));
        }
        for (int c = tile.channelFrom(); c < tile.channelTo(); c++) {
            if (isStored(c)) {
                long steps = step(positions, allWeights(tile, c), (input, weight) -> true, true);
                spendAll(steps);
                if (steps == 0) {
                    lookAtNothing();
                }
            }
        }
    }

    private void scatterImages(TileRange tile) {
        Patch patch = tile.patch();
        for (int n = 0; n < shape.n(); n++) {
            int from = Math.max(patch.rowFrom(), n * shape.p());
            int to = Math.min(patch.rowTo(), (n + 1) * shape.p());
            if (from < to) {
                scatter(tile, new Rectangle(n, from - n * shape.p(), to - n * shape.p(), patch.qFrom(), patch.qTo()));
            }
        }
    }

    /** Output positions of one image, and the inputs from the first to the last that their kernels cover. */
    private record Rectangle(int n, int pFrom, int pTo, int qFrom, int qTo) {

        boolean holds(int p, int q) {
            return p >= pFrom && p < pTo && q >= qFrom && q < qTo;
        }
    }

    /** Places along one axis of the image between the first and the last input under the outputs' kernels. */
    private static int[] covered(int from, int to, Axis axis) {
        return IntStream.range(from * axis.stride(), (to - 1) * axis.stride() + Taps.reach(axis))
                .map(padded -> padded - axis.paddingBefore())
                .filter(place -> place >= 0 && place < axis.extent())
                .toArray();
    }

    private void scatter(TileRange tile, Rectangle outputs) {
        int[] hs = covered(outputs.pFrom, outputs.pTo, shape.rows());
        int[] ws = covered(outputs.qFrom, outputs.qTo, shape.columns());
        for (int c = tile.channelFrom(); c < tile.channelTo(); c++) {
            if (isStored(c)) {
                scatterChannel(tile, outputs, c, hs, ws);
            }
        }
        if (tile.lastChannels()) {
            long rim = touched(outputs, hs.length, ws.length, Taps.reach(shape.rows()), Taps.reach(shape.columns()))
                    - touched(outputs, hs.length, ws.length, 1, 1);
            long handed = rim * steps(tile.filters());
            spendAll(handed);
            halo += handed * LANES * LANES;
        }
    }

    private static int steps(int filters) {
        return (filters + LANES - 1) / LANES;
    }

    private void scatterChannel(TileRange tile, Rectangle outputs, int c, int[] hs, int[] ws) {
        long steps = 0;
        for (int down = 0; down < shape.rows().stride(); down++) {
            for (int right = 0; right < shape.columns().stride(); right++) {
                List<List<Operand>> inputs = lanes();
                for (int i = 0; i < hs.length; i++) {
                    for (int j = 0; j < ws.length; j++) {
                        boolean inClass = (hs[i] + shape.rows().paddingBefore())
                                                % shape.rows().stride()
                                        == down
                                && (ws[j] + shape.columns().paddingBefore())
                                                % shape.columns().stride()
                                        == right;
                        int channel = tile.group() * shape.channelsPerGroup() + c;
                        if (inClass && layer.hasInput(outputs.n, channel, hs[i], ws[j])) {
                            int lane = part(i, hs.length) * LANES_OF_AN_AXIS + part(j, ws.length);
                            inputs.get(lane).add(new Operand(0, hs[i], ws[j]));
                        }
                    }
                }
                steps += step(
                        inputs,
                        weights(tile, c, down, right),
                        (input, weight) -> outputs.holds(
                                output(shape.rows(), input.first, weight.first, outputs.pFrom),
                                output(shape.columns(), input.second, weight.second, outputs.qFrom)),
                        false);
            }
        }
        spendAll(steps);
        if (steps == 0) {
            lookAtNothing();
        }
    }

    /** Where input {@code place} and kernel offset meet; before {@code from} if they do not. */
    private static int output(Axis axis, int place, int tap, int from) {
        int padded = place + axis.paddingBefore() - tap * axis.dilation();
        return padded < 0 ? from - 1 : padded / axis.stride();
    }

    /** Which of four nearly equal parts holds {@code place}: the last one that starts at or before it. */
    private static int part(int place, int length) {
        int part = 0;
        for (int i = 0; i < LANES_OF_AN_AXIS; i++) {
            if (length * i / LANES_OF_AN_AXIS <= place) {
                part = i;
            }
        }
        return part;
    }

    /** Most outputs of the rectangle that the inputs of one tile can touch, wherever the tile lies. */
    private long touched(Rectangle outputs, int high, int wide, int down, int right) {
        return touchedAlong(quarter(high), down, shape.rows().stride(), outputs.pTo - outputs.pFrom)
                * touchedAlong(quarter(wide), right, shape.columns().stride(), outputs.qTo - outputs.qFrom);
    }

    /** Extent of the largest of four nearly equal parts. */
    private static int quarter(int extent) {
        return (extent + LANES_OF_AN_AXIS - 1) / LANES_OF_AN_AXIS;
    }

    private static long touchedAlong(int inputs, int reach, int stride, int outputs) {
        long most = 0;
        for (int first = reach; first < reach + stride; first++) {
            int at = first;
            long touched = IntStream.rangeClosed(0, first + inputs)
                    .filter(p -> IntStream.range(at, at + inputs)
                            .anyMatch(place -> place - p * stride >= 0 && place - p * stride < reach))
                    .count();
            most = Math.max(most, touched);
        }
        return Math.min(most, outputs);
    }

    /** Rows take the stored channels, of skipped inputs only the present ones, in turn. */
    private void connect(TileRange tile) {
        for (int n = tile.patch().rowFrom(); n < tile.patch().rowTo(); n++) {
            int row = 0;
            for (int c = 0; c < tile.channelTo(); c++) {
                int channel = tile.group() * shape.channelsPerGroup() + c;
                if (isStored(c) && (!skipsInputs || layer.hasInput(n, channel, 0, 0))) {
                    if (c >= tile.channelFrom()) {
                        connect(row, allWeights(tile, c));
                    }
                    row = (row + 1) % LANES;
                }
            }
            if (tile.lastChannels()) {
                long summed = TREE + (long) steps(tile.filters());
                spendAll(summed);
                halo += summed * LANES * LANES;
            }
        }
    }

    private void connect(int row, List<List<Operand>> weights) {
        for (int j = 0; j < longest(weights); j++) {
            rows[row]++;
            for (List<Operand> column : weights) {
                if (j < column.size()) {
                    useful++;
                } else if (skipsWeights) {
                    imbalance++;
                } else {
                    fragmentation++;
                }
            }
        }
        if (longest(weights) == 0) {
            rows[row]++;
            index += LANES;
        }
    }

    long cycles() {
        return cycles;
    }

    SlotStack slots() {
        return SlotStack.useful(useful)
                .lost(Cause.FRAGMENTATION, fragmentation)
                .lost(Cause.IMBALANCE, imbalance)
                .lost(Cause.INDEX, index)
                .lost(Cause.HALO, halo)
                .lost(Cause.FILL, fill);
    }
}

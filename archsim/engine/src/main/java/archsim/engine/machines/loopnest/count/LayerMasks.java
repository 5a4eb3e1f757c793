package archsim.engine.machines.loopnest.count;

import archsim.engine.machines.loopnest.architecture.Dimension;
import archsim.engine.machines.loopnest.architecture.Format;
import archsim.engine.machines.loopnest.architecture.Operand;
import archsim.engine.machines.loopnest.mapping.Box;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;
import java.nio.IntBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/** What the masks of a layer hold in a box of iterations. */
public final class LayerMasks {

    private static final int N = Dimension.N.at();
    private static final int G = Dimension.G.at();
    private static final int K = Dimension.K.at();
    private static final int C = Dimension.C.at();
    private static final int R = Dimension.R.at();
    private static final int S = Dimension.S.at();
    private static final int P = Dimension.P.at();
    private static final int Q = Dimension.Q.at();

    private final LayerShape shape;
    private final Mask weights;
    private final Mask inputs;
    private final PresentInputs present;
    private final UsedInputs rows;
    private final UsedInputs columns;
    private final int channels;
    private final int filters;
    private final boolean onePlace;
    private final Map<CodedTiles, Long> largest = new HashMap<>();
    private final KnownWeights byTaps = new KnownWeights(this);
    private Mask byColumn;

    public LayerMasks(LayerWorkload layer) {
        shape = layer.shape();
        weights = layer.weights();
        inputs = layer.inputs();
        present = new PresentInputs(shape, inputs);
        rows = new UsedInputs(shape.rows());
        columns = new UsedInputs(shape.columns());
        channels = shape.channelsPerGroup();
        filters = shape.filtersPerGroup();
        onePlace = shape.weightsPerFilter() == channels
                && shape.inputs() == (long) shape.n() * shape.c()
                && shape.outputs() == (long) shape.n() * shape.k()
                && shape.rows().position(0, 0) == 0
                && shape.columns().position(0, 0) == 0;
    }

    private Mask byColumn() {
        if (byColumn == null) {
            byColumn = TransposedWeights.of(shape, weights);
        }
        return byColumn;
    }

    /** Whether a weight is not zero. */
    boolean hasWeight(int g, int k, int c, int r, int s) {
        return weights.get((((g * filters + k) * channels + c) * shape.r() + r) * shape.s() + s);
    }

    /** Whether the input under a tap is not zero; in the padding it is. */
    boolean hasInput(int n, int g, int c, int r, int s, int p, int q) {
        int row = shape.rows().position(p, r);
        int column = shape.columns().position(q, s);
        return row >= 0
                && column >= 0
                && row < shape.h()
                && column < shape.w()
                && inputs.get(((n * shape.c() + g * channels + c) * shape.h() + row) * shape.w() + column);
    }

    /** Elements of {@code operand} that the box uses, padding left out, each once. */
    long elements(Operand operand, Box box) {
        if (operand != Operand.INPUTS) {
            return box.volume(operand);
        }
        return (long) box.extent(N)
                * box.extent(G)
                * box.extent(C)
                * rows.count(box.from[P], box.to[P], box.from[R], box.to[R])
                * columns.count(box.from[Q], box.to[Q], box.from[S], box.to[S]);
    }

    /** The same for inputs with the padding that the box uses, each place once. */
    long paddedInputs(Box box) {
        return (long) box.extent(N)
                * box.extent(G)
                * box.extent(C)
                * rows.countPadded(box.from[P], box.to[P], box.from[R], box.to[R])
                * columns.countPadded(box.from[Q], box.to[Q], box.from[S], box.to[S]);
    }

    /** Elements of them that are not zero. */
    long present(Operand operand, Box box) {
        return switch (operand) {
            case WEIGHTS -> weights(box);
            case INPUTS -> inputs(box);
            case OUTPUTS -> box.volume(operand);
        };
    }

    private long weights(Box box) {
        return isFasterByColumn(box) ? weightsByColumn(box) : weightsByFilter(box);
    }

    private boolean isFasterByColumn(Box box) {
        int lines = hasAllTaps(box) ? 1 : box.extent(C) * box.extent(R);
        return box.extent(K) * lines > box.extent(C) * box.extent(R) * box.extent(S);
    }

    private boolean hasAllTaps(Box box) {
        return box.extent(R) == shape.r() && box.extent(S) == shape.s();
    }

    /**
     * Present weights of the fullest of some tiles.
     *
     * @param tile all but its filters, which are changed
     * @param filters of each tile, as many in each
     */
    long mostWeights(Box tile, List<Box> filters) {
        long all =
                tile.volume(Operand.WEIGHTS) / tile.extent(K) * filters.get(0).extent(K);
        long most = 0;
        for (int i = 0; i < filters.size() && most < all; i++) {
            tile.from[K] = filters.get(i).from[K];
            tile.to[K] = filters.get(i).to[K];
            most = Math.max(most, weights(tile));
        }
        return most;
    }

    private long weightsByFilter(Box box) {
        boolean allTaps = hasAllTaps(box);
        long count = 0;
        for (int g = box.from[G]; g < box.to[G]; g++) {
            for (int k = box.from[K]; k < box.to[K]; k++) {
                int base = (g * filters + k) * channels;
                if (allTaps) {
                    int taps = shape.r() * shape.s();
                    count += weights.count((base + box.from[C]) * taps, (base + box.to[C]) * taps);
                    continue;
                }
                for (int c = box.from[C]; c < box.to[C]; c++) {
                    for (int r = box.from[R]; r < box.to[R]; r++) {
                        int line = ((base + c) * shape.r() + r) * shape.s();
                        count += weights.count(line + box.from[S], line + box.to[S]);
                    }
                }
            }
        }
        return count;
    }

    private long weightsByColumn(Box box) {
        long count = 0;
        for (int g = box.from[G]; g < box.to[G]; g++) {
            for (int c = box.from[C]; c < box.to[C]; c++) {
                for (int r = box.from[R]; r < box.to[R]; r++) {
                    for (int s = box.from[S]; s < box.to[S]; s++) {
                        count += column(box, g, c, r, s);
                    }
                }
            }
        }
        return count;
    }

    /** Present weights of the filters of a box in one column of them. */
    int column(Box box, int g, int c, int r, int s) {
        int base = firstOfColumn(g, c, r, s);
        return byColumn().count(base + box.from[K], base + box.to[K]);
    }

    private long inputs(Box box) {
        if (shape.h() == 1 && shape.w() == 1 && elements(Operand.INPUTS, box) > 0) {
            long count = 0;
            for (int n = box.from[N]; n < box.to[N]; n++) {
                for (int g = box.from[G]; g < box.to[G]; g++) {
                    int base = n * shape.c() + g * channels;
                    count += inputs.count(base + box.from[C], base + box.to[C]);
                }
            }
            return count;
        }
        int[] rowRanges = rows.ranges(box.from[P], box.to[P], box.from[R], box.to[R]);
        int[] columnRanges = columns.ranges(box.from[Q], box.to[Q], box.from[S], box.to[S]);
        long count = 0;
        for (int n = box.from[N]; n < box.to[N]; n++) {
            for (int g = box.from[G]; g < box.to[G]; g++) {
                for (int c = box.from[C]; c < box.to[C]; c++) {
                    count += present.within(n, g * channels + c, rowRanges, columnRanges);
                }
            }
        }
        return count;
    }

    /** Whether {@code operand} has a value in the box that is not zero. */
    boolean any(Operand operand, Box box) {
        if (operand != Operand.WEIGHTS) {
            return present(operand, box) > 0;
        }
        return isFasterByColumn(box) ? anyOfColumns(box) : hasAllTaps(box) ? anyOfFilters(box) : weights(box) > 0;
    }

    private boolean anyOfColumns(Box box) {
        for (int g = box.from[G]; g < box.to[G]; g++) {
            for (int c = box.from[C]; c < box.to[C]; c++) {
                for (int r = box.from[R]; r < box.to[R]; r++) {
                    for (int s = box.from[S]; s < box.to[S]; s++) {
                        int base = firstOfColumn(g, c, r, s);
                        if (byColumn().next(base + box.from[K]) < base + box.to[K]) {
                            return true;
                        }
                    }
                }
            }
        }
        return false;
    }

    private int firstOfColumn(int g, int c, int r, int s) {
        return (((g * channels + c) * shape.r() + r) * shape.s() + s) * filters;
    }

    /** Of weights with all their taps. */
    private boolean anyOfFilters(Box box) {
        int taps = shape.r() * shape.s();
        for (int g = box.from[G]; g < box.to[G]; g++) {
            for (int k = box.from[K]; k < box.to[K]; k++) {
                int base = (g * filters + k) * channels;
                if (weights.next((base + box.from[C]) * taps) < (base + box.to[C]) * taps) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Iterations of the box in which none of the operands asked for is zero; an input in the padding is. */
    public long products(boolean ofWeights, boolean ofInputs, Box box) {
        if (!ofInputs) {
            return ofWeights ? weights(box) * box.extent(N) * box.extent(P) * box.extent(Q) : box.volume();
        }
        if (inputs.isFull() && isInside(box)) {
            return products(ofWeights, false, box);
        }
        if (onePlace && ofWeights && box.extent(K) * (box.extent(C) / Long.SIZE + 1) <= box.extent(C)) {
            return productsByFilter(box);
        }
        boolean again = ofWeights && !coversMap(box);
        WeightsByTap byTap = again ? byTaps.of(box, !inputs.isFull()) : null;
        long count = 0;
        for (int r = box.from[R]; r < box.to[R]; r++) {
            for (int s = box.from[S]; s < box.to[S]; s++) {
                if (present.turnTo(r, s, box.from[P], box.to[P], box.from[Q], box.to[Q])) {
                    count += again ? productsAtTap(byTap, box, r, s) : productsAtTap(ofWeights, box, r, s);
                }
            }
        }
        return count;
    }

    /** Whether no other box has the same filters at other places of the map. */
    private boolean coversMap(Box box) {
        return box.extent(N) == shape.n() && box.extent(P) == shape.p() && box.extent(Q) == shape.q();
    }

    private long productsAtTap(WeightsByTap weightsThere, Box box, int r, int s) {
        int tap = (r - box.from[R]) * box.extent(S) + s - box.from[S];
        if (inputs.isFull()) {
            return weightsThere.at(tap) * box.extent(N) * present.met(0);
        }
        long count = 0;
        for (int n = box.from[N]; n < box.to[N]; n++) {
            int i = 0;
            for (int g = box.from[G]; g < box.to[G]; g++) {
                int plane = n * shape.c() + g * channels;
                for (int c = box.from[C]; c < box.to[C]; c++) {
                    long there = weightsThere.at(tap, i++);
                    count += there == 0 ? 0 : there * present.met(plane + c);
                }
            }
        }
        return count;
    }

    /** Whether no tap of the box lies in the padding. */
    private boolean isInside(Box box) {
        return rows.isInside(box.from[P], box.to[P], box.from[R], box.to[R])
                && columns.isInside(box.from[Q], box.to[Q], box.from[S], box.to[S]);
    }

    private long productsAtTap(boolean ofWeights, Box box, int r, int s) {
        long count = 0;
        for (int g = box.from[G]; g < box.to[G]; g++) {
            for (int c = box.from[C]; c < box.to[C]; c++) {
                long filtersThere = ofWeights ? column(box, g, c, r, s) : box.extent(K);
                for (int n = box.from[N]; n < box.to[N] && filtersThere > 0; n++) {
                    count += filtersThere * present.met(n * shape.c() + g * channels + c);
                }
            }
        }
        return count;
    }

    /** Of a map of one place: channels that a filter and an image both have, a word of them at a time. */
    private long productsByFilter(Box box) {
        long count = 0;
        for (int n = box.from[N]; n < box.to[N]; n++) {
            for (int g = box.from[G]; g < box.to[G]; g++) {
                for (int c = box.from[C]; c < box.to[C]; c += Long.SIZE) {
                    int length = Math.min(Long.SIZE, box.to[C] - c);
                    long there = inputs.bits(n * shape.c() + g * channels + c, length);
                    for (int k = box.from[K]; k < box.to[K] && there != 0; k++) {
                        count += Long.bitCount(there & weights.bits((g * filters + k) * channels + c, length));
                    }
                }
            }
        }
        return count;
    }

    /** Whether it is known beforehand that nothing of a tensor is zero. */
    boolean isFull(Operand operand) {
        return (operand == Operand.WEIGHTS ? weights : inputs).isFull();
    }

    /** What of the rows of a box decides what a tile of {@code operand} holds: which they are, how many if nothing is zero. */
    Object rowsOfTile(Operand operand, Box box) {
        return placesOfTile(operand, rows, box.from[P], box.to[P], box.from[R], box.to[R]);
    }

    /** The same of its columns. */
    Object columnsOfTile(Operand operand, Box box) {
        return placesOfTile(operand, columns, box.from[Q], box.to[Q], box.from[S], box.to[S]);
    }

    private Object placesOfTile(Operand operand, UsedInputs axis, int from, int to, int tapFrom, int tapTo) {
        if (operand == Operand.INPUTS) {
            return isFull(operand)
                    ? axis.count(from, to, tapFrom, tapTo)
                    : IntBuffer.wrap(axis.ranges(from, to, tapFrom, tapTo));
        }
        return isFull(operand) ? tapTo - tapFrom : tapFrom;
    }

    /** Rows of a tile of {@code operand}: of inputs those within the map, of weights its taps. */
    int rowCountOfTile(Operand operand, Box box) {
        return operand == Operand.INPUTS ? rows.count(box.from[P], box.to[P], box.from[R], box.to[R]) : box.extent(R);
    }

    /** The same of its columns. */
    int columnCountOfTile(Operand operand, Box box) {
        return operand == Operand.INPUTS
                ? columns.count(box.from[Q], box.to[Q], box.from[S], box.to[S])
                : box.extent(S);
    }

    /** Bits of the largest of some tiles, counted once for all nests that have them. */
    long largestBits(CodedTiles tiles) {
        return largest.computeIfAbsent(tiles, unused -> tiles.largestBits(this));
    }

    /** What an N:M code sets apart for one filter of a tile. */
    GroupSlots slots(Format format, Box tile) {
        return GroupSlots.of(format, shape, tile);
    }

    /** Rows of a tile: filters of weights, channels of inputs. */
    long rowsOf(Operand operand, Box box) {
        return switch (operand) {
            case WEIGHTS -> (long) box.extent(G) * box.extent(K);
            case INPUTS -> (long) box.extent(N) * box.extent(G) * box.extent(C);
            case OUTPUTS -> box.volume(operand);
        };
    }

    /**
     * Filler values of a tile in run lengths of at most {@code longest} zeros, its elements in order from the first to the
     * last.
     */
    long fillers(Operand operand, Box box, int longest) {
        var runs = new Runs(longest);
        if (operand == Operand.WEIGHTS) {
            overWeights(box, runs);
        } else {
            overInputs(box, runs);
        }
        return runs.fillers;
    }

    private static final class Runs implements IntConsumer {

        private final int longest;
        private int run;
        private long fillers;

        Runs(int longest) {
            this.longest = longest;
        }

        @Override
        public void accept(int present) {
            if (present != 0) {
                run = 0;
            } else if (run == longest) {
                fillers++;
                run = 0;
            } else {
                run++;
            }
        }
    }

    private void overWeights(Box box, IntConsumer visitor) {
        for (int g = box.from[G]; g < box.to[G]; g++) {
            for (int k = box.from[K]; k < box.to[K]; k++) {
                for (int c = box.from[C]; c < box.to[C]; c++) {
                    for (int r = box.from[R]; r < box.to[R]; r++) {
                        int line = (((g * filters + k) * channels + c) * shape.r() + r) * shape.s();
                        for (int s = box.from[S]; s < box.to[S]; s++) {
                            visitor.accept(weights.get(line + s) ? 1 : 0);
                        }
                    }
                }
            }
        }
    }

    private void overInputs(Box box, IntConsumer visitor) {
        int[] rowRanges = rows.ranges(box.from[P], box.to[P], box.from[R], box.to[R]);
        int[] columnRanges = columns.ranges(box.from[Q], box.to[Q], box.from[S], box.to[S]);
        for (int n = box.from[N]; n < box.to[N]; n++) {
            for (int c = box.from[G] * channels + box.from[C]; c < (box.to[G] - 1) * channels + box.to[C]; c++) {
                boolean inside = c % channels >= box.from[C] && c % channels < box.to[C];
                if (inside) {
                    overMap(n * shape.c() + c, rowRanges, columnRanges, visitor);
                }
            }
        }
    }

    private void overMap(int plane, int[] rowRanges, int[] columnRanges, IntConsumer visitor) {
        for (int i = 0; i < rowRanges.length; i += 2) {
            for (int row = rowRanges[i]; row < rowRanges[i + 1]; row++) {
                int line = (plane * shape.h() + row) * shape.w();
                for (int j = 0; j < columnRanges.length; j += 2) {
                    for (int column = columnRanges[j]; column < columnRanges[j + 1]; column++) {
                        visitor.accept(inputs.get(line + column) ? 1 : 0);
                    }
                }
            }
        }
    }
}

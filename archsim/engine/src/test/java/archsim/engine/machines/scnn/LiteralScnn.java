package archsim.engine.machines.scnn;

import archsim.engine.Taps;
import archsim.engine.machines.LiteralLayer;
import archsim.engine.pe.Cause;
import archsim.engine.pe.PeArray;
import archsim.engine.pe.SlotStack;
import archsim.workloads.Axis;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * SCNN a cycle at a time: every product is put into the queue of its bank, every bank takes one out. The images of a region
 * are worked on together, the sums of one beside those of the image before it.
 */
final class LiteralScnn {

    private final List<LayerWorkload> regions;
    private final Scnn scnn;
    private final boolean published;
    private final int peRows;
    private final int peColumns;
    private final int multipliers;
    private final int[][] queues;
    private final long[] clock;
    private LiteralLayer layer;
    private LayerShape shape;
    private long exchangeBefore;
    private long cycles;
    private long useful;
    private long fragmentation;
    private long imbalance;
    private long conflict;
    private long halo;

    /** A weight, its filter numbered as the bank hash wants it. */
    private record Weight(int filter, int number, int r, int s) {}

    private record Input(int n, int h, int w) {}

    /** @param regions on which the PEs work one after the other, each a layer of its own */
    LiteralScnn(List<LayerWorkload> regions, Scnn scnn, PeArray array) {
        this.regions = regions;
        this.scnn = scnn;
        published = scnn.bankHash() == BankHash.MODULAR;
        peRows = array.rows();
        peColumns = array.columns();
        multipliers = scnn.activationsPerCycle() * scnn.weightsPerCycle();
        queues = new int[peRows * peColumns][scnn.accumulatorBanks()];
        clock = new long[peRows * peColumns];
    }

    private static int up(double quotient) {
        return (int) Math.ceil(quotient);
    }

    private int tileHigh() {
        return tile(shape.rows(), peRows);
    }

    private int tileWide() {
        return tile(shape.columns(), peColumns);
    }

    private int tile(Axis axis, double pes) {
        int padding = published ? 0 : axis.paddingBefore() + axis.paddingAfter();
        return up((axis.extent() + padding) / pes);
    }

    /** First padded row or column of the first tile. */
    private int origin(Axis axis) {
        return published ? axis.paddingBefore() : 0;
    }

    int filtersAtOnce() {
        int high = published
                ? up((tileHigh() + Taps.reach(shape.rows()) - 1)
                        / (double) shape.rows().stride())
                : up(shape.p() / (double) peRows);
        int wide = published ? sumsWide() : up(shape.q() / (double) peColumns);
        return scnn.accumulatorEntries() / (high * wide * shape.n());
    }

    /** Sums of one filter and image along a row of a PE's accumulators. */
    private int sumsWide() {
        return up((tileWide() + Taps.reach(shape.columns()) - 1)
                / (double) shape.columns().stride());
    }

    void run() {
        for (LayerWorkload region : regions) {
            layer = new LiteralLayer(region);
            shape = layer.shape();
            runRegion();
        }
        if (published) {
            spendAll(exchangeBefore);
        }
        waitForAll();
        cycles = clock[0];
    }

    private void runRegion() {
        int numbered = 0;
        for (int group = 0; group < shape.groups(); group++) {
            List<Integer> filters = layer.filters(group);
            int atOnce = filtersAtOnce() * (shape.isFullyConnected() ? clock.length : 1);
            for (int from = 0; from < filters.size(); from += atOnce) {
                int to = Math.min(filters.size(), from + atOnce);
                runGroup(group, filters.subList(from, to), published ? 0 : numbered + from);
            }
            numbered += filters.size();
        }
    }

    private void spendAll(long more) {
        for (int pe = 0; pe < clock.length; pe++) {
            clock[pe] += more;
            halo += more * multipliers;
        }
    }

    private void waitForAll() {
        long slowest = Arrays.stream(clock).max().orElseThrow();
        for (int pe = 0; pe < clock.length; pe++) {
            imbalance += (slowest - clock[pe]) * multipliers;
            clock[pe] = slowest;
        }
    }

    private void runGroup(int group, List<Integer> filters, int firstNumber) {
        long[] start = clock.clone();
        for (int c = 0; c < shape.channelsPerGroup(); c++) {
            for (int pe = 0; pe < clock.length; pe++) {
                for (int strideClass = 0;
                        strideClass < shape.rows().stride() * shape.columns().stride();
                        strideClass++) {
                    int channel = group * shape.channelsPerGroup() + c;
                    multiply(pe, inputs(pe, channel, strideClass), weights(pe, filters, firstNumber, c, strideClass));
                }
            }
            if (scnn.barrier() == Scnn.Barrier.CHANNEL) {
                drainAll();
                waitForAll();
            }
        }
        drainAll();
        if (scnn.barrier() == Scnn.Barrier.GROUP) {
            waitForAll();
        }
        exchange(
                start,
                shape.isFullyConnected() ? 0 : (long) filters.size() * shape.n() * largestNeighbour(),
                leaving(filters.size()));
    }

    /** Outputs of the PE that has most leave four a cycle, or as many as an input vector has. */
    private long leaving(int filters) {
        long outputs = shape.isFullyConnected()
                ? up(filters / (double) clock.length)
                : (long) filters * up(shape.p() / (double) peRows) * up(shape.q() / (double) peColumns);
        return up(shape.n() * outputs / (double) scnn.activationsPerCycle());
    }

    private void exchange(long[] start, long handedOver, long leaving) {
        if (!published) {
            spendAll(handedOver);
            return;
        }
        for (int pe = 0; pe < clock.length; pe++) {
            long end = Math.max(clock[pe], start[pe] + exchangeBefore);
            halo += (end - clock[pe]) * multipliers;
            clock[pe] = end;
        }
        exchangeBefore = handedOver + leaving;
    }

    private long largestNeighbour() {
        int[] down = region(shape.rows(), tileHigh());
        int[] right = region(shape.columns(), tileWide());
        long largest = 0;
        for (int i = 0; i < 9; i++) {
            largest = i == 4 ? largest : Math.max(largest, (long) down[i / 3] * right[i % 3]);
        }
        return largest;
    }

    private int[] region(Axis axis, int tile) {
        int before = Math.max(0, Taps.reach(axis) - 1 - axis.paddingBefore());
        int after = axis.paddingBefore();
        if (!published) {
            return new int[] {before, tile, after};
        }
        boolean alone = tile >= axis.extent();
        double stride = axis.stride();
        return new int[] {alone ? 0 : up(before / stride), up(tile / stride), alone ? 0 : up(after / stride)};
    }

    private List<Input> inputs(int pe, int channel, int strideClass) {
        var inputs = new ArrayList<Input>();
        for (int n = 0; n < shape.n(); n++) {
            for (int h = 0; h < shape.h(); h++) {
                for (int w = 0; w < shape.w(); w++) {
                    boolean inClass = strideClass(
                                    h + shape.rows().paddingBefore(),
                                    w + shape.columns().paddingBefore())
                            == strideClass;
                    if (isSeenBy(pe, h, w) && inClass && layer.hasInput(n, channel, h, w)) {
                        inputs.add(new Input(n, h, w));
                    }
                }
            }
        }
        return inputs;
    }

    private boolean isSeenBy(int pe, int h, int w) {
        int row = h + shape.rows().paddingBefore() - origin(shape.rows());
        int column = w + shape.columns().paddingBefore() - origin(shape.columns());
        return shape.isFullyConnected()
                || (row / tileHigh() == pe / peColumns && column / tileWide() == pe % peColumns);
    }

    /** Of a padded position, or of an offset in the kernel. */
    private int strideClass(int row, int column) {
        int across = shape.columns().stride();
        return row % shape.rows().stride() * across + column % across;
    }

    /** By offset, and of equal offset by filter. Of a fully connected layer, those of a PE's own filters. */
    private List<Weight> weights(int pe, List<Integer> filters, int firstNumber, int c, int strideClass) {
        var weights = new ArrayList<Weight>();
        for (int r = 0; r < shape.r(); r++) {
            for (int s = 0; s < shape.s(); s++) {
                boolean inClass = strideClass(
                                r * shape.rows().dilation(), s * shape.columns().dilation())
                        == strideClass;
                for (int i = 0; i < filters.size(); i++) {
                    boolean mine = !shape.isFullyConnected() || i % clock.length == pe;
                    boolean present = layer.hasWeight(filters.get(i), new LiteralLayer.Column(c, r, s));
                    if (inClass && mine && present) {
                        int number = shape.isFullyConnected() ? i / clock.length : firstNumber + i;
                        weights.add(new Weight(filters.get(i), number, r, s));
                    }
                }
            }
        }
        return weights;
    }

    private void multiply(int pe, List<Input> inputs, List<Weight> weights) {
        for (int i = 0; i < inputs.size(); i += scnn.activationsPerCycle()) {
            for (int j = 0; j < weights.size(); j += scnn.weightsPerCycle()) {
                step(
                        pe,
                        inputs.subList(i, Math.min(inputs.size(), i + scnn.activationsPerCycle())),
                        weights.subList(j, Math.min(weights.size(), j + scnn.weightsPerCycle())));
            }
        }
    }

    private void step(int pe, List<Input> inputs, List<Weight> weights) {
        for (Input input : inputs) {
            for (Weight weight : weights) {
                int p = output(shape.rows(), input.h, weight.r);
                int q = output(shape.columns(), input.w, weight.s);
                boolean inMap = p >= 0 && p < shape.p() && q >= 0 && q < shape.q();
                if (inMap) {
                    useful++;
                } else {
                    halo++;
                }
                if (published) {
                    queues[pe][modularBank(pe, weight, input)]++;
                } else if (inMap) {
                    queues[pe][dnnsimBank(weight.number, p, q)]++;
                }
            }
        }
        fragmentation += multipliers - (long) inputs.size() * weights.size();
        sumOfEachBank(pe);
        while (Arrays.stream(queues[pe]).max().orElseThrow() > scnn.queueDepth()) {
            sumOfEachBank(pe);
            conflict += multipliers;
        }
    }

    private static int output(Axis axis, int input, int tap) {
        return Math.floorDiv(input + axis.paddingBefore() - tap * axis.dilation(), axis.stride());
    }

    /** Sums count from the corner of what the PE's tile can touch. */
    private int modularBank(int pe, Weight weight, Input input) {
        int row = fromCorner(shape.rows(), pe / peColumns * tileHigh(), input.h, weight.r);
        int column = fromCorner(shape.columns(), pe % peColumns * tileWide(), input.w, weight.s) + input.n * sumsWide();
        int address = weight.number
                + scnn.weightsPerCycle() * column
                + scnn.weightsPerCycle() * scnn.activationsPerCycle() * row;
        return address % scnn.accumulatorBanks();
    }

    private int fromCorner(Axis axis, int tileStart, int input, int tap) {
        int tile = (shape.isFullyConnected() ? 0 : tileStart) + axis.paddingBefore();
        return (input + axis.paddingBefore()) / axis.stride()
                - tile / axis.stride()
                + (Taps.reach(axis) - 1) / axis.stride()
                - tap * axis.dilation() / axis.stride();
    }

    /** Bit 4 is the parity of three bits; bit 3 of the row, bit 2 of the column, bits 1 and 0 of the filter. */
    private int dnnsimBank(int k, int p, int q) {
        int top = (k / 4 + p / 2 + q / 2) % 2;
        return (16 * top + 8 * (p % 2) + 4 * (q % 2) + k % 4) % scnn.accumulatorBanks();
    }

    private void sumOfEachBank(int pe) {
        for (int bank = 0; bank < queues[pe].length; bank++) {
            queues[pe][bank] -= queues[pe][bank] > 0 ? 1 : 0;
        }
        clock[pe]++;
    }

    private void drainAll() {
        for (int pe = 0; pe < clock.length; pe++) {
            while (Arrays.stream(queues[pe]).sum() > 0) {
                sumOfEachBank(pe);
                conflict += multipliers;
            }
        }
    }

    long cycles() {
        return cycles;
    }

    SlotStack slots() {
        return SlotStack.useful(useful)
                .lost(Cause.FRAGMENTATION, fragmentation)
                .lost(Cause.IMBALANCE, imbalance)
                .lost(Cause.CONFLICT, conflict)
                .lost(Cause.HALO, halo);
    }
}

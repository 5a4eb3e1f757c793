package archsim.engine.machines.scnn;

import archsim.workloads.LayerShape;
import archsim.workloads.Mask;
import archsim.workloads.storage.ScnnBlocks;
import java.util.Arrays;

/**
 * The inputs of a region that are not zero, as SCNN's PEs hold them: vectors of up to {@code I} by channel, stride class and
 * PE, image by image in row-major order.
 *
 * <p>Inputs of a connected layer are dealt to the memories of all PEs, channel by channel, and each is broadcast from there.
 * Where the mask is known to be full, all channels are alike and one of them is held.
 */
final class ScnnInputs {

    private final int elements;
    private final int classes;
    private final boolean alike;
    private final int[] start;
    private final int[] present;
    private final long[] entries;
    private int[] bricks = new int[1024];
    private int end;

    /** @param inputs of the layer's shape */
    ScnnInputs(ScnnLayer layer, Mask inputs) {
        LayerShape shape = layer.shape();
        elements = layer.inputElements();
        classes = shape.strideClasses();
        alike = inputs.isFull();
        int held = alike ? 1 : shape.c();
        int slots = classes * elements;
        start = new int[held * slots + 1];
        present = new int[held * slots];
        entries = shape.isFullyConnected()
                ? dealt(shape, inputs, layer.machine().peArray().size())
                : new long[elements];
        var collector = new Collector(layer, inputs, slots);
        for (int c = 0; c < held; c++) {
            collector.collect(c);
            for (int slot = 0; slot < slots; slot++) {
                collector.flush(slot);
                present[c * slots + slot] = collector.count[slot];
                if (!shape.isFullyConnected()) {
                    long ofChannel = (long) collector.count[slot] + collector.fillers[slot];
                    entries[slot % elements] += ofChannel * (shape.c() / held);
                }
                append(collector.nodes[slot], collector.filled[slot]);
                start[c * slots + slot + 1] = end;
            }
        }
    }

    /** Entries of each PE, to which the channels are dealt in turn: a stream for each image. */
    private static long[] dealt(LayerShape shape, Mask inputs, int pes) {
        long[] entries = new long[pes];
        int[] next = new int[pes];
        for (int first = 0; first < inputs.size(); first += shape.c()) {
            Arrays.fill(next, 0);
            for (int i = inputs.next(first); i < first + shape.c(); i = inputs.next(i + 1)) {
                int pe = (i - first) % pes;
                int position = (i - first) / pes;
                entries[pe] += 1 + ScnnBlocks.RUNS.fillers(position - next[pe]);
                next[pe] = position + 1;
            }
        }
        return entries;
    }

    private void append(int[] nodes, int length) {
        if (end + length > bricks.length) {
            bricks = Arrays.copyOf(bricks, Math.max(end + length, 2 * bricks.length));
        }
        System.arraycopy(nodes, 0, bricks, end, length);
        end += length;
    }

    private int slot(int channel, int strideClass, int element) {
        return ((alike ? 0 : channel) * classes + strideClass) * elements + element;
    }

    /** Number of the first vector; those of the next PE begin where a PE's end. */
    int from(int channel, int strideClass, int element) {
        return start[slot(channel, strideClass, element)];
    }

    /** One past the number of the last vector. */
    int to(int channel, int strideClass, int element) {
        return start[slot(channel, strideClass, element) + 1];
    }

    /** Inputs in these vectors. */
    int present(int channel, int strideClass, int element) {
        return present[slot(channel, strideClass, element)];
    }

    /** Nodes of the vectors in the layer's {@link ScnnBricks}, by their numbers; not to be changed. */
    int[] bricks() {
        return bricks;
    }

    /** Stored inputs of all PEs and images, with those that bridge long runs of zeros. */
    long entries() {
        return Arrays.stream(entries).sum();
    }

    /** Stored inputs of the PE that has most. */
    long mostEntries() {
        return Arrays.stream(entries).max().orElseThrow();
    }

    /** Fills the vectors of one channel. */
    private static final class Collector {

        private final ScnnLayer layer;
        private final LayerShape shape;
        private final Mask inputs;
        private final int inputsPerBrick;
        private final int[][] nodes;
        private final int[] filled;
        private final int[] count;
        private final int[] fillers;
        private final int[] nextPosition;
        private final int[][] open;

        Collector(ScnnLayer layer, Mask inputs, int slots) {
            this.layer = layer;
            this.inputs = inputs;
            shape = layer.shape();
            inputsPerBrick = layer.scnn().activationsPerCycle();
            nodes = new int[slots][2];
            filled = new int[slots];
            count = new int[slots];
            fillers = new int[slots];
            nextPosition = new int[slots];
            open = new int[slots][inputsPerBrick];
        }

        void collect(int channel) {
            Arrays.fill(filled, 0);
            Arrays.fill(count, 0);
            Arrays.fill(fillers, 0);
            for (int image = 0; image < shape.n(); image++) {
                collect(image, channel);
            }
        }

        private void collect(int image, int channel) {
            Arrays.fill(nextPosition, 0);
            int rowStart = (image * shape.c() + channel) * shape.h() * shape.w();
            for (int h = 0; h < shape.h(); h++, rowStart += shape.w()) {
                int rowEnd = rowStart + shape.w();
                for (int i = inputs.next(rowStart); i < rowEnd; i = inputs.next(i + 1)) {
                    add(image, h, i - rowStart);
                }
            }
        }

        private void add(int image, int h, int w) {
            int strideClass = layer.strideClass(h, w);
            int slot = strideClass * layer.inputElements() + layer.element(h, w);
            int inOpen = count[slot]++ % inputsPerBrick;
            open[slot][inOpen] = layer.kind(image, h, w);
            int position = layer.positionInTile(h, w);
            fillers[slot] += ScnnBlocks.RUNS.fillers(position - nextPosition[slot]);
            nextPosition[slot] = position + 1;
            if (inOpen == inputsPerBrick - 1) {
                close(slot, inputsPerBrick);
            }
        }

        private void close(int slot, int length) {
            if (filled[slot] == nodes[slot].length) {
                nodes[slot] = Arrays.copyOf(nodes[slot], 2 * filled[slot]);
            }
            sort(open[slot], length);
            nodes[slot][filled[slot]++] = layer.bricks().of(open[slot], length);
        }

        /** By insertion: vectors are short and almost in order. */
        private static void sort(int[] kinds, int length) {
            for (int i = 1; i < length; i++) {
                int kind = kinds[i];
                int at = i;
                for (; at > 0 && kinds[at - 1] > kind; at--) {
                    kinds[at] = kinds[at - 1];
                }
                kinds[at] = kind;
            }
        }

        /** Closes a vector that is not full. */
        void flush(int slot) {
            int rest = count[slot] % inputsPerBrick;
            if (rest > 0) {
                close(slot, rest);
            }
        }
    }
}

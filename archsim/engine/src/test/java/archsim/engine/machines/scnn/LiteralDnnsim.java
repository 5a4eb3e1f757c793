package archsim.engine.machines.scnn;

import archsim.engine.machines.LiteralLayer;
import archsim.engine.pe.PeArray;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import java.util.ArrayList;
import java.util.List;

/**
 * DNNsim's SCNN as its loops are described, every brick looked at by itself: a barrier after each channel, no queue, a
 * serial halo. Groups have their own filters and channels, and remainders are of padded coordinates, as the layer has it.
 */
final class LiteralDnnsim {

    private final LiteralLayer layer;
    private final LayerShape shape;
    private final int inputsPerBrick;
    private final int weightsPerBrick;
    private final int entries;
    private final int banks;
    private final int peRows;
    private final int peColumns;
    private final boolean folded;
    private final int stride;
    private final int padding;
    private final int high;
    private final int wide;
    private final int kernelHigh;
    private final int kernelWide;
    private long products;

    private record Input(int x, int y) {}

    private record Weight(int k, int r, int s) {}

    LiteralDnnsim(
            LayerWorkload workload, int inputsPerBrick, int weightsPerBrick, int entries, int banks, PeArray array) {
        layer = new LiteralLayer(workload);
        shape = workload.shape();
        this.inputsPerBrick = inputsPerBrick;
        this.weightsPerBrick = weightsPerBrick;
        this.entries = entries;
        this.banks = banks;
        peRows = array.rows();
        peColumns = array.columns();
        folded = shape.isFullyConnected();
        stride = shape.rows().stride();
        padding = shape.rows().paddingBefore();
        high = folded ? 16 : shape.h() + 2 * padding;
        wide = folded ? 16 : shape.w() + 2 * padding;
        kernelHigh = folded ? 16 : shape.r();
        kernelWide = folded ? 16 : shape.s();
    }

    private static int up(int dividend, int divisor) {
        return (dividend + divisor - 1) / divisor;
    }

    private int outputsHigh() {
        return (high - kernelHigh) / stride + 1;
    }

    private int outputsWide() {
        return (wide - kernelWide) / stride + 1;
    }

    long cycles() {
        int atOnce = entries / (up(outputsHigh(), peRows) * up(outputsWide(), peColumns));
        int planes = folded ? up(shape.channelsPerGroup(), 256) : shape.channelsPerGroup();
        long cycles = 0;
        for (int n = 0; n < shape.n(); n++) {
            int numbered = 0;
            for (int group = 0; group < shape.groups(); group++) {
                List<Integer> filters = layer.filters(group);
                for (int kc = 0; kc < filters.size(); kc += atOnce) {
                    List<Integer> block = filters.subList(kc, Math.min(filters.size(), kc + atOnce));
                    for (int channel = 0; channel < planes; channel++) {
                        cycles += slowestPe(n, group, channel, block, numbered + kc);
                    }
                    cycles += (long) block.size() * largestNeighbour();
                }
                numbered += filters.size();
            }
        }
        return cycles;
    }

    private long slowestPe(int n, int group, int channel, List<Integer> block, int firstNumber) {
        long slowest = 0;
        for (int row = 0; row < peRows; row++) {
            for (int column = 0; column < peColumns; column++) {
                long spent = 0;
                for (int phase = 0; phase < stride * stride; phase++) {
                    spent += bricks(
                            inputs(n, group, channel, row, column, phase), weights(channel, block, firstNumber, phase));
                }
                slowest = Math.max(slowest, spent);
            }
        }
        return slowest;
    }

    private int phase(int x, int y) {
        return x % stride * stride + y % stride;
    }

    private List<Input> inputs(int n, int group, int channel, int row, int column, int phase) {
        var inputs = new ArrayList<Input>();
        int tileHigh = up(high, peRows);
        int tileWide = up(wide, peColumns);
        for (int x = row * tileHigh; x < (row + 1) * tileHigh; x++) {
            for (int y = column * tileWide; y < (column + 1) * tileWide; y++) {
                if (phase(x, y) == phase && hasInput(n, group, channel, x, y)) {
                    inputs.add(new Input(x, y));
                }
            }
        }
        return inputs;
    }

    private boolean hasInput(int n, int group, int channel, int x, int y) {
        int first = group * shape.channelsPerGroup();
        if (folded) {
            int c = channel * 256 + x * 16 + y;
            return x < 16 && y < 16 && c < shape.channelsPerGroup() && layer.hasInput(n, first + c, 0, 0);
        }
        int h = x - padding;
        int w = y - padding;
        return h >= 0 && h < shape.h() && w >= 0 && w < shape.w() && layer.hasInput(n, first + channel, h, w);
    }

    private List<Weight> weights(int channel, List<Integer> block, int firstNumber, int phase) {
        var weights = new ArrayList<Weight>();
        for (int r = 0; r < kernelHigh; r++) {
            for (int s = 0; s < kernelWide; s++) {
                for (int i = 0; i < block.size(); i++) {
                    if (phase(r, s) == phase && hasWeight(block.get(i), channel, r, s)) {
                        weights.add(new Weight(firstNumber + i, r, s));
                    }
                }
            }
        }
        return weights;
    }

    private boolean hasWeight(int k, int channel, int r, int s) {
        if (folded) {
            int c = channel * 256 + r * 16 + s;
            return c < shape.channelsPerGroup() && layer.hasWeight(k, new LiteralLayer.Column(c, 0, 0));
        }
        return layer.hasWeight(k, new LiteralLayer.Column(channel, r, s));
    }

    private long bricks(List<Input> inputs, List<Weight> weights) {
        long cycles = 0;
        for (int i = 0; i < inputs.size(); i += inputsPerBrick) {
            for (int f = 0; f < weights.size(); f += weightsPerBrick) {
                cycles += brick(
                        inputs.subList(i, Math.min(inputs.size(), i + inputsPerBrick)),
                        weights.subList(f, Math.min(weights.size(), f + weightsPerBrick)));
            }
        }
        return cycles;
    }

    private int brick(List<Input> inputs, List<Weight> weights) {
        int[] histogram = new int[banks];
        int fullest = 1;
        for (Input input : inputs) {
            for (Weight weight : weights) {
                int w = Math.floorDiv(input.x - weight.r, stride);
                int h = Math.floorDiv(input.y - weight.s, stride);
                if (w >= 0 && w < outputsHigh() && h >= 0 && h < outputsWide()) {
                    products++;
                    fullest = Math.max(fullest, ++histogram[bank(weight.k, w, h)]);
                }
            }
        }
        return fullest;
    }

    private int bank(int k, int w, int h) {
        int top = (k & 4) << 2 ^ (w & 2) << 3 ^ (h & 2) << 3;
        return (top + ((w & 1) << 3) + ((h & 1) << 2) + (k & 3)) % banks;
    }

    private long largestNeighbour() {
        int[] down = {Math.max(0, kernelHigh - 1 - padding), up(high, peRows), padding};
        int[] right = {Math.max(0, kernelWide - 1 - padding), up(wide, peColumns), padding};
        long largest = 0;
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                largest = i == 1 && j == 1 ? largest : Math.max(largest, (long) down[i] * right[j]);
            }
        }
        return largest;
    }

    /** Products within the map; after {@link #cycles()}. */
    long products() {
        return products;
    }
}

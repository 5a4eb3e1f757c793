package archsim.engine.machines.sticker;

import archsim.base.Bits;
import archsim.base.Ceil;
import archsim.engine.tiling.KeptLayer;
import archsim.engine.tiling.Patch;
import archsim.engine.tiling.TileGrid;
import archsim.engine.tiling.TileRange;
import archsim.workloads.LayerShape;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Cycles of the cuts of a layer, from the lanes' own counts at channels and patches spread over it; of a small layer at all
 * of them.
 */
final class StickerEstimate {

    private static final int CHANNELS = 16;
    private static final int CONNECTED_CHANNELS = 64;
    private static final int PATCHES = 5;

    private final StickerPlan plan;
    private final Sticker sticker;
    private final KeptLayer layer;
    private final LayerShape shape;
    private final int inputLanes;
    private final int weightLanes;
    private final int classes;
    private final int[] channels;
    private final Map<PatchSize, InputLanes> inputs = new HashMap<>();
    private final Map<Integer, double[][]> weights = new HashMap<>();

    private record PatchSize(int rows, int qs) {}

    /** What input lanes do in an average patch. */
    private static final class InputLanes {

        private final double[] slowest;
        private final double steps;
        private final double rim;
        private final int patches;

        /**
         * Lanes of a cut.
         *
         * @param slowest inputs of the fullest lane by group, sampled channel and stride class
         * @param steps of dense inputs
         * @param rim outputs handed over
         */
        InputLanes(double[] slowest, double steps, double rim, int patches) {
            this.slowest = slowest;
            this.steps = steps;
            this.rim = rim;
            this.patches = patches;
        }
    }

    StickerEstimate(StickerPlan plan, Sticker sticker, KeptLayer layer, int inputLanes, int weightLanes) {
        this.plan = plan;
        this.sticker = sticker;
        this.layer = layer;
        this.shape = layer.shape();
        this.inputLanes = inputLanes;
        this.weightLanes = weightLanes;
        this.classes = shape.strideClasses();
        this.channels = spread(shape.channelsPerGroup(), shape.isFullyConnected() ? CONNECTED_CHANNELS : CHANNELS);
    }

    /** Up to {@code most} numbers below {@code extent}, evenly spread. */
    private static int[] spread(int extent, int most) {
        int sampled = Math.min(extent, most);
        return IntStream.range(0, sampled)
                .map(i -> (int) ((2L * i + 1) * extent / (2L * sampled)))
                .toArray();
    }

    double cycles(TileGrid grid) {
        double channelTiles = Ceil.div(shape.channelsPerGroup(), grid.channels());
        double cycles = 0;
        for (int group = 0; group < shape.groups(); group++) {
            cycles += shape.isFullyConnected()
                    ? connected(grid, group, channelTiles)
                    : convolved(grid, group, channelTiles);
        }
        return cycles;
    }

    private int filterTiles(TileGrid grid, int group) {
        return Ceil.div(layer.filters(group), grid.filters());
    }

    private double convolved(TileGrid grid, int group, double channelTiles) {
        InputLanes in = inputs.computeIfAbsent(new PatchSize(grid.rows(), grid.qs()), size -> inputLanes(grid));
        double[] out = weightLanes(grid.filters())[group];
        int tiles = filterTiles(grid, group);
        boolean scattered = plan.inputClass().skipsZeros();
        double cycles = 0;
        for (int c = 0; c < channels.length; c++) {
            double ofChannel = 0;
            for (int k = 0; k < classes; k++) {
                ofChannel += scattered
                        ? in.slowest[(group * channels.length + c) * classes + k] * out[c * (classes + 1) + k]
                        : 0;
            }
            ofChannel += scattered ? 0 : in.steps * out[c * (classes + 1) + classes];
            cycles += plan.isRemoved(channels[c]) ? 0 : Math.max(1, ofChannel / tiles) * tiles;
        }
        double ofPatch = cycles * shape.channelsPerGroup() / channels.length
                + (scattered ? in.rim * Ceil.div(layer.filters(group), weightLanes) : 0)
                + sticker.pipelineCycles() * tiles * channelTiles;
        return ofPatch * in.patches;
    }

    private InputLanes inputLanes(TileGrid grid) {
        List<Patch> patches = grid.patches(shape);
        int[] sampled = spread(patches.size(), PATCHES);
        double[] slowest = new double[shape.groups() * channels.length * classes];
        int[] lanes = new int[classes];
        int[] sums = new int[classes];
        double rim = 0;
        double steps = 0;
        for (int sample : sampled) {
            steps += (double) Ceil.div(patches.get(sample).positions(), inputLanes) / sampled.length;
            for (Patch part : patches.get(sample).byImage(shape)) {
                rim += (double) new StickerHalo(shape, inputLanes).rim(part) / sampled.length;
                if (!plan.inputClass().skipsZeros()) {
                    continue;
                }
                for (int i = 0; i < shape.groups() * channels.length; i++) {
                    int channel = layer.channel(i / channels.length, channels[i % channels.length]);
                    plan.countLanes(part, channel, lanes, sums);
                    for (int k = 0; k < classes; k++) {
                        slowest[i * classes + k] += (double) lanes[k] / sampled.length;
                    }
                }
            }
        }
        return new InputLanes(slowest, steps, rim, patches.size());
    }

    /** By group: weights of the fullest lane, summed over all blocks, by sampled channel and stride class; then of any. */
    private double[][] weightLanes(int filters) {
        return weights.computeIfAbsent(filters, key -> {
            if (layer.isUniform()) {
                return fullestOfUniform(filters);
            }
            double[][] slowest = new double[shape.groups()][channels.length * (classes + 1)];
            for (int group = 0; group < slowest.length; group++) {
                for (int from = 0; from < layer.filters(group); from += filters) {
                    int to = Math.min(layer.filters(group), from + filters);
                    for (int c = 0; c < channels.length; c++) {
                        var block = new TileRange.WeightBlock(group, from, to, channels[c], channels[c] + 1);
                        StickerWeights lanes = plan.weights(block);
                        for (int k = 0; k < classes; k++) {
                            slowest[group][c * (classes + 1) + k] += lanes.slowest(channels[c], k);
                        }
                        slowest[group][c * (classes + 1) + classes] += lanes.slowest(channels[c]);
                    }
                }
            }
            return slowest;
        });
    }

    /** The same without zeros: one class, and in each block the lanes take turns. */
    private double[][] fullestOfUniform(int filters) {
        double fullest = 0;
        for (int from = 0; from < layer.filters(0); from += filters) {
            fullest += Ceil.div(Math.min(filters, layer.filters(0) - from), weightLanes);
        }
        double[][] slowest = new double[shape.groups()][channels.length * (classes + 1)];
        for (double[] ofGroup : slowest) {
            Arrays.fill(ofGroup, fullest);
        }
        return slowest;
    }

    /** As if the rows shared the channels equally. */
    private double connected(TileGrid grid, int group, double channelTiles) {
        double[] out = weightLanes(grid.filters())[group];
        int tiles = filterTiles(grid, group);
        double cycles = 0;
        for (int c = 0; c < channels.length; c++) {
            int taken = 0;
            for (int image = 0; image < shape.n(); image++) {
                boolean skipped = plan.isSkipped(image, layer.channel(group, channels[c]));
                taken += skipped || plan.isRemoved(channels[c]) ? 0 : 1;
            }
            cycles += taken * Math.max(tiles, out[c * (classes + 1) + classes]);
        }
        double patches = Ceil.div(shape.n(), grid.rows());
        double trees = Ceil.div(layer.filters(group), weightLanes) + (double) tiles * Bits.forValues(inputLanes);
        return cycles * shape.channelsPerGroup() / channels.length / inputLanes
                + shape.n() * trees
                + sticker.pipelineCycles() * patches * tiles * channelTiles;
    }
}

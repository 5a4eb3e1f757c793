package archsim.engine.machines.nm;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.energy.Action;
import archsim.energy.DataType;
import archsim.engine.UniformLayer;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.engine.counts.Tally;
import archsim.engine.machines.Counted;
import archsim.engine.machines.TestMachines;
import archsim.engine.pe.Cause;
import archsim.engine.plan.LayerPlan;
import archsim.engine.tiling.TileRange.WeightBlock;
import archsim.engine.tiling.WeightCode;
import archsim.workloads.BlockPattern;
import archsim.workloads.Layer;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;
import archsim.workloads.pruning.Blocks;
import archsim.workloads.storage.BlockFormat;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** 8 x 8 dot products of 4 that skip 2 of 4 weights and pick columns among at most 16 blocks. */
class GatheredBlocksTest {

    private static final Accelerator MACHINE = TestMachines.withDataflow(
            "nm-tensor-core",
            "{\"kind\": \"nm-tensor-core\", \"n\": 2, \"m\": 4, \"dotProductWidth\": 4, \"gather\": 16}");

    private static LayerWorkload layer(LayerShape shape, String pattern, Mask weights) {
        return new LayerWorkload(new Layer("layer", shape), weights, Mask.full((int) shape.inputs()), 8, Scheme.BLOCK)
                .withPattern(BlockPattern.parse(pattern));
    }

    private static LayerPlan plan(LayerWorkload layer) {
        return MACHINE.dataflow().plan(layer, MACHINE.machine());
    }

    private static Mask pruned(LayerShape shape, String pattern, double rate, SplittableRandom random) {
        float[] magnitudes = new float[(int) shape.weights()];
        for (int i = 0; i < magnitudes.length; i++) {
            magnitudes[i] = 1 + random.nextFloat();
        }
        BlockPattern blocks = BlockPattern.parse(pattern).orElseThrow();
        return new Blocks(blocks, rate).project(magnitudes, shape, false);
    }

    /**
     * 16 filters of 64 weights at 8 positions, 16:2:16: in each of the 4 groups 4 columns stay and each filter has 2 of these,
     * 8 slots, 2 steps for each of 2 filter steps: 4 cycles where dense takes 32. 128 weights of 8 + 2 bits and 16 columns of
     * 4 bits; inputs of 16 columns at 8 positions are read for both filter steps.
     */
    @Test
    void columnsOfABlockAreGathered() {
        LayerShape shape = LayerShape.fullyConnected(8, 64, 16);
        LayerPlan plan = plan(layer(
                shape, "16:2:16", Mask.of(1024, i -> i % 64 % 16 == i / 64 % 4 || i % 64 % 16 == (i / 64 + 1) % 4)));
        assertThat(plan.mode()).isEqualTo("16:2:16 gathered");
        assertThat(plan.computeCycles()).isEqualTo(4);
        assertThat(plan.computeSlots().useful()).isEqualTo(128 * 8);
        assertThat(plan.computeSlots().of(Cause.FRAGMENTATION)).isZero();
        var tally = new Tally();
        tally.add("multipliers", DataType.PSUMS, Action.Multiply.of(8), 128 * 8);
        tally.add("indexing", DataType.INDICES, new Action.IndexDecode(2), 128 * 8);
        tally.add("indexing", DataType.INPUTS, new Action.SelectWord(4, 8), 128 * 8);
        tally.add("indexing", DataType.INDICES, new Action.IndexDecode(4), 16 * 2);
        tally.add("indexing", DataType.INPUTS, new Action.SelectWord(16, 8), 16 * 8 * 2);
        // 2 x 16 x 8 x 8 = 2,048 bits in words of 256; 128 x 2 + 2 x 16 x 4 = 384 bits of places.
        tally.add("inputBuffer", DataType.INPUTS, new Action.SramAccess(32768, 256, false), 8);
        tally.add("weightBuffer", DataType.INDICES, new Action.SramAccess(32768, 256, false), 2);
        assertThat(Tally.of(plan)).containsAllEntriesOf(tally.counts());
        assertThat(Counted.of(plan).dramBits())
                .containsEntry(DataType.WEIGHTS, 1024L)
                .containsEntry(DataType.INDICES, 128L * 2 + 16 * 4);
    }

    /** 16 filters of 64, blocks of 8 x 16: the first 8 filters keep 3 of 4 blocks, the others one: 12 + 4 steps of 4. */
    @Test
    void rowsOfBlocksTakeWhatTheyKeep() {
        LayerShape shape = LayerShape.fullyConnected(8, 64, 16);
        LayerPlan plan = plan(layer(shape, "8x16", Mask.of(1024, i -> i < 512 ? i % 64 < 48 : i % 64 >= 48)));
        assertThat(plan.mode()).isEqualTo("8x16 gathered");
        assertThat(plan.computeCycles()).isEqualTo(16);
        assertThat(plan.computeSlots().useful()).isEqualTo(512 * 8);
        assertThat(Counted.of(plan).dramBits())
                .containsEntry(DataType.WEIGHTS, 512L * 8)
                .containsEntry(DataType.INDICES, 8L);
    }

    /**
     * Blocks of half the array's rows at half the density gain nothing, nor do those of one row: 16 x 4 steps; 32 blocks are
     * more than it picks among; two of four weights in a block of another N:M are all multiplied.
     */
    @ParameterizedTest
    @CsvSource({
        "4x16, 2, 'dense, 4x16 not skipped', 32",
        "'16x4,9:32', 4, 'dense, 16x4,9:32 not skipped', 32",
        "4:2:16, 8, 4:2:16 gathered, 8",
        "4:8/2:4, 4, 2:4 along channels, 16",
        "'16x4,1:4', 4, '16x4,1:4 gathered', 8",
        "'16x8,1:4,1:4', 16, '16x8,1:4,1:4 gathered, blocks dense', 8"
    })
    void whatTheArrayCannotUseItSays(String pattern, double rate, String mode, long cycles) {
        LayerShape shape = LayerShape.fullyConnected(8, 64, 16);
        LayerPlan plan = plan(layer(shape, pattern, pruned(shape, pattern, rate, new SplittableRandom(1))));
        assertThat(plan.mode()).isEqualTo(mode);
        assertThat(plan.computeCycles()).isEqualTo(cycles);
    }

    /** The shipped machine gathers nothing. */
    @Test
    void onlyAMachineThatSaysSoGathers() {
        Accelerator shipped = AcceleratorLibrary.find("nm-tensor-core");
        LayerShape shape = LayerShape.fullyConnected(8, 64, 16);
        LayerWorkload layer = layer(shape, "8x16", pruned(shape, "8x16", 4, new SplittableRandom(2)));
        assertThat(shipped.dataflow().plan(layer, shipped.machine()).mode()).isEqualTo("dense, 8x16 not skipped");
    }

    /** Plain, ragged and grouped layers: values, places and fillers of whole groups are those of the format. */
    @ParameterizedTest
    @ValueSource(strings = {"8x4", "16x3", "8:2:8", "16:2:16", "24x5,1:3", "8x4,2:4,2:4", "8x1,8:16"})
    void storedIsWhatTheFormatStores(String pattern) {
        var random = new SplittableRandom(12);
        BlockPattern blocks = BlockPattern.parse(pattern).orElseThrow();
        double rate = blocks.isAnywhere() ? 3 : 1 / blocks.density();
        for (int round = 0; round < 60; round++) {
            int side = 1 + 2 * random.nextInt(2);
            int groups = 1 + random.nextInt(2);
            LayerShape shape = UniformLayer.shape(
                    1,
                    groups * (4 + random.nextInt(40)),
                    groups * (1 + random.nextInt(60)),
                    6,
                    6,
                    side,
                    side,
                    1,
                    0,
                    groups);
            Mask mask = pruned(shape, pattern, rate, random);
            WeightCode code = GatheredBlocks.of(layer(shape, pattern, mask), OptionalInt.of(16), 2, 4)
                    .orElseThrow()
                    .code(8);
            long bits = 8L * mask.count();
            for (int group = 0; group < groups; group++) {
                int width = (int) shape.weightsPerFilter();
                int first = group * shape.filtersPerGroup();
                long present = mask.count(first * width, (first + shape.filtersPerGroup()) * width);
                var all = new WeightBlock(group, 0, shape.filtersPerGroup(), 0, shape.channelsPerGroup());
                bits += code.indexBits(present, (long) shape.filtersPerGroup() * width, all);
            }
            assertThat(bits)
                    .isEqualTo(new BlockFormat(blocks).size(mask, shape, 8).total());
        }
    }

    /** Cycles and operands against a walk over filters, blocks and weights that knows no grid. */
    @ParameterizedTest
    @ValueSource(strings = {"8x4", "16x3", "8:2:8", "24x5,1:3", "8x4,2:4,2:4"})
    void stepsAreThoseOfALiteralWalk(String text) {
        BlockPattern pattern = BlockPattern.parse(text).orElseThrow();
        var random = new SplittableRandom(13);
        int gathered = 0;
        for (int round = 0; round < 60; round++) {
            LayerShape shape =
                    LayerShape.fullyConnected(1 + random.nextInt(20), 1 + random.nextInt(90), 1 + random.nextInt(60));
            double rate = pattern.isAnywhere() ? 3 : 1 / pattern.density();
            Mask mask = pruned(shape, text, rate, random);
            LayerPlan plan = plan(layer(shape, text, mask));
            if (plan.mode().equals(text + " gathered")) {
                gathered++;
                assertThat(plan.computeCycles()).isEqualTo(walkedCycles(pattern, shape, mask));
            }
        }
        assertThat(gathered).isGreaterThan(20);
    }

    private static long walkedCycles(BlockPattern pattern, LayerShape shape, Mask mask) {
        int width = shape.c();
        long steps = 0;
        for (int first = 0; first < shape.k(); first += 8) {
            int from = first / pattern.rows() * pattern.rows();
            int to = Math.min(from + pattern.rows(), shape.k());
            long slots = 0;
            int blocksOfGroup = 0;
            int kept = 0;
            for (int column = 0; column < width; column += pattern.columns()) {
                boolean any = false;
                for (int filter = from; filter < to; filter++) {
                    any |= mask.count(
                                    filter * width + column,
                                    filter * width + Math.min(width, column + pattern.columns()))
                            > 0;
                }
                kept += any ? 1 : 0;
                blocksOfGroup++;
                boolean groupEnds = column + pattern.columns() >= width
                        || blocksOfGroup == pattern.blocksM().orElse(Integer.MAX_VALUE);
                if (groupEnds) {
                    int stored = pattern.isAnywhere()
                            ? kept
                            : Math.min(pattern.blocksN().getAsInt(), blocksOfGroup);
                    for (int at = 0;
                            at < stored * pattern.columns();
                            at += pattern.m().orElse(1)) {
                        int group = Math.min(pattern.m().orElse(1), stored * pattern.columns() - at);
                        slots += Math.min(pattern.n().orElse(1), group);
                    }
                    blocksOfGroup = 0;
                    kept = 0;
                }
            }
            steps += (slots + 3) / 4;
        }
        return steps * ((shape.outputPositions() + 7) / 8);
    }
}

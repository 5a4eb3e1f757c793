package archsim.engine.machines.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.engine.UniformLayer;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.engine.counts.CaseShare;
import archsim.engine.machines.FunctionalTest;
import archsim.engine.machines.RandomLayers;
import archsim.engine.machines.WideMachine;
import archsim.engine.pe.Machine;
import archsim.engine.plan.LayerPlan;
import archsim.engine.tiling.KeptLayer;
import archsim.engine.tiling.TileRange;
import archsim.engine.tiling.WeightCode;
import archsim.workloads.Layer;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;
import archsim.workloads.sparsity.KernelPatterns;
import archsim.workloads.storage.Fkw;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PatternArrayTest {

    private static final Accelerator DESIGN = AcceleratorLibrary.find("pattern");
    private static final PatternArray ARRAY = (PatternArray) DESIGN.dataflow();

    private static LayerWorkload layer(LayerShape shape, Scheme scheme, IntPredicate weights) {
        return new LayerWorkload(
                new Layer("layer", shape),
                Mask.of(Math.toIntExact(shape.weights()), weights),
                Mask.full(Math.toIntExact(shape.inputs())),
                8,
                scheme);
    }

    private static boolean inPattern(int number, int index) {
        return (KernelPatterns.library(8).get(number) >> index % 9 & 1) != 0;
    }

    /**
     * 8 filters of 2 channels over 16 positions, two steps of 8. Filter 0 keeps both kernels, of two patterns: 2 x 2 + 2
     * cycles; the others keep one: 2 + 1. Useful are 9 kernels x 4 weights x 16 positions.
     */
    @Test
    void aKernelCostsACycleForEveryEightPositions() {
        var shape = UniformLayer.shape(1, 2, 8, 6, 6, 3, 3, 1, 0, 1);
        LayerWorkload layer = layer(shape, Scheme.PATTERN, i -> inPattern(i / 9 % 2, i) && (i < 18 || i / 9 % 2 == 0));
        LayerPlan plan = ARRAY.plan(layer, DESIGN.machine());
        assertThat(plan.mode()).isEqualTo("patterns");
        assertThat(plan.computeCycles()).isEqualTo(6);
        assertThat(plan.computeSlots().useful()).isEqualTo(9 * 4 * 16);
        assertThat(plan.computeSlots().index()).isEqualTo(9 * 32);
        assertThat(plan.computeSlots().imbalance()).isEqualTo(7 * 3 * 32);
    }

    /** The same layer dense: 18 columns are 5 steps of 4, one step of filters, two of positions. */
    @Test
    void whatIsNotPrunedToPatternsRunsDense() {
        var shape = UniformLayer.shape(1, 2, 8, 6, 6, 3, 3, 1, 0, 1);
        LayerPlan plan = ARRAY.plan(layer(shape, Scheme.NON_STRUCTURED, i -> i % 3 == 0), DESIGN.machine());
        assertThat(plan.mode()).isEqualTo("dense");
        assertThat(plan.computeCycles()).isEqualTo(5 * 2);
        assertThat(plan.computeSlots().useful()).isEqualTo(8 * 18 * 16);
        assertThat(plan.computeSlots().fragmentation()).isEqualTo(10 * 256 - 8 * 18 * 16);
    }

    /** Two patterns are more than one. */
    @Test
    void morePatternsThanArePossibleRunDense() {
        var shape = UniformLayer.shape(1, 2, 8, 6, 6, 3, 3, 1, 0, 1);
        LayerWorkload layer = layer(shape, Scheme.PATTERN, i -> inPattern(i / 9 % 2, i));
        assertThat(new PatternArray(2, 128, 1).plan(layer, DESIGN.machine()).mode())
                .isEqualTo("patterns");
        assertThat(new PatternArray(1, 128, 1).plan(layer, DESIGN.machine()).mode())
                .isEqualTo("dense");
    }

    static Stream<LayerWorkload> layers() {
        var random = new SplittableRandom(97);
        return IntStream.range(0, CaseShare.of(200)).mapToObj(i -> {
            int groups = 1 + random.nextInt(3) / 2;
            int h = 3 + random.nextInt(16);
            int w = 3 + random.nextInt(16);
            var shape = UniformLayer.shape(
                    1 + random.nextInt(2),
                    groups * (1 + random.nextInt(40)),
                    groups * (1 + random.nextInt(40)),
                    h,
                    w,
                    3,
                    3,
                    1 + random.nextInt(2),
                    random.nextInt(2),
                    groups);
            int kernels = Math.toIntExact(shape.weights() / 9);
            double kept = new double[] {1, 0.6, 0.2}[random.nextInt(3)];
            int library = 1 + random.nextInt(8);
            boolean centreOnly = library == 1 && random.nextBoolean();
            int[] patterns = IntStream.range(0, kernels)
                    .map(kernel -> random.nextDouble() < kept ? random.nextInt(library) : -1)
                    .toArray();
            Mask weights = Mask.of(kernels * 9, index -> {
                int pattern = patterns[index / 9];
                return pattern >= 0 && (centreOnly ? index % 9 == 4 : inPattern(pattern, index));
            });
            return new LayerWorkload(
                    new Layer("layer" + i, shape),
                    weights,
                    RandomLayers.mask(shape.inputs(), 0.5, random),
                    4,
                    Scheme.PATTERN);
        });
    }

    @ParameterizedTest
    @MethodSource("layers")
    void lanesTakeKernelAfterKernel(LayerWorkload layer) {
        Machine machine = WideMachine.of(DESIGN.machine());
        LiteralPattern literal = new LiteralPattern(layer, 1).run(ARRAY.tiles(layer, machine));
        LayerPlan plan = ARRAY.plan(layer, machine);
        assertThat(plan.computeCycles()).isEqualTo(literal.cycles());
        assertThat(plan.computeSlots()).isEqualTo(literal.slots());
    }

    @ParameterizedTest
    @MethodSource("layers")
    void patternsConvolve(LayerWorkload layer) {
        FunctionalTest.checkOutputs("pattern", layer);
    }

    /** A layer in one block is what the format says: values, channel and pattern of each kernel, kernels of each filter. */
    @ParameterizedTest
    @MethodSource("layers")
    void aWholeLayerTakesTheBitsOfItsFormat(LayerWorkload layer) {
        LayerShape shape = layer.shape();
        var kept = new KeptLayer(layer);
        WeightCode code = PatternKernels.of(layer, 16).orElseThrow().code(kept, 4);
        long bits = 0;
        for (int group = 0; group < shape.groups(); group++) {
            var block = new TileRange.WeightBlock(group, 0, shape.filtersPerGroup(), 0, shape.channelsPerGroup());
            bits += code.valueBits(kept.present(block), 0) + code.indexBits(kept.present(block), 0, block);
        }
        assertThat(bits).isEqualTo(new Fkw().size(layer.weights(), shape, 4).total());
    }
}

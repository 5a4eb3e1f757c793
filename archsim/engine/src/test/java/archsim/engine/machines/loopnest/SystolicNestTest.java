package archsim.engine.machines.loopnest;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.base.Ceil;
import archsim.engine.tiling.GivenCut;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The accelerator {@code systolic} and its nests, a fold being an exchange of the tile that stays in the PEs.
 *
 * <p>One rule tells them apart: the array cuts the window {@code c r s} and the positions {@code p q} into folds as if each were
 * one loop, a nest by whole factors of its loops. Layers here are those whose folds lie on such factors.
 */
final class SystolicNestTest {

    private static final int ROWS = 8;
    private static final int COLUMNS = 16;

    /** Loading an operand, an array row a cycle, and skewing rows and columns. */
    private static final int LOADED = ROWS + ROWS + COLUMNS - 2;

    private static final int SKEWED = ROWS + COLUMNS - 2;

    private static final String SUMS =
            "{\"type\": \"memory\", \"name\": \"sums\", \"made\": \"registers\", \"words\": 16, \"wordBits\": 32,"
                    + " \"holds\": [\"outputs\"], \"doubleBuffered\": false%s},";

    private static String stays(String tensor, String fill) {
        return "{\"type\": \"memory\", \"name\": \"stays\", \"made\": \"registers\", \"words\": 1, \"wordBits\": 8,"
                + " \"doubleBuffered\": false, \"holds\": [\"" + tensor + "\"]" + fill + "}";
    }

    private static SameMachine machine(String stationary, boolean overlap, String drain) {
        int drained = drain.equals("down") ? ROWS + 1 : drain.equals("across") ? COLUMNS + 1 : 0;
        int shifted = drain.equals("across") ? COLUMNS : ROWS;
        int cycles = (stationary.equals("output") ? SKEWED : LOADED) + drained;
        String fill = ", \"fill\": {\"cycles\": " + cycles + (overlap ? ", \"loadCycles\": " + shifted : "") + "}";
        String window = "{\"type\": \"spatial\", \"name\": \"rows\", \"x\": " + ROWS
                + ", \"spread\": [\"c\", \"r\", \"s\"], \"reduction\": \"forwarding\"%s},";
        String levels =
                switch (stationary) {
                    case "weight" ->
                        SUMS.formatted("")
                                + "{\"type\": \"spatial\", \"name\": \"columns\", \"x\": 16, \"spread\": [\"k\"]},"
                                + window.formatted("") + stays("weights", fill);
                    case "input" ->
                        SUMS.formatted("")
                                + "{\"type\": \"spatial\", \"name\": \"columns\", \"x\": 16, \"spread\": [\"p\","
                                + " \"q\"]},"
                                + window.formatted(", \"unicast\": [\"inputs\"]") + stays("inputs", fill);
                    default ->
                        "{\"type\": \"spatial\", \"name\": \"rows\", \"x\": 8, \"spread\": [\"p\", \"q\"]},"
                                + "{\"type\": \"spatial\", \"name\": \"columns\", \"x\": 16, \"spread\": [\"k\"]},"
                                + SUMS.formatted(fill).replaceFirst(",$", "");
                };
        String dataflow = "{\"kind\": \"systolic\", \"stationary\": \"%s\", \"overlap\": %s, \"drain\": \"%s\"}"
                .formatted(stationary, overlap, drain);
        return SameMachine.of(ROWS, COLUMNS, 8, 256, dataflow, levels, true, "");
    }

    private static final List<String> DRAINS = List.of("none", "down", "across");

    /** Layers whose window fills whole rows of folds: channels in eights, a window below eight, or a product of matrices. */
    private static LayerShape shape(Random random, int columnsOfMap) {
        int kernel = 1 + random.nextInt(3);
        int channels =
                switch (random.nextInt(3)) {
                    case 0 -> ROWS * (1 + random.nextInt(5));
                    case 1 -> Math.max(1, ROWS / (kernel * kernel));
                    default -> {
                        kernel = 1;
                        yield 1 + random.nextInt(50);
                    }
                };
        int groups = random.nextInt(4) == 0 ? 2 : 1;
        kernel = channels * kernel * kernel > ROWS && channels % ROWS != 0 ? 1 : kernel;
        return LayerShape.convolution(groups * channels, groups * (1 + random.nextInt(50)))
                .groups(groups)
                .map(3 + random.nextInt(10), columnsOfMap)
                .kernel(kernel, kernel)
                .padding((kernel - 1) / 2, (kernel - 1) / 2, kernel / 2, kernel / 2)
                .build();
    }

    private static boolean isOneFold(LayerShape shape) {
        return shape.weightsPerFilter() <= ROWS;
    }

    private static SameMachine.Loops window(
            SameMachine.Loops loops, LayerShape shape, int channels, String folds, String rows) {
        String taps = isOneFold(shape) ? rows : folds;
        return loops.split('c', shape.channelsPerGroup(), channels, ROWS, folds, rows)
                .split('r', shape.r(), shape.r(), shape.r(), folds, taps)
                .split('s', shape.s(), shape.s(), shape.s(), folds, taps);
    }

    private static LayerWorkload dense(LayerShape shape) {
        return SameMachine.layer(shape, Mask.full((int) shape.weights()), Scheme.DENSE);
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void twentyLayersWithStationaryWeightsAreTheSame(boolean overlap) {
        var random = new Random(2);
        SameMachine machine = machine("weight", overlap, "none");
        for (int i = 0; i < 20; i++) {
            LayerShape shape = shape(random, 1 + random.nextInt(9));
            int filters = SameMachine.part(shape.filtersPerGroup(), COLUMNS, random);
            int channels = SameMachine.part(shape.channelsPerGroup(), ROWS, random);
            var cut = new GivenCut(
                    shape.p(), shape.q(), filters, channels, Optional.of(GivenCut.Order.FILTERS_OUTERMOST));
            SameMachine.Loops loops = new SameMachine.Loops()
                    .split('g', shape.groups(), 1, 1, "outputBuffer", "outputBuffer")
                    .split('p', shape.p(), shape.p(), 1, "outputBuffer", "outputBuffer")
                    .split('q', shape.q(), shape.q(), 1, "outputBuffer", "outputBuffer")
                    .split('k', shape.filtersPerGroup(), filters, COLUMNS, "outputBuffer", "columns");
            String mapping = window(loops, shape, channels, "outputBuffer", "rows")
                    .inOrder(Map.of("dram", "gkc", "outputBuffer", "kcrspq"));
            machine.requireSame(dense(shape), cut, mapping);
        }
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void twentyLayersWithStationaryInputsAreTheSame(boolean overlap) {
        var random = new Random(3);
        SameMachine machine = machine("input", overlap, "none");
        for (int i = 0; i < 20; i++) {
            LayerShape shape = shape(random, 1 << random.nextInt(5));
            int channels = SameMachine.part(shape.channelsPerGroup(), ROWS, random);
            int rowsAtOnce = COLUMNS / shape.q();
            int rows = SameMachine.part(shape.p(), rowsAtOnce, random);
            var cut = new GivenCut(
                    rows, shape.q(), shape.filtersPerGroup(), channels, Optional.of(GivenCut.Order.PATCHES_OUTERMOST));
            SameMachine.Loops loops = new SameMachine.Loops()
                    .split('g', shape.groups(), 1, 1, "outputBuffer", "outputBuffer")
                    .split('p', shape.p(), rows, rowsAtOnce, "outputBuffer", "columns")
                    .split('q', shape.q(), shape.q(), shape.q(), "outputBuffer", "columns")
                    .split('k', shape.filtersPerGroup(), shape.filtersPerGroup(), 1, "outputBuffer", "outputBuffer");
            String mapping = window(loops, shape, channels, "outputBuffer", "rows")
                    .inOrder(Map.of("dram", "gpc", "outputBuffer", "pcrsk"));
            machine.requireSame(dense(shape), cut, mapping);
        }
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void thirtyLayersWithStationaryOutputsAreTheSame(boolean overlap) {
        var random = new Random(4);
        for (int i = 0; i < 30; i++) {
            SameMachine machine = machine("output", overlap, DRAINS.get(i % 3));
            int kernel = 1 + random.nextInt(3);
            int groups = random.nextInt(4) == 0 ? 2 : 1;
            LayerShape shape = LayerShape.convolution(
                            groups * (1 + random.nextInt(30)), groups * (1 + random.nextInt(50)))
                    .groups(groups)
                    .map(3 + random.nextInt(10), 1 << random.nextInt(4))
                    .kernel(kernel, kernel)
                    .padding((kernel - 1) / 2, (kernel - 1) / 2, kernel / 2, kernel / 2)
                    .build();
            int filters = SameMachine.part(shape.filtersPerGroup(), COLUMNS, random);
            int rowsAtOnce = ROWS / shape.q();
            int rows = SameMachine.part(shape.p(), rowsAtOnce, random);
            boolean patchesOutermost = random.nextBoolean();
            var cut = new GivenCut(
                    rows, shape.q(), filters, shape.channelsPerGroup(), SameMachine.outermost(patchesOutermost));
            String mapping = new SameMachine.Loops()
                    .split('g', shape.groups(), 1, 1, "outputBuffer", "outputBuffer")
                    .split('p', shape.p(), rows, rowsAtOnce, "outputBuffer", "rows")
                    .split('q', shape.q(), shape.q(), shape.q(), "outputBuffer", "rows")
                    .split('k', shape.filtersPerGroup(), filters, COLUMNS, "outputBuffer", "columns")
                    .split('c', shape.channelsPerGroup(), shape.channelsPerGroup(), 1, "sums", "sums")
                    .split('r', shape.r(), shape.r(), 1, "sums", "sums")
                    .split('s', shape.s(), shape.s(), 1, "sums", "sums")
                    .inOrder(Map.of("dram", patchesOutermost ? "gpqk" : "gkpq"));
            machine.requireSame(dense(shape), cut, mapping);
        }
    }

    /** The rule: of 27 weights a filter 4 folds of 8 rows, where a nest spreads 3 channels in 9 steps. */
    @Test
    void foldsThatEndWithinAChannelAreTheArraysAlone() {
        LayerShape shape = LayerShape.convolution(3, 16).map(4, 4).kernel(3, 3).build();
        SameMachine machine = machine("weight", false, "none");
        long own = machine.plan(dense(shape), new GivenCut(2, 2, 16, 3, Optional.empty()))
                .computeCycles();
        long nest = machine.plan(dense(shape), "outputBuffer: r3 s3 p2 q2; columns: k16; rows: c3")
                .computeCycles();
        assertThat(own).isEqualTo(Ceil.div(27L, ROWS) * (LOADED + 4));
        assertThat(nest).isEqualTo(9L * (LOADED + 4));
    }
}

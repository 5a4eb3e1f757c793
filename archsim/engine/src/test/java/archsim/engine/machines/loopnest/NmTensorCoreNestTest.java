package archsim.engine.machines.loopnest;

import archsim.engine.tiling.GivenCut;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Scheme;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The accelerator {@code nm-tensor-core} and its nest: a PE's lanes take the window of a filter in rounds of four slots.
 *
 * <p>One rule tells them apart: the core multiplies slots that no weight needs, a nest packs weights that are there. Masks here
 * fill every slot.
 */
final class NmTensorCoreNestTest {

    private static final int SIDE = 8;
    private static final int LANES = 4;

    private static SameMachine machine(String fill) {
        int ofBlock = SIDE + 2 * SIDE - 2 + 1;
        String filled =
                switch (fill) {
                    case "none" -> "";
                    case "once" -> ", \"fill\": {\"cycles\": " + ofBlock + ", \"loadCycles\": " + SIDE + "}";
                    default -> ", \"fill\": {\"cycles\": " + ofBlock + "}";
                };
        String levels = """
            {"type": "spatial", "name": "rows", "x": 8, "spread": ["k"]},
            {"type": "spatial", "name": "columns", "x": 8, "spread": ["p", "q"], "unicast": ["inputs"]},
            {"type": "memory", "name": "sums", "made": "registers", "words": 1, "wordBits": 32, "holds": ["outputs"],
             "doubleBuffered": false%s},
            {"type": "spatial", "name": "lanes", "x": 4, "spread": ["c", "r", "s"], "reduction": "adder-tree",
             "pack": ["weights"]}\
            """.formatted(filled);
        String dataflow =
                "{\"kind\": \"nm-tensor-core\", \"n\": 2, \"m\": 4, \"dotProductWidth\": %d, \"fill\": \"%s\"}"
                        .formatted(LANES, fill);
        String nm = ", \"formats\": {\"weights\": {\"kind\": \"nm\", \"n\": 2, \"m\": 4}}";
        return SameMachine.of(SIDE, SIDE, 2, 1024, dataflow, levels, true, nm);
    }

    @ParameterizedTest
    @CsvSource({"none", "once", "each-block"})
    void twentyRandomLayersAreTheSame(String fill) {
        var random = new Random(5);
        SameMachine machine = machine(fill);
        for (int i = 0; i < 20; i++) {
            int groups = random.nextInt(4) == 0 ? 2 : 1;
            int kernel = 1 + random.nextInt(3);
            LayerShape shape = LayerShape.convolution(
                            groups * (3 + random.nextInt(40)), groups * (1 + random.nextInt(30)))
                    .groups(groups)
                    .map(3 + random.nextInt(10), 1 << random.nextInt(4))
                    .kernel(kernel, kernel)
                    .padding((kernel - 1) / 2, (kernel - 1) / 2, kernel / 2, kernel / 2)
                    .build();
            int filters = SameMachine.part(shape.filtersPerGroup(), SIDE, random);
            int rowsAtOnce = SIDE / shape.q();
            int rows = SameMachine.part(shape.p(), rowsAtOnce, random);
            boolean patchesOutermost = random.nextBoolean();
            var cut = new GivenCut(
                    rows, shape.q(), filters, shape.channelsPerGroup(), SameMachine.outermost(patchesOutermost));
            String mapping = new SameMachine.Loops()
                    .split('g', shape.groups(), 1, 1, "outputBuffer", "sums")
                    .split('p', shape.p(), rows, rowsAtOnce, "outputBuffer", "columns")
                    .split('q', shape.q(), shape.q(), shape.q(), "outputBuffer", "columns")
                    .split('k', shape.filtersPerGroup(), filters, SIDE, "outputBuffer", "rows")
                    .split('c', shape.channelsPerGroup(), shape.channelsPerGroup(), 4096, "sums", "lanes")
                    .split('r', shape.r(), shape.r(), shape.r(), "sums", "lanes")
                    .split('s', shape.s(), shape.s(), shape.s(), "sums", "lanes")
                    .inOrder(Map.of("dram", patchesOutermost ? "gpqk" : "gkpq"));
            LayerWorkload layer = SameMachine.layer(
                    shape,
                    Described.nm(shape.k(), (int) shape.weightsPerFilter(), 2, 4, random.nextLong()),
                    Scheme.NON_STRUCTURED);
            machine.requireSame(layer, cut, mapping);
        }
    }
}

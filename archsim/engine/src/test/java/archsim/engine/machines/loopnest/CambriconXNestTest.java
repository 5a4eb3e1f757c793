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
 * The accelerator {@code cambricon-x} and its nest: the inputs of an output position wait in an index module that all PEs share;
 * a PE steps through its filter window by window and looks at empty ones.
 *
 * <p>Two things are written otherwise in a nest, and equal here: a window is so many whole channels, and PEs wait for each other
 * at every tile from DRAM, where the accelerator lets them run on into tiles of the same inputs. No two such tiles follow one
 * another here.
 */
final class CambriconXNestTest {

    private static final int PES = 16;
    private static final int LANES = 16;

    private static SameMachine machine(int windowInputs, int indexBits) {
        String code = "{\"kind\": \"coordinates\", \"indexBits\": " + indexBits + "}";
        String levels = """
            {"type": "memory", "name": "indexModule", "made": "registers", "words": 65536, "wordBits": 8,
             "holds": ["inputs"], "readsPadding": true},
            {"type": "spatial", "name": "pes", "x": 16, "spread": ["k"], "barrier": "none"},
            {"type": "memory", "name": "sums", "made": "registers", "words": 1, "wordBits": 32, "holds": ["outputs"],
             "doubleBuffered": false, "skip": ["weights"], "lookCycles": 1},
            {"type": "spatial", "name": "lanes", "x": 16, "spread": ["c", "r", "s"], "reduction": "adder-tree",
             "pack": ["weights"]}\
            """;
        return SameMachine.of(
                PES,
                LANES,
                1,
                1024,
                "{\"kind\": \"cambricon-x\", \"windowInputs\": " + windowInputs + "}",
                levels,
                true,
                ", \"formats\": {\"weights\": " + code + "}");
    }

    @ParameterizedTest
    @CsvSource({"0.05", "0.2", "0.6"})
    void thirtyRandomLayersAreTheSame(double density) {
        var random = new Random(6);
        for (int i = 0; i < 30; i++) {
            int groups = random.nextInt(4) == 0 ? 2 : 1;
            int kernel = 1 + random.nextInt(3);
            int channelsOfWindow = 1 << random.nextInt(5);
            LayerShape shape = LayerShape.convolution(
                            groups * (1 + random.nextInt(60)), groups * (1 + random.nextInt(50)))
                    .groups(groups)
                    .map(4 + random.nextInt(6), 4 + random.nextInt(6))
                    .kernel(kernel, kernel)
                    .stride(1 + random.nextInt(2))
                    .padding(kernel / 2)
                    .build();
            int window = channelsOfWindow * kernel * kernel;
            int channels = SameMachine.part(shape.channelsPerGroup(), channelsOfWindow, random);
            int rows = (shape.p() + 1) / 2;
            int filters = SameMachine.part(shape.filtersPerGroup(), PES, random);
            boolean patchesOutermost = filters == shape.filtersPerGroup() && random.nextBoolean();
            if (!patchesOutermost && shape.p() == 1) {
                continue;
            }
            var cut = new GivenCut(rows, shape.q(), filters, channels, SameMachine.outermost(patchesOutermost));
            String mapping = new SameMachine.Loops()
                    .split('g', shape.groups(), 1, 1, "outputBuffer", "sums")
                    .split('p', shape.p(), rows, 1, "outputBuffer", "sums")
                    .split('q', shape.q(), shape.q(), 1, "outputBuffer", "sums")
                    .split('k', shape.filtersPerGroup(), filters, PES, "indexModule", "pes")
                    .split('c', shape.channelsPerGroup(), channels, channelsOfWindow, "sums", "lanes")
                    .split('r', shape.r(), shape.r(), shape.r(), "sums", "lanes")
                    .split('s', shape.s(), shape.s(), shape.s(), "sums", "lanes")
                    .inOrder(Map.of("dram", patchesOutermost ? "gpqkc" : "gkpqc"));
            LayerWorkload layer = SameMachine.layer(
                    shape, Described.random((int) shape.weights(), density, random.nextLong()), Scheme.NON_STRUCTURED);
            int indexBits = Math.max(1, 32 - Integer.numberOfLeadingZeros(window - 1));
            machine(window, indexBits).requireSame(layer, cut, mapping);
        }
    }
}

package archsim.engine.machines.loopnest;

import archsim.engine.tiling.GivenCut;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The accelerator {@code diannao} and its nest: sums wait in registers within a tile, padding is read. */
final class DianNaoNestTest {

    private static final SameMachine MACHINE = SameMachine.of(16, 16, 8, 256, "{\"kind\": \"diannao\"}", """
        {"type": "memory", "name": "sums", "made": "registers", "words": 16, "wordBits": 32, "holds": ["outputs"],
         "doubleBuffered": false},
        {"type": "spatial", "name": "filters", "x": 16, "spread": ["k"]},
        {"type": "spatial", "name": "channels", "x": 16, "spread": ["c"], "reduction": "adder-tree"}\
        """, true, "");

    @Test
    void fortyRandomLayersAreTheSame() {
        var random = new Random(1);
        for (int i = 0; i < 40; i++) {
            int groups = random.nextInt(4) == 0 ? 2 : 1;
            int kernel = 1 + random.nextInt(3);
            LayerShape shape = LayerShape.convolution(
                            groups * (1 + random.nextInt(60)), groups * (1 + random.nextInt(50)))
                    .groups(groups)
                    .map(4 + random.nextInt(9), 4 + random.nextInt(9))
                    .kernel(kernel, 1 + random.nextInt(3))
                    .stride(1 + random.nextInt(2))
                    .padding(random.nextInt(2))
                    .build();
            int filters = SameMachine.part(shape.filtersPerGroup(), 16, random);
            int channels = SameMachine.part(shape.channelsPerGroup(), 16, random);
            int rows = Math.min(shape.p(), 2 + random.nextInt(shape.p()));
            int columns = 1 + random.nextInt(shape.q());
            boolean patchesOutermost = random.nextBoolean();
            var cut = new GivenCut(rows, columns, filters, channels, SameMachine.outermost(patchesOutermost));
            String mapping = new SameMachine.Loops()
                    .split('g', groups, 1, 1, "outputBuffer", "sums")
                    .split('p', shape.p(), rows, 1, "outputBuffer", "sums")
                    .split('q', shape.q(), columns, 1, "outputBuffer", "sums")
                    .split('k', shape.filtersPerGroup(), filters, 16, "outputBuffer", "filters")
                    .split('c', shape.channelsPerGroup(), channels, 16, "sums", "channels")
                    .split('r', shape.r(), shape.r(), shape.r(), "sums", "sums")
                    .split('s', shape.s(), shape.s(), shape.s(), "sums", "sums")
                    .inOrder(Map.of("dram", patchesOutermost ? "gpqkc" : "gkpqc"));
            LayerWorkload layer = SameMachine.layer(shape, Mask.full((int) shape.weights()), Scheme.DENSE);
            MACHINE.requireSame(layer, cut, mapping);
        }
    }
}

package archsim.engine.dataflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archsim.engine.accelerator.Accelerator;
import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.workloads.Layer;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EyerissMappingTest {

    private static final Accelerator EYERISS = AcceleratorLibrary.find("eyeriss");

    private static LayerWorkload dense(LayerShape shape) {
        return new LayerWorkload(
                new Layer("layer", shape),
                Mask.full(Math.toIntExact(shape.weights())),
                Mask.full(Math.toIntExact(shape.inputs())),
                16,
                Scheme.DENSE);
    }

    private static RowStationaryMapping mapping(LayerShape shape) {
        return RowStationarySearch.best(
                new KeptLayer(dense(shape)), EYERISS.machine(), (Eyeriss) EYERISS.dataflow());
    }

    static Stream<Arguments> alexNet() {
        return Stream.of(
                Arguments.of(new LayerShape(4, 3, 96, 227, 227, 11, 11, 4, 0, 1), 96, 1, 7, 16, 1, 1, 2),
                Arguments.of(new LayerShape(4, 96, 256, 27, 27, 5, 5, 1, 2, 2), 64, 1, 27, 16, 2, 1, 1),
                Arguments.of(new LayerShape(4, 256, 384, 13, 13, 3, 3, 1, 1, 1), 64, 4, 13, 16, 4, 1, 4),
                Arguments.of(new LayerShape(4, 384, 384, 13, 13, 3, 3, 1, 1, 2), 64, 4, 13, 16, 3, 2, 2),
                Arguments.of(new LayerShape(4, 384, 256, 13, 13, 3, 3, 1, 1, 2), 64, 4, 13, 16, 3, 2, 2));
    }

    /** The mappings that the chip's authors give for AlexNet on four images. */
    @ParameterizedTest
    @MethodSource("alexNet")
    void theSearchFindsThePublishedMappings(LayerShape shape, int m, int n, int e, int p, int q, int r, int t) {
        assertThat(mapping(shape)).isEqualTo(new RowStationaryMapping(m, n, e, p, q, r, t));
    }

    @Test
    void dump() {
        for (LayerShape s : new LayerShape[] {
            new LayerShape(3, 3, 64, 224, 224, 3, 3, 1, 1, 1),
            new LayerShape(3, 64, 64, 224, 224, 3, 3, 1, 1, 1),
            new LayerShape(3, 64, 128, 112, 112, 3, 3, 1, 1, 1),
            new LayerShape(3, 128, 256, 56, 56, 3, 3, 1, 1, 1),
            new LayerShape(3, 256, 256, 56, 56, 3, 3, 1, 1, 1),
            new LayerShape(3, 512, 512, 28, 28, 3, 3, 1, 1, 1),
            new LayerShape(3, 512, 512, 14, 14, 3, 3, 1, 1, 1),
            LayerShape.fullyConnected(4, 9216, 4096),
            LayerShape.fullyConnected(4, 4096, 1000),
            new LayerShape(1, 3, 64, 224, 224, 7, 7, 2, 3, 1),
            new LayerShape(1, 96, 96, 112, 112, 3, 3, 2, 1, 96),
            new LayerShape(1, 16, 96, 112, 112, 1, 1, 1, 0, 1),
            new LayerShape(1, 4096, 11008, 16, 32, 1, 1, 1, 0, 1),
            LayerShape.fullyConnected(1, 4096, 11008),
            LayerShape.fullyConnected(1, 25088, 4096),
            new LayerShape(4, 256, 384, 13, 13, 3, 3, 1, 1, 1),
        }) {
            long t0 = System.nanoTime();
            var map = mapping(s);
            var loops = RowStationaryLoops.of(new KeptLayer(dense(s)));
            long dt = (System.nanoTime() - t0) / 1000000;
            var c = EyerissPassCycles.of(map, loops, (Eyeriss) EYERISS.dataflow());
            System.out.println(s + "\n   " + map.describe(loops) + " " + RowStationaryCost.of(map, loops, (Eyeriss) EYERISS.dataflow()) + " passes " + map.passes(loops) + " " + c + " " + map.passes(loops) * s.groups() * c.all(false) / 2e5 + " ms; search ms " + dt);
        }
    }
}

package archsim.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import archsim.energy.DataType;
import archsim.engine.UniformLayer;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.engine.machines.DesignLayers;
import archsim.engine.run.config.Fidelity;
import archsim.engine.run.result.Metrics;
import archsim.tables.DramStandards;
import archsim.workloads.Layer;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;
import archsim.workloads.Workload;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Layers at the ends of what a shape or a mask can be run on every design. */
class EdgeLayersTest {

    private static LayerWorkload layer(
            String name, LayerShape shape, Scheme scheme, IntPredicate weights, IntPredicate inputs) {
        return new LayerWorkload(
                new Layer(name, shape),
                Mask.of(Math.toIntExact(shape.weights()), weights),
                Mask.of(Math.toIntExact(shape.inputs()), inputs),
                4,
                scheme);
    }

    private static Stream<LayerWorkload> ofShape(String name, LayerShape shape) {
        return Stream.of(
                layer(name, shape, Scheme.DENSE, i -> true, i -> true),
                layer(name + ", few inputs", shape, Scheme.DENSE, i -> true, i -> i % 7 == 0),
                layer(name + ", few weights", shape, Scheme.NON_STRUCTURED, i -> i % 11 == 0, i -> true),
                layer(name + ", no inputs", shape, Scheme.DENSE, i -> true, i -> false),
                layer(name + ", no weights", shape, Scheme.NON_STRUCTURED, i -> false, i -> i % 2 == 0),
                layer(name + ", nothing", shape, Scheme.NON_STRUCTURED, i -> false, i -> false),
                layer(
                        name + ", one weight",
                        shape,
                        Scheme.COLUMN_FILTER,
                        i -> i == shape.weights() - 1,
                        i -> i % 3 > 0));
    }

    static Stream<Arguments> runs() {
        return DesignLayers.of(() -> Stream.of(
                        ofShape("one of everything", UniformLayer.shape(1, 1, 1, 1, 1, 1, 1, 1, 0, 1)),
                        ofShape("one input in padding", UniformLayer.shape(2, 3, 5, 1, 1, 1, 1, 1, 2, 1)),
                        ofShape("padding beyond the filter", UniformLayer.shape(1, 2, 3, 4, 4, 2, 2, 1, 5, 1)),
                        ofShape("steps over the input", UniformLayer.shape(1, 2, 3, 9, 9, 1, 1, 9, 0, 1)),
                        ofShape("only padding", UniformLayer.shape(1, 2, 3, 1, 1, 1, 1, 4, 3, 1)),
                        ofShape("depthwise", UniformLayer.shape(2, 20, 20, 7, 7, 3, 3, 1, 1, 20)),
                        ofShape("grouped vector", UniformLayer.shape(3, 12, 8, 1, 1, 1, 1, 1, 0, 4)),
                        ofShape("batch of vectors", LayerShape.fullyConnected(40, 300, 70)),
                        ofShape("row", UniformLayer.shape(2, 4, 6, 1, 64, 1, 9, 2, 0, 1)),
                        ofShape("one filter", UniformLayer.shape(1, 64, 1, 5, 5, 5, 5, 1, 2, 1)))
                .flatMap(layers -> layers));
    }

    @ParameterizedTest
    @MethodSource("runs")
    void everyDesignRunsIt(String design, LayerWorkload layer) {
        Accelerator machine = AcceleratorLibrary.find(design);
        var simulator = new Simulator(machine, DramStandards.find("lpddr4-2400"), Fidelity.EVENT);
        assertThatCode(() -> {
                    Metrics metrics = simulator
                            .run(new Workload("edge", "edge", "", List.of(layer)))
                            .result()
                            .totals();
                    assertThat(metrics.analyticalCycles()).isBetween(metrics.computeCycles(), metrics.cycles());
                    assertThat(metrics.effectualMacs())
                            .isLessThanOrEqualTo(metrics.slotStack().useful());
                    assertThat(metrics.dramBytes().get(DataType.OUTPUTS) > 0)
                            .isEqualTo(!machine.dataflow().keepsMapsOnChip());
                })
                .doesNotThrowAnyException();
    }
}

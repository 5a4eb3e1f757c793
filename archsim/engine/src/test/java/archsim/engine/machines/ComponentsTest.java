package archsim.engine.machines;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.energy.AreaModel;
import archsim.engine.UniformLayer;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.engine.plan.InfeasibleLayerException;
import archsim.tables.TableSet;
import archsim.workloads.Layer;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What takes energy takes area, and the other way round. */
class ComponentsTest {

    /** Wires lie over the cells and take no area of their own. */
    private static final Set<String> WIRES = Set.of("network");

    static Stream<String> designs() {
        return AcceleratorLibrary.names().stream();
    }

    /** A convolution, two of four weights, a pattern of four in each 3 x 3 kernel, and a product by a matrix. */
    private static Stream<LayerWorkload> layers() {
        LayerShape map = UniformLayer.shape(1, 16, 8, 12, 12, 3, 3, 1, 1, 1);
        LayerShape connected = LayerShape.fullyConnected(1, 96, 40);
        return Stream.of(
                layer(map, Mask.of((int) map.weights(), i -> i % 3 != 0), Scheme.NON_STRUCTURED),
                layer(map, Mask.of((int) map.weights(), i -> i / 9 % 4 < 2), Scheme.NM),
                layer(map, Mask.of((int) map.weights(), i -> i % 9 < 4 && i % 27 != 0), Scheme.PATTERN),
                layer(map, Mask.full((int) map.weights()), Scheme.DENSE),
                layer(connected, Mask.of((int) connected.weights(), i -> i % 5 == 0), Scheme.NON_STRUCTURED));
    }

    private static LayerWorkload layer(LayerShape shape, Mask weights, Scheme scheme) {
        return new LayerWorkload(
                new Layer("layer", shape, Optional.empty()),
                weights,
                Mask.of((int) shape.inputs(), i -> i % 2 == 0),
                4,
                scheme);
    }

    private static Set<String> components(Accelerator machine) {
        var spending = new TreeSet<String>();
        layers().filter(layer -> machine.dataflow().runs(layer.layer())).forEach(layer -> {
            try {
                machine.dataflow().plan(layer, machine.machine()).onChip().forEach((key, count) -> {
                    if (count > 0) {
                        spending.add(key.component());
                    }
                });
            } catch (InfeasibleLayerException e) {
                assertThat(layer.scheme()).isNotEqualTo(Scheme.DENSE);
            }
        });
        return spending;
    }

    @ParameterizedTest
    @MethodSource("designs")
    void whatTakesEnergyTakesArea(String design) {
        Accelerator machine = AcceleratorLibrary.find(design);
        var model = new AreaModel(TableSet.shipped(), machine.technologyNm(), machine.transistors());
        var occupying = new TreeSet<String>();
        machine.components().forEach(part -> {
            assertThat(part.areaMm2(model)).as(part.toString()).isPositive();
            occupying.add(part.component().name());
        });
        occupying.remove("clock");
        Set<String> spending = components(machine);
        spending.removeAll(WIRES);
        assertThat(spending).isEqualTo(occupying);
    }
}

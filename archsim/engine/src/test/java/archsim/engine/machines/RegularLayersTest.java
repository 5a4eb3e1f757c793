package archsim.engine.machines;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.base.Problems;
import archsim.base.json.StrictJson;
import archsim.engine.UniformLayer;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.engine.plan.LayerPlan;
import archsim.engine.tiling.EffectualMacs;
import archsim.workloads.Layer;
import archsim.workloads.LayerWorkload;
import archsim.workloads.network.Network;
import archsim.workloads.sparsity.GeneratedWorkload;
import archsim.workloads.sparsity.Sparsity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Layers with every kind of generated mask, on every design: among them attention's heads and depthwise layers. */
class RegularLayersTest {

    private static final List<String> MASKS = List.of(
            "{'kind':'bernoulli','weightDensity':0.4,'activationDensity':0.5}",
            "{'kind':'clustered','weightDensity':0.4,'densityVariation':1,'activationDensity':0.1}",
            "{'kind':'filter','weightDensity':0.4,'activationDensity':0.9}",
            "{'kind':'channel','weightDensity':0.4,'activationDensity':0.5}",
            "{'kind':'column','weightDensity':0.4}",
            "{'kind':'column-filter','weightDensity':0.3,'activationDensity':0.5}",
            "{'kind':'pattern','weightDensity':0.2,'activationDensity':0.5}",
            "{'kind':'nm','n':2,'m':4,'activationDensity':0.5}");

    private static final Map<String, Accelerator> DESIGNS = new HashMap<>();

    private static final Network LAYERS = new Network(
            "layers",
            "Layers",
            "none",
            List.of(
                    new Layer("plain", UniformLayer.shape(1, 12, 20, 9, 7, 3, 3, 1, 1, 1)),
                    new Layer("depthwise", UniformLayer.shape(1, 12, 12, 9, 7, 3, 3, 2, 1, 12)),
                    new Layer("grouped", UniformLayer.shape(1, 12, 18, 6, 6, 1, 1, 1, 0, 3)),
                    new Layer("tokens", UniformLayer.shape(1, 40, 36, 11, 1, 1, 1, 1, 0, 1)),
                    new Layer("heads", UniformLayer.shape(1, 24, 33, 5, 1, 1, 1, 1, 0, 3)),
                    new Layer("headsOfOneToken", UniformLayer.shape(1, 48, 60, 1, 1, 1, 1, 1, 0, 4))),
            List.of(),
            "none");

    static Stream<Arguments> runs() {
        return DesignLayers.of(() -> MASKS.stream().flatMap(RegularLayersTest::layers));
    }

    private static Stream<LayerWorkload> layers(String masks) {
        var problems = new Problems("run.json");
        Sparsity sparsity = StrictJson.bind(
                problems, StrictJson.parseObject("run.json", masks.replace('\'', '"')), Sparsity.class, "");
        problems.throwIfAny();
        return GeneratedWorkload.of(LAYERS, sparsity, 4, 3).layers().stream();
    }

    @ParameterizedTest
    @MethodSource("runs")
    void theOutputsAreThoseOfAPlainConvolution(String design, LayerWorkload layer) {
        FunctionalTest.checkOutputs(design, layer);
    }

    @ParameterizedTest
    @MethodSource("runs")
    void everySlotHasOneCause(String design, LayerWorkload layer) {
        Accelerator machine = DESIGNS.computeIfAbsent(design, AcceleratorLibrary::find);
        LayerPlan plan = machine.dataflow().plan(layer, machine.machine());
        assertThat(plan.computeSlots().total())
                .isEqualTo(plan.computeCycles() * machine.machine().multipliers());
        assertThat(plan.computeSlots().useful()).isGreaterThanOrEqualTo(EffectualMacs.count(layer));
    }
}

package archsim.engine.machines;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.engine.accelerator.Accelerator;
import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.engine.plan.LayerPlan;
import archsim.engine.tiling.EffectualMacs;
import archsim.workloads.Bias;
import archsim.workloads.Layer;
import archsim.workloads.LayerKind;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Scheme;
import archsim.workloads.WeightTensor;
import archsim.workloads.model.CompressedLayer;
import archsim.workloads.model.CompressedModel;
import archsim.workloads.model.ModelFile;
import archsim.workloads.model.ModelManifest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Models whose network takes several images at a time, written to a file and read again, on every design. */
class BatchedModelsTest {

    private static final List<Layer> LAYERS = List.of(
            new Layer(
                    "conv",
                    LayerShape.convolution(4, 6)
                            .batch(3)
                            .map(7, 5)
                            .kernel(3, 3)
                            .padding(1)
                            .build()),
            new Layer(
                    "row",
                    LayerShape.convolution(2, 4)
                            .batch(2)
                            .map(1, 12)
                            .kernel(1, 4)
                            .stride(1, 2)
                            .build()),
            new Layer("fc", LayerShape.fullyConnected(5, 24, 10)),
            new Layer(
                    "heads",
                    LayerShape.convolution(8, 6).batch(2).map(3, 2).groups(2).build(),
                    LayerKind.ACTIVATION_PRODUCT,
                    Optional.empty()));

    private static CompressedLayer compressed(Layer layer) {
        if (!layer.hasParameters()) {
            return CompressedLayer.ofActivations(layer);
        }
        short[] levels = new short[(int) layer.shape().weights()];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = (short) (i % 3 == 0 ? 0 : i % 5 - 2);
        }
        return new CompressedLayer(
                layer,
                WeightTensor.ofLevels(levels, 1, 4),
                Bias.of(new float[layer.shape().k()]),
                Optional.empty());
    }

    private static Stream<LayerWorkload> layers() {
        List<CompressedLayer> layers =
                LAYERS.stream().map(BatchedModelsTest::compressed).toList();
        var manifest = new ModelManifest(
                ModelManifest.SCHEMA_VERSION,
                "batched",
                Scheme.NON_STRUCTURED,
                "unknown",
                "",
                layers.stream().map(CompressedLayer::manifest).toList(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                0,
                Map.of(),
                "test",
                Optional.empty());
        byte[] file = ModelFile.toBytes(new CompressedModel(manifest, layers));
        return ModelFile.read("batched", file).toWorkload("batched", 2).layers().stream();
    }

    static Stream<Arguments> runs() {
        return DesignLayers.of(BatchedModelsTest::layers);
    }

    /** Two runs of a network that takes 3 images are 6. */
    @ParameterizedTest
    @MethodSource("runs")
    void eachImageIsMultiplied(String design, LayerWorkload layer) {
        LayerShape of = LAYERS.stream()
                .filter(one -> one.name().equals(layer.layer().name()))
                .findFirst()
                .orElseThrow()
                .shape();
        assertThat(layer.layer().shape().macs()).isEqualTo(2 * of.macs());
        Accelerator machine = AcceleratorLibrary.find(design);
        LayerPlan plan = machine.dataflow().plan(layer, machine.machine());
        assertThat(plan.computeSlots().useful()).isGreaterThanOrEqualTo(EffectualMacs.count(layer));
    }

    @ParameterizedTest
    @MethodSource("runs")
    void eachImageHasTheOutputsOfAPlainConvolution(String design, LayerWorkload layer) {
        FunctionalTest.checkOutputs(design, layer);
    }
}

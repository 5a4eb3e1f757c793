package archsim.workloads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WorkloadTest {

    private static LayerWorkload layer(Layer layer, int everyNth) {
        LayerShape shape = layer.shape();
        return new LayerWorkload(
                layer,
                Mask.full(Math.toIntExact(shape.weights())),
                Mask.of(Math.toIntExact(shape.inputs()), i -> i % everyNth == 0),
                8,
                Scheme.DENSE);
    }

    private static List<LayerWorkload> layers(LayerWorkload... layers) {
        return new Workload("test", "test", "", List.of(layers)).layers();
    }

    /** 4 filters over 8 x 8 are pooled to 4 x 4: the 64 outputs that the next layer reads, every fourth not zero. */
    @Test
    void theNextLayersInputsAreALayersOutputs() {
        var conv = new Layer("conv", UniformLayer.shape(1, 3, 4, 8, 8, 1, 1, 1, 0, 1), Optional.of(new Pooling(2, 2)));
        var fc = new Layer("fc", LayerShape.fullyConnected(1, 64, 10));
        List<LayerWorkload> layers = layers(layer(conv, 1), layer(fc, 4));
        assertThat(layers.get(0).outputDensity()).hasValue(0.25);
        assertThat(layers.get(1).outputDensity()).isEmpty();
    }

    @Test
    void aLayerThatReadsSomethingElseTellsNothing() {
        var one = new Layer("one", LayerShape.fullyConnected(1, 8, 6));
        var other = new Layer("other", LayerShape.fullyConnected(1, 7, 6));
        assertThat(layers(layer(one, 1), layer(other, 2)).get(0).outputDensity())
                .isEmpty();
    }

    @Test
    void aDensityThatIsKnownStays() {
        var fc = new Layer("fc", LayerShape.fullyConnected(1, 8, 8));
        assertThat(layers(layer(fc, 1).withOutputDensity(0.75), layer(fc, 2))
                        .get(0)
                        .outputDensity())
                .hasValue(0.75);
    }

    @Test
    void aDensityIsAShare() {
        var fc = layer(new Layer("fc", LayerShape.fullyConnected(1, 8, 8)), 1);
        assertThatThrownBy(() -> fc.withOutputDensity(1.5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("outputDensity must be 0 to 1, was 1.5");
    }
}

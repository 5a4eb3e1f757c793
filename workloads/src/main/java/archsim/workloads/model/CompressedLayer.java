package archsim.workloads.model;

import archsim.base.RootLocale;
import archsim.workloads.Activations;
import archsim.workloads.Bias;
import archsim.workloads.FilterScale;
import archsim.workloads.InputChoice;
import archsim.workloads.Layer;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;
import archsim.workloads.WeightTensor;
import java.util.Arrays;
import java.util.Optional;

/**
 * One trained layer.
 *
 * @param layer of the network; its batch is what one run of the network takes, 1 where inputs are recorded
 * @param weights {@code [k][c/groups][r][s]}; of a product of activations, all present and not stored
 * @param scale {@code [k]}, where the layer is normalised; its sums are multiplied by it before the bias is added
 * @param bias {@code [k]}
 * @param input that the layer met on test images, {@code [n][c][h][w]}, if recorded
 */
public record CompressedLayer(
        Layer layer, WeightTensor weights, Optional<FilterScale> scale, Bias bias, Optional<Activations> input) {

    public CompressedLayer {
        LayerShape shape = layer.shape();
        require(shape.n() == 1 || input.isEmpty(), layer, "a batch of 1 for recorded inputs", shape.n());
        require(weights.size() == shape.weights(), layer, shape.weights() + " weights", weights.size());
        int scales = scale.map(FilterScale::size).orElse(shape.k());
        require(scales == shape.k(), layer, shape.k() + " scales", scales);
        require(bias.size() == shape.k(), layer, shape.k() + " biases", bias.size());
        int inputs = input.map(Activations::inputsPerImage).orElse((int) shape.inputs());
        require(inputs == shape.inputs(), layer, shape.inputs() + " inputs an image", inputs);
    }

    /** A layer that is not normalised. */
    public CompressedLayer(Layer layer, WeightTensor weights, Bias bias, Optional<Activations> input) {
        this(layer, weights, Optional.empty(), bias, input);
    }

    /** A product of activations, which has no parameters: its second operand is present and as wide as recorded inputs. */
    public static CompressedLayer ofActivations(Layer product) {
        short[] present = new short[Math.toIntExact(product.shape().weights())];
        Arrays.fill(present, (short) 1);
        WeightTensor operand = WeightTensor.ofLevels(present, 1, Activations.BITS);
        return new CompressedLayer(
                product, operand, Bias.of(new float[product.shape().k()]), Optional.empty());
    }

    /** The same layer with inputs that it met. */
    public CompressedLayer withInput(Activations met) {
        return new CompressedLayer(layer, weights, scale, bias, Optional.of(met));
    }

    private static void require(boolean sound, Layer layer, String expected, int found) {
        if (!sound) {
            throw new IllegalArgumentException(RootLocale.format("%s needs %s, was %d", layer.name(), expected, found));
        }
    }

    /** What the manifest says of this layer; a product of activations has no weights. */
    public LayerManifest manifest() {
        int kept = isProduct() ? 0 : weights.mask().count();
        return new LayerManifest(
                layer.name(), weights.bits(), weights.scale(), kept, layer.parameters(), weights.quantisation());
    }

    /** Whether both operands are activations. */
    public boolean isProduct() {
        return !layer.hasParameters();
    }

    /** The layer on the first {@code images} recorded images, its inputs as {@code choice} has them. */
    LayerWorkload toWorkload(int images, Scheme scheme, InputChoice choice) {
        Layer batch = layer.withBatch(
                isProduct() ? images : Math.multiplyExact(images, layer.shape().n()));
        InputChoice.Inputs inputs = choice.inputs(
                batch, input.filter(any -> choice.needs(layer)).map(recorded -> recorded.measured(images)));
        Mask kept = isProduct() ? choice.secondOperand(batch) : weights.mask();
        return new LayerWorkload(batch, kept, inputs, weights.bits(), scheme, weights.quantisation());
    }
}

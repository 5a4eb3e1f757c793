package archsim.workloads;

/**
 * One layer as a machine meets it: which weights and which inputs are there, and how wide they are.
 *
 * @param layer name and shape
 * @param weights present weights, {@code [k][c/groups][r][s]}
 * @param inputs present inputs, {@code [n][c][h][w]}
 * @param weightBits stored width of a weight
 * @param scheme regularity of the weight mask
 */
public record LayerWorkload(Layer layer, Mask weights, Mask inputs, int weightBits, Scheme scheme) {

    public LayerWorkload {
        LayerShape shape = layer.shape();
        if (weights.size() != shape.weights()) {
            throw new IllegalArgumentException(
                    "%s needs %d weights, was %d".formatted(layer.name(), shape.weights(), weights.size()));
        }
        if (inputs.size() != shape.inputs()) {
            throw new IllegalArgumentException(
                    "%s needs %d inputs, was %d".formatted(layer.name(), shape.inputs(), inputs.size()));
        }
        if (weightBits < 1 || weightBits > 32) {
            throw new IllegalArgumentException("weightBits must be 1 to 32, was " + weightBits);
        }
    }

    /** Loop bounds of the layer before pruning. */
    public LayerShape shape() {
        return layer.shape();
    }
}

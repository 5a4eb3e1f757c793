package archsim.workloads;

import java.util.Optional;

/** Decides which inputs of a layer are present, for models and tensors alike. */
public interface InputChoice {

    /** Those that were measured; where none were, all of them. */
    InputChoice AS_MEASURED = new InputChoice() {
        @Override
        public boolean needs(Layer layer) {
            return true;
        }

        @Override
        public Inputs inputs(Layer layer, Optional<MeasuredInputs> measured) {
            return measured.map(found -> new Inputs(found.mask(), InputOrigin.MEASURED))
                    .orElseGet(() ->
                            new Inputs(Mask.full(Math.toIntExact(layer.shape().inputs())), InputOrigin.DENSE));
        }

        @Override
        public Mask secondOperand(Layer product) {
            return Mask.full(Math.toIntExact(product.shape().weights()));
        }
    };

    /**
     * The inputs of one layer.
     *
     * @param mask present inputs, {@code [n][c][h][w]}
     */
    record Inputs(Mask mask, InputOrigin origin) {}

    /** Whether measured inputs of {@code layer} matter at all. */
    boolean needs(Layer layer);

    /** Whether a model computes what it did before. */
    default boolean keepsAccuracy() {
        return true;
    }

    /**
     * The inputs of a layer.
     *
     * @param measured inputs of the whole batch, if there are any
     */
    Inputs inputs(Layer layer, Optional<MeasuredInputs> measured);

    /** The activations in the weights' place of a product of activations, {@code [k][c/groups]}. */
    Mask secondOperand(Layer product);
}

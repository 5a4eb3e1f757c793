package archsim.workloads.network;

import archsim.base.json.Range;
import java.util.OptionalLong;

/**
 * Parameters of a model that no layer multiplies activations with.
 *
 * @param biases of convolutions and fully connected layers
 * @param normalisation factors and summands of batch, layer or group normalisation; 0 if absent
 * @param others tokens, positions, scales of channels and the like; 0 if absent
 */
public record OtherParameters(
        @Range(min = 0) long biases,
        @Range(min = 0) OptionalLong normalisation,
        @Range(min = 0) OptionalLong others) {

    /** All of them. */
    public long total() {
        return Math.addExact(biases, Math.addExact(normalisation.orElse(0), others.orElse(0)));
    }
}

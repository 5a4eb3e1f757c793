package archsim.workloads.sparsity;

import archsim.base.RootLocale;

/**
 * Stored widths.
 *
 * @param weights of a weight, 1 to 32
 * @param activations of an activation, 1 to 32
 */
public record OperandBits(int weights, int activations) {

    public OperandBits {
        if (Math.min(weights, activations) < 1 || Math.max(weights, activations) > 32) {
            throw new IllegalArgumentException(
                    RootLocale.format("widths must be 1 to 32, was weights=%d activations=%d", weights, activations));
        }
    }
}

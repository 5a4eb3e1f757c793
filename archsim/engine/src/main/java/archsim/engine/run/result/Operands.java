package archsim.engine.run.result;

import archsim.engine.plan.ZeroInputs;
import archsim.workloads.InputOrigin;

/**
 * What a layer multiplied: how far its result depends on what was measured, stated or assumed.
 *
 * @param batch images that the layer took
 * @param weightBits stored width of a weight
 * @param rounded whether the model has floats, which are taken to be rounded to {@code weightBits}
 * @param inputs where the zeros of the inputs come from
 * @param inputDensity share of the inputs that is not zero, 0 to 1
 * @param zeroInputs what the machine does with the others
 */
public record Operands(
        int batch, int weightBits, boolean rounded, InputOrigin inputs, double inputDensity, ZeroInputs zeroInputs) {

    public Operands {
        if (batch < 1) {
            throw new IllegalArgumentException("batch must be at least 1, was " + batch);
        }
        if (!(inputDensity >= 0 && inputDensity <= 1)) {
            throw new IllegalArgumentException("inputDensity must be 0 to 1, was " + inputDensity);
        }
    }

    /** Whether the machine would gain from zeros of which nothing is known. */
    public boolean missesZeros() {
        return inputs == InputOrigin.DENSE && zeroInputs != ZeroInputs.MULTIPLIED;
    }
}

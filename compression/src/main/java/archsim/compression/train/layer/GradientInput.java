package archsim.compression.train.layer;

import java.util.Arrays;

/**
 * A signal that an operation reads, and how it hands the gradient back.
 *
 * @param signal that is read
 * @param wanted whether anyone needs the gradient by it; no one does of images
 * @param adds whether a later reader has set the gradient already
 */
public record GradientInput(ActivationBuffer signal, boolean wanted, boolean adds) {

    float[] values() {
        return signal.values();
    }

    /** The gradient to add to: zero, or what later readers gave. */
    float[] openGradient() {
        float[] gradient = signal.gradient();
        if (!adds) {
            Arrays.fill(gradient, 0f);
        }
        return gradient;
    }
}

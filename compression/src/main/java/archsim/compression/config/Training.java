package archsim.compression.config;

import archsim.base.json.Range;

/**
 * Epochs of Adam whose learning rate falls along half a cosine.
 *
 * @param epochs passes over the training images
 * @param learningRate at the start
 * @param finalLearningRate at the end
 */
public record Training(
        @Range(min = 0, max = 10_000) int epochs,
        @Range(min = 0, max = 1) double learningRate,
        @Range(min = 0, max = 1) double finalLearningRate) {

    /** Learning rate when the share {@code done}, 0 to 1, of the epochs is over. */
    public double rateAt(double done) {
        return finalLearningRate + (learningRate - finalLearningRate) * (1 + Math.cos(Math.PI * done)) / 2;
    }
}

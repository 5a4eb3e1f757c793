package archsim.compression.train;

import java.util.Optional;

/**
 * What training minimises, beside the pull of a {@link Penalty}.
 *
 * @param labelSmoothing share of the target that the wrong classes divide among themselves, 0 up to but without 1
 * @param weightDecay {@code d} in {@code d/2 ||W||^2} over the weights; biases and normalisation are left alone
 * @param decoupledDecay share of each weight, times the learning rate, that a step takes off beside what the optimiser
 *     does (I. Loshchilov, F. Hutter, "Decoupled Weight Decay Regularization", ICLR 2019)
 * @param teacher to learn from beside the labels
 */
public record Objective(double labelSmoothing, double weightDecay, double decoupledDecay, Optional<Teacher> teacher) {

    /** Cross entropy with the labels, and nothing else. */
    public static final Objective PLAIN = new Objective(0, 0, Optional.empty());

    public Objective {
        if (!(labelSmoothing >= 0 && labelSmoothing < 1)) {
            throw new IllegalArgumentException("labelSmoothing must be 0 up to but without 1, was " + labelSmoothing);
        }
        if (!(weightDecay >= 0 && weightDecay < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("weightDecay must be at least 0, was " + weightDecay);
        }
        if (!(decoupledDecay >= 0 && decoupledDecay <= 1)) {
            throw new IllegalArgumentException("decoupledDecay must be 0 to 1, was " + decoupledDecay);
        }
    }

    /** Without decoupled decay. */
    public Objective(double labelSmoothing, double weightDecay, Optional<Teacher> teacher) {
        this(labelSmoothing, weightDecay, 0, teacher);
    }
}

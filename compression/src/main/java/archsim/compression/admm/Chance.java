package archsim.compression.admm;

import archsim.workloads.dataset.ImageSet;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.math3.stat.inference.AlternativeHypothesis;
import org.apache.commons.math3.stat.inference.BinomialTest;

/** What a network that has learned nothing scores: it answers one class, or any. */
final class Chance {

    /** How likely a guess may be to score as well: three standard deviations of a normal distribution, one-sided. */
    private static final double LIKELY = 0.00135;

    private Chance() {}

    /** What to say of an accuracy on {@code test} that the best guess comes to as well. */
    static Optional<String> warning(ImageSet test, int classes, double accuracy) {
        int[] images = new int[Math.max(classes, test.classes())];
        for (int i = 0; i < test.n(); i++) {
            images[test.label(i)]++;
        }
        double commonest = (double) Arrays.stream(images).max().orElseThrow() / test.n();
        double guess = Math.max(1.0 / classes, commonest);
        int right = (int) Math.round(accuracy * test.n());
        return new BinomialTest().binomialTest(test.n(), right, guess, AlternativeHypothesis.GREATER_THAN) < LIKELY
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "the model has learned nothing: %.2f %% of the test images are right, guessing gives %.2f %%",
                        100 * accuracy,
                        100 * guess));
    }
}

package archsim.compression.config;

import java.util.Locale;

/** Training left the finite numbers: its rates or strengths are too high for the network. */
public final class DivergedException extends RuntimeException {

    /**
     * @param pointer to the part of the configuration that asks for the training
     * @param stage as {@code history.csv} names it
     * @param epoch counted from 1 in its stage
     * @param loss of the epoch, finite or not
     */
    public DivergedException(String pointer, String stage, int epoch, double loss) {
        super(String.format(
                Locale.ROOT,
                "%s diverged: in epoch %d of %s weights or gradients are not finite, the loss is %s; lower its learningRate%s",
                pointer,
                epoch,
                stage,
                loss,
                pointer.endsWith("/admm") ? " or rho" : ""));
    }
}

package archsim.workloads.sparsity;

import org.apache.commons.math3.special.Erf;

/**
 * How activations around zero are distributed.
 *
 * <p>Inputs of attention and of feed-forward layers in language models are near normal, those in the middle of both near
 * Laplace's. Source: J. Liu et al., "Training-Free Activation Sparsity in Large Language Models", ICLR 2025.
 */
public enum ActivationDistribution {
    NORMAL {
        @Override
        double shareAbove(double rms) {
            return Erf.erfc(rms / Math.sqrt(2));
        }
    },
    LAPLACE {
        @Override
        double shareAbove(double rms) {
            return Math.exp(-rms * Math.sqrt(2));
        }
    };

    /** Share of activations whose magnitude is above {@code rms} times their root mean square. */
    abstract double shareAbove(double rms);
}

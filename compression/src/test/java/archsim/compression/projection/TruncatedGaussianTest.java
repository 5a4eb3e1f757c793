package archsim.compression.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.math3.analysis.integration.SimpsonIntegrator;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TruncatedGaussianTest {

    /** {@code E(|w| : |w| > threshold)} by the integral of the density. */
    private static double integrated(double mean, double deviation, double threshold) {
        var density = new NormalDistribution(null, mean, deviation);
        double far = Math.abs(mean) + 12 * deviation;
        var integrator = new SimpsonIntegrator();
        double above = integrator.integrate(1 << 20, x -> x * density.density(x), threshold, far)
                - integrator.integrate(1 << 20, x -> x * density.density(x), -far, -threshold);
        return above / (1 - density.probability(-threshold, threshold));
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 0", "0, 1, 1", "0, 0.02, 0.05", "0.3, 1, 0.4", "-2, 0.7, 1.5"})
    void theScaleIsTheMeanMagnitudeBeyondTheThreshold(double mean, double deviation, double threshold) {
        var gaussian = new TruncatedGaussian(mean, deviation);
        assertThat(gaussian.scale(threshold))
                .isCloseTo(integrated(mean, deviation, threshold), within(1e-5 * deviation));
    }

    /** Of a half Gaussian the mean is sqrt(2 / pi). */
    @Test
    void withoutAThresholdAllMagnitudesCount() {
        assertThat(new TruncatedGaussian(0, 3).scale(0)).isCloseTo(3 * Math.sqrt(2 / Math.PI), within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 0.01", "0, 1, 2.9", "0.3, 1, 0.4", "-0.02, 0.05, 0.03"})
    void theSlopeIsTheDerivative(double mean, double deviation, double threshold) {
        var gaussian = new TruncatedGaussian(mean, deviation);
        double step = 1e-5 * deviation;
        double difference = (gaussian.scale(threshold + step) - gaussian.scale(threshold - step)) / (2 * step);
        assertThat(gaussian.slope(threshold)).isPositive().isCloseTo(difference, within(1e-6));
    }

    /** Mean 2, deviation 2: the zeros are pruned. */
    @Test
    void prunedWeightsDoNotCount() {
        float[] values = {9, 0, 4, 0, 0, 0, 9};
        var gaussian = TruncatedGaussian.fit(values, 1, 6);
        assertThat(gaussian.scale(0)).isCloseTo(4, within(1e-9));
        assertThat(TruncatedGaussian.fit(new float[] {9, 0, 4, 0, 9}, 1, 3).bounded(1))
                .isLessThan(1e-4);
        values[3] = 1;
        assertThat(TruncatedGaussian.fit(values, 1, 6).bounded(100)).isCloseTo(4.5, within(1e-9));
    }

    @Test
    void aLayerWithoutWeightsHasAScaleNearZero() {
        var gaussian = TruncatedGaussian.fit(new float[4], 0, 4);
        assertThat(gaussian.scale(0)).isBetween(0.0, 1e-9);
        assertThat(gaussian.slope(0)).isFinite();
    }
}

package archsim.engine.run.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import archsim.engine.run.RunSetup;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    private static SimulationResult simulate(String accelerator) {
        String text = """
            {"schemaVersion": 1, "accelerator": "%s", "memory": "lpddr4-2400", "workloads": [
              {"network": "lenet5", "sparsity": {"kind": "bernoulli", "weightDensity": 1}, "weightBits": 8},
              {"name": "sparse", "network": "lenet5",
               "sparsity": {"kind": "bernoulli", "weightDensity": 0.1, "activationDensity": 0.5}, "weightBits": 3}]}
            """.formatted(accelerator);
        return RunSetup.read("test.json", text, Path.of(""), Optional.empty()).simulate("0", "unknown");
    }

    /** A tenth of each layer's weights is left: of 500, 25 000, 400 000 and 5 000, exactly 43 050 of 430 500. */
    @Test
    void alphaCountsWhatWasRemoved() {
        Comparison comparison = simulate("cambricon-x").comparisons().get(0);
        assertThat(comparison.alpha().params()).isEqualTo(10);
        assertThat(comparison.alpha().macsWeights()).isEqualTo(10);
        assertThat(comparison.alpha().macsWeightsActivations()).isBetween(19.0, 21.5);
    }

    @Test
    void lossFactorsMultiplyToThePpr() {
        for (String accelerator : new String[] {"sticker", "cambricon-x", "diannao"}) {
            Comparison comparison = simulate(accelerator).comparisons().get(0);
            double product = comparison.lossFactors().values().stream().reduce(1.0, (a, b) -> a * b);
            assertThat(product).isCloseTo(comparison.ppr().macsWeights(), within(1e-9 * product));
        }
    }

    @Test
    void pprIsAlphaOverBeta() {
        SimulationResult result = simulate("sticker");
        Comparison comparison = result.comparisons().get(0);
        double beta = (double) result.runs().get(0).totals().cycles()
                / result.runs().get(1).totals().cycles();
        assertThat(comparison.beta()).isCloseTo(beta, within(1e-12));
        assertThat(comparison.ppr().params()).isCloseTo(10 / beta, within(1e-12));
    }

    /** Four images of the dense network are no slower, and not more work, an image; weights are read once for all four. */
    @Test
    void batchesAreComparedByTheImage() {
        String text = """
            {"schemaVersion": 1, "accelerator": "diannao", "memory": "lpddr4-2400", "workloads": [
              {"network": "lenet5", "weightBits": 8, "images": 1,
               "sparsity": {"kind": "bernoulli", "weightDensity": 1}},
              {"name": "four", "network": "lenet5", "weightBits": 8, "images": 4,
               "sparsity": {"kind": "bernoulli", "weightDensity": 1}}]}
            """;
        SimulationResult result =
                RunSetup.read("test.json", text, Path.of(""), Optional.empty()).simulate("0", "unknown");
        Comparison comparison = result.comparisons().get(0);
        assertThat(comparison.alpha().macsWeights()).isEqualTo(1);
        assertThat(comparison.beta())
                .isEqualTo(4
                        * result.runs().get(0).totals().timeNs()
                        / result.runs().get(1).totals().timeNs())
                .isBetween(1.0, 4.0);
        assertThat(comparison.energyRatio()).isBetween(1.0, 4.0);
        assertThat(comparison.ppr().macsWeights()).isEqualTo(1 / comparison.beta());
    }

    /** A smaller network is not a pruned larger one, however much less it takes. */
    @Test
    void anotherNetworkHasNoPpr() {
        String text = """
            {"schemaVersion": 1, "accelerator": "ideal", "memory": "lpddr4-2400", "workloads": [
              {"network": "resnet20-cifar10", "sparsity": {"kind": "bernoulli", "weightDensity": 1}, "weightBits": 8},
              {"network": "lenet5", "sparsity": {"kind": "bernoulli", "weightDensity": 1}, "weightBits": 8}]}
            """;
        Comparison comparison = RunSetup.read("test.json", text, Path.of(""), Optional.empty())
                .simulate("0", "unknown")
                .comparisons()
                .get(0);
        assertThat(comparison.sameNetwork()).isFalse();
        assertThat(comparison.beta()).isFinite();
        assertThat(comparison.ppr().params()).isNaN();
        assertThat(comparison.ppr().macsWeights()).isNaN();
        assertThat(comparison.lossFactors().values())
                .allSatisfy(factor -> assertThat(factor).isNaN());
    }
}

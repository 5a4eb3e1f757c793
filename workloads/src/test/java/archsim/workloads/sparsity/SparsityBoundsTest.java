package archsim.workloads.sparsity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archsim.base.InvalidInputException;
import archsim.base.Problems;
import archsim.base.json.StrictJson;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;
import archsim.workloads.network.Networks;
import jakarta.json.JsonObject;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The last value that is still allowed, of every range that sparsities check themselves. */
class SparsityBoundsTest {

    private static Sparsity sparsity(String json) {
        var problems = new Problems("run.json");
        var read = Sparsity.read(problems, StrictJson.parseObject("run.json", json), "/sparsity");
        problems.throwIfAny();
        return read.orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1e-6, 1})
    void theLastSharesAreDensities(double share) {
        assertThat(Density.of(share).everywhere()).hasValue(share);
        assertThat(new Density(OptionalDouble.empty(), Map.of("a", share)).byLayer())
                .isEqualTo(Map.of("a", share));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1e-6, 9.9e-7, 1.0001, Double.NaN})
    void sharesBeyondAreNone(double share) {
        assertThatThrownBy(() -> Density.of(share)).hasMessageStartingWith("density must be a number from 0 to 1");
        assertThatThrownBy(() -> new Density(OptionalDouble.empty(), Map.of("a", share)))
                .hasMessageStartingWith("a must be a number from 0 to 1");
    }

    /** One sound layer after one that is not does not make both sound. */
    @Test
    void everyLayersDensityMustBeSound() {
        JsonObject densities = StrictJson.parseObject("run.json", "{\"a\": \"half\", \"b\": 1e-9, \"c\": 0.5}");
        var problems = new Problems("run.json");
        assertThat(Density.isSound(densities, problems, "/d")).isFalse();
        assertThatThrownBy(problems::throwIfAny)
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("/d/a must be a number from 0 to 1, was \"half\"")
                .hasMessageContaining("/d/b must be 0 or at least 0.000001, was 1E-9");
        assertThat(Density.isSound(densities.get("c"), problems, "/d")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"1, 32", "32, 1"})
    void theLastWidthsAreWidths(int weights, int activations) {
        assertThatCode(() -> new OperandBits(weights, activations)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"0, 8", "8, 0", "33, 8", "8, 33"})
    void widthsBeyondAreNone(int weights, int activations) {
        assertThatThrownBy(() -> new OperandBits(weights, activations)).hasMessageContaining("widths must be 1 to 32");
    }

    @Test
    void aLibraryHasOneTo56Patterns() {
        assertThat(KernelPatterns.library(1)).hasSize(1);
        assertThat(KernelPatterns.library(56)).hasSize(56).doesNotHaveDuplicates();
        assertThatThrownBy(() -> KernelPatterns.library(0)).hasMessageContaining("1 to 56 patterns, was 0");
        assertThatThrownBy(() -> KernelPatterns.library(57)).hasMessageContaining("1 to 56 patterns, was 57");
    }

    /** 4 of each 4 is a group that lacks nothing; 5 of 4 is none. */
    @Test
    void aGroupMayKeepAllButNotMore() {
        assertThat(sparsity("{\"kind\": \"nm\", \"n\": 4, \"m\": 4}").weights().everywhere())
                .hasValue(1);
        assertThat(sparsity("{\"kind\": \"nm\", \"n\": 1, \"m\": 4, \"weightDensity\": {\"a\": 0.25, \"b\": 1}}")
                        .weights()
                        .byLayer())
                .isEqualTo(Map.of("a", 0.25, "b", 1.0));
        for (String wrong :
                new String[] {"\"n\": 5, \"m\": 4", "\"n\": 2", "\"m\": 2", "\"n\": 2, \"m\": 4, \"weightDensity\": 0.3"
                }) {
            assertThatThrownBy(() -> sparsity("{\"kind\": \"nm\", " + wrong + "}"))
                    .isInstanceOf(InvalidInputException.class);
        }
    }

    /** Every kind draws masks of its own regularity; of 1 of 4 weights a quarter are present. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "bernoulli; NON_STRUCTURED; ",
                "clustered; NON_STRUCTURED; , \"densityVariation\": 0.5",
                "filter; FILTER; ",
                "channel; CHANNEL; ",
                "column; COLUMN; ",
                "column-filter; COLUMN_FILTER; ",
                "pattern; PATTERN; ",
                "nm; NM; , \"n\": 1, \"m\": 4"
            })
    void aKindDrawsMasksOfItsRegularity(String kind, Scheme scheme, String more) {
        var asked = sparsity("{\"kind\": \"" + kind + "\", \"weightDensity\": 0.25" + (more == null ? "" : more) + "}");
        assertThat(asked.regularity().scheme(Mask.of(4, weight -> weight == 0))).isEqualTo(scheme);
        assertThat(asked.weights().everywhere()).hasValue(0.25);
    }

    @Test
    void inputsOfALayerThatIsNotThereAreAFault() {
        var problems = new Problems("run.json");
        sparsity("{\"kind\": \"bernoulli\", \"weightDensity\": 0.5, \"activationDensity\": {\"conv9\": 0.5}}")
                .check(Networks.shipped("lenet5"), problems, "/sparsity");
        assertThatThrownBy(problems::throwIfAny).hasMessageContaining("/sparsity/activationDensity/conv9");
    }

    /** All of 3 numbers, and none besides. */
    @Test
    void wholeNumbersAreDrawnBelowTheirBound() {
        Selection selection = Selection.of(1, "a", "b");
        int[] drawn = new int[3];
        for (int round = 0; round < 300; round++) {
            drawn[selection.below(3)]++;
        }
        assertThat(drawn).doesNotContain(0);
    }
}

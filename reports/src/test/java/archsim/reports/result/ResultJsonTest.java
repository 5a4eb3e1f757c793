package archsim.reports.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archsim.base.json.StrictJson;
import archsim.engine.pe.Cause;
import archsim.engine.pe.SlotStack;
import archsim.reports.SampleResults;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import org.junit.jupiter.api.Test;

class ResultJsonTest {

    private static JsonObject parsed() {
        return StrictJson.parseObject("result.json", ResultJson.of(SampleResults.three()));
    }

    private static JsonObject firstTotals() {
        return parsed().getJsonArray("runs").getJsonObject(0).getJsonObject("totals");
    }

    @Test
    void theDocumentHasItsKeysInTheOrderOfTheContract() {
        assertThat(parsed().keySet())
                .containsExactly("schemaVersion", "provenance", "config", "areaMm2", "runs", "comparisons");
        assertThat(parsed().getJsonObject("provenance").keySet())
                .containsExactly("archsimVersion", "gitCommit", "configSha256", "modelSha256", "seed", "tableSources");
    }

    @Test
    void totalsAndLayersCarryTheSameFigures() {
        JsonObject run = parsed().getJsonArray("runs").getJsonObject(0);
        assertThat(run.keySet()).containsExactly("workload", "accelerator", "accuracy", "totals", "layers");
        String[] metrics = {
            "cycles",
            "computeCycles",
            "analyticalCycles",
            "timeNs",
            "macs",
            "macsWeights",
            "effectualMacs",
            "weights",
            "keptWeights",
            "multipliers",
            "utilisation",
            "slotStack",
            "energyPj",
            "energyTotalPj",
            "dramBytes",
            "sramAccesses",
            "storageBits"
        };
        assertThat(run.getJsonObject("totals").keySet())
                .startsWith(metrics)
                .hasSize(metrics.length + 10)
                .endsWith(
                        "images",
                        "throughputPerSecond",
                        "gops",
                        "arithmeticIntensity",
                        "averagePowerMw",
                        "topsPerWatt",
                        "edpPjNs",
                        "energyPerImagePj",
                        "areaMm2",
                        "inputs");
        assertThat(run.getJsonObject("totals").getString("inputs")).isEqualTo("measured");
        JsonObject layer = run.getJsonArray("layers").getJsonObject(0);
        assertThat(layer.keySet())
                .startsWith(
                        "name",
                        "mode",
                        "convolution",
                        "batch",
                        "weightBits",
                        "rounded",
                        "inputs",
                        "inputDensity",
                        "zeroInputs")
                .containsSubsequence(metrics)
                .endsWith("storageFormat", "actions");
        assertThat(layer.getString("mode")).isEqualTo("dense x dense");
    }

    /** By hand: 100 + 900 cycles at 5 ns; 400/4 + 1200/4 useful slots of 4000; 16.5 units of 800 pJ a layer. */
    @Test
    void theTotalsAreTheSumsOfTheLayers() {
        JsonObject totals = firstTotals();
        assertThat(totals.getInt("cycles")).isEqualTo(1000);
        assertThat(totals.getJsonNumber("timeNs").doubleValue()).isEqualTo(5000.0);
        assertThat(totals.getJsonNumber("utilisation").doubleValue()).isEqualTo(0.1);
        assertThat(totals.getJsonNumber("energyTotalPj").doubleValue()).isEqualTo(2 * 16.5 * 800);
        assertThat(totals.getJsonObject("energyPj")
                        .getJsonObject("weightBuffer")
                        .keySet())
                .containsExactly("weights", "indices");
    }

    @Test
    void everyDataTypeAndCauseIsThereEvenWhenItIsZero() {
        assertThat(firstTotals().getJsonObject("slotStack").keySet())
                .containsExactly(
                        "useful", "fragmentation", "imbalance", "conflict", "index", "halo", "fill", "dramStall");
        assertThat(firstTotals().getJsonObject("dramBytes").keySet())
                .containsExactly("weights", "indices", "inputs", "outputs", "psums", "keysValues", "scales");
        assertThat(firstTotals().getJsonObject("storageBits").keySet())
                .containsExactly("weights", "indices", "fillers", "pointers");
    }

    /** By hand: weights 100 + 450 of which 110 are kept: alpha 5; cycles 1000 over 12 + 50. */
    @Test
    void aComparisonHasThreeAlphasAndAsManyRatios() {
        JsonObject comparison = parsed().getJsonArray("comparisons").getJsonObject(0);
        assertThat(comparison.keySet())
                .containsExactly(
                        "baseline", "workload", "alpha", "beta", "ppr", "energyRatio", "storageRatio", "lossFactors");
        for (String name : new String[] {"alpha", "ppr"}) {
            assertThat(comparison.getJsonObject(name).keySet())
                    .containsExactly("params", "macsWeights", "macsWeightsActivations");
        }
        assertThat(comparison.getJsonObject("alpha").getJsonNumber("params").doubleValue())
                .isEqualTo(5.0);
        assertThat(comparison.getJsonNumber("beta").doubleValue()).isEqualTo(1000.0 / 62);
    }

    @Test
    void wholeNumbersBeyondAnIntKeepEveryDigit() {
        var stack = SlotStack.useful(4_000_000_000_000_004L);
        var result = SampleResults.of(SampleResults.run(
                "large", SampleResults.layer("conv1", "", SampleResults.metrics(stack, 1, 1, 1, 1, 1, 1))));
        assertThat(ResultJson.of(result)).contains("\"useful\": 4000000000000004,");
    }

    @Test
    void aRatioOverNothingIsNullAndNamed() {
        var idle = SampleResults.metrics(SlotStack.NONE.lost(Cause.DRAM_STALL, 4), 800, 2, 0, 400, 1, 1);
        var result = SampleResults.of(
                SampleResults.run("dense", SampleResults.layer("conv1", "", SampleResults.dense(100, 800, 400))),
                SampleResults.run("blank", SampleResults.layer("conv1", "", idle)));
        JsonObject comparison = StrictJson.parseObject("result.json", ResultJson.of(result))
                .getJsonArray("comparisons")
                .getJsonObject(0);
        assertThat(comparison.getJsonObject("alpha").get("macsWeightsActivations"))
                .isEqualTo(JsonValue.NULL);
        assertThat(comparison.getJsonObject("undefined").getString("alpha.macsWeightsActivations"))
                .isEqualTo("something over nothing");
    }

    @Test
    void anEnergyThatIsNotANumberIsRefused() {
        var metrics = SampleResults.metrics(SlotStack.useful(4), 1, 1, 1, 1, 1, Double.NaN);
        var result = SampleResults.of(SampleResults.run("w", SampleResults.layer("conv1", "", metrics)));
        assertThatThrownBy(() -> ResultJson.of(result))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("multiplier must be finite, was NaN");
    }

    @Test
    void theSameResultGivesTheSameBytes() {
        assertThat(ResultJson.of(SampleResults.three())).isEqualTo(ResultJson.of(SampleResults.three()));
    }
}

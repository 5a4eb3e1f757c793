package archsim.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import archsim.base.json.StrictJson;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code archsim --config sticker.json}: what a newcomer runs first. */
class MainJobTest {

    private static JsonObject result;

    @BeforeAll
    static void simulate() {
        Outcome outcome = Outcome.of("--config", "sticker.json", "--format", "json");
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        result = StrictJson.parseObject("result", outcome.out());
    }

    private static List<JsonObject> runs() {
        return result.getJsonArray("runs").getValuesAs(JsonObject.class);
    }

    @Test
    void itComparesThreeModels() {
        assertThat(runs())
                .extracting(run -> run.getString("workload"))
                .containsExactly("lenet5-mnist-dense", "lenet5-mnist-nonstructured", "lenet5-mnist-structured");
    }

    @Test
    void theirAccuraciesAgreeWithinAFifthOfAPoint() {
        List<Double> accuracies = runs().stream()
                .map(run -> run.getJsonNumber("accuracy").doubleValue())
                .toList();
        assertThat(accuracies).allMatch(accuracy -> accuracy >= 0.99);
        assertThat(accuracies).allSatisfy(accuracy -> assertThat(accuracy).isCloseTo(accuracies.get(0), within(0.002)));
    }

    /** Dense at 8 bits is 430 500 bytes; the others have 3 bits a kept weight, and only one needs indices. */
    @Test
    void storageIsSplitByPurpose() {
        List<JsonObject> storage = runs().stream()
                .map(run -> run.getJsonObject("totals").getJsonObject("storageBits"))
                .toList();
        assertThat(storage.get(0).getInt("weights")).isEqualTo(430_500 * 8);
        assertThat(storage.get(1).getInt("weights"))
                .isEqualTo(3 * runs().get(1).getJsonObject("totals").getInt("keptWeights"));
        assertThat(storage.get(1).getInt("indices")).isPositive();
        assertThat(storage.get(2).getInt("indices")).isZero();
    }

    @Test
    void everyLayersSlotsSumToItsCycles() {
        for (JsonObject run : runs()) {
            for (JsonObject layer : run.getJsonArray("layers").getValuesAs(JsonObject.class)) {
                long slots = layer.getJsonObject("slotStack").values().stream()
                        .mapToLong(slot -> Long.parseLong(slot.toString()))
                        .sum();
                assertThat(slots)
                        .as(run.getString("workload") + " " + layer.getString("name"))
                        .isEqualTo(layer.getJsonNumber("cycles").longValue() * layer.getInt("multipliers"));
            }
        }
    }

    @Test
    void pprIsTheProductOfItsLossFactors() {
        for (JsonValue value : result.getJsonArray("comparisons")) {
            JsonObject comparison = value.asJsonObject();
            double product = comparison.getJsonObject("lossFactors").values().stream()
                    .mapToDouble(factor -> Double.parseDouble(factor.toString()))
                    .reduce(1, (a, b) -> a * b);
            assertThat(product)
                    .isCloseTo(
                            comparison
                                    .getJsonObject("ppr")
                                    .getJsonNumber("macsWeights")
                                    .doubleValue(),
                            within(1e-9 * product));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"diannao", "cambricon-x"})
    void theOtherMachinesRunTheSameModels(String config) {
        Outcome outcome = Outcome.of("--config", config);
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(outcome.out().lines()).allMatch(line -> line.length() <= 120);
    }
}

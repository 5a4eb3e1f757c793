package archsim.reports.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archsim.base.Confidence;
import archsim.base.InvalidInputException;
import archsim.base.Source;
import archsim.energy.EnergyModel.Price;
import archsim.engine.run.RunSetup;
import archsim.engine.run.SimulationResult;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ResultReaderTest {

    private static final SimulationResult RESULT = run();

    private static SimulationResult run() {
        String text = """
                {"schemaVersion": 1, "accelerator": "cambricon-x", "memory": "lpddr4-2400", "workloads": [
                  {"name": "dense", "network": "lenet5", "sparsity": {"kind": "bernoulli", "weightDensity": 1}},
                  {"name": "sparse", "network": "lenet5", "sparsity": {"kind": "bernoulli", "weightDensity": 0.2}}]}
                """;
        return RunSetup.read("test.json", text, Path.of(""), Optional.empty()).simulate("0", "unknown");
    }

    @Test
    void whatWasWrittenIsReadBackToTheLastDigit() {
        assertThat(ResultReader.read("result.json", ResultJson.of(RESULT))).isEqualTo(RESULT);
    }

    @Test
    void aResultWithDrawnPricesIsReadWithoutThem() {
        var price = new Price(1, 2, 3, new Source("hand", Confidence.A));
        String text = ResultJson.of(RESULT.drawn(action -> price, 10));
        assertThat(text).contains("\"monteCarlo\"");
        assertThat(ResultReader.read("result.json", text)).isEqualTo(RESULT);
    }

    @Test
    void allFaultsOfAResultAreToldAtOnceWithPointers() {
        String text = ResultJson.of(RESULT)
                .replaceFirst("\"useful\": \\d+", "\"useful\": -1")
                .replace("\"schemaVersion\": 1,\n  \"provenance\"", "\"schemaVersion\": 2,\n  \"provenance\"")
                .replace("\"kind\": \"multiply\"", "\"kind\": \"multply\"");
        assertThatThrownBy(() -> ResultReader.read("result.json", text))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("/schemaVersion must be")
                .hasMessageContaining("/runs/0/layers/0/actions/")
                .hasMessageContaining("did you mean \"multiply\"?");
    }

    @Test
    void figuresThatNoMachineReachesAreFaults() {
        String text = ResultJson.of(RESULT)
                .replaceAll("\"macs\": \\d+", "\"macs\": 1000000000000000000")
                .replaceFirst("\"count\": \\d+", "\"count\": 9223372036854775807");
        assertThatThrownBy(() -> ResultReader.read("result.json", text))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("/runs/0/layers/0/actions/0/count must be");
        String many = ResultJson.of(RESULT).replaceAll("(\"(macs|weights)\"): \\d+", "$1: 1000000000000000000");
        String layer = many.substring(
                many.indexOf("{\n          \"name\": \"conv1\""), many.indexOf("{\n          \"name\": \"conv2\""));
        String overflowing = many.replaceFirst(
                "\"layers\": \\[\\s*", "\"layers\": [" + layer.repeat(10).replace("$", "\\$"));
        assertThatThrownBy(() -> ResultReader.read("result.json", overflowing))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("/runs/0/layers cannot be summed");
    }

    @Test
    void slotsThatDoNotSumToTheCyclesAreAFault() {
        String text = ResultJson.of(RESULT).replaceAll("\"multipliers\": 256", "\"multipliers\": 255");
        assertThatThrownBy(() -> ResultReader.read("result.json", text))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("/runs/0/layers/0 slotStack must sum to");
    }
}

package archsim.reports.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archsim.base.Confidence;
import archsim.base.InvalidInputException;
import archsim.base.Source;
import archsim.energy.Action;
import archsim.energy.EnergyBreakdown;
import archsim.energy.EnergyModel;
import archsim.energy.EnergyModel.Price;
import archsim.energy.UnpricedActionException;
import archsim.engine.run.RunSetup;
import archsim.engine.run.result.RunResult;
import archsim.engine.run.result.SimulationResult;
import archsim.engine.run.result.UnpricedParts;
import archsim.reports.text.EnergyExplanation;
import archsim.reports.text.TextReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultReaderTest {

    private static final SimulationResult RESULT = run();

    @TempDir
    private Path folder;

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
    void figuresThatContradictEachOtherAreFaultsAtTheirPointers() {
        String text = ResultJson.of(RESULT)
                .replaceFirst("(\"name\": \"conv1\"[\\s\\S]*?\"keptWeights\": )\\d+", "$1501")
                .replaceFirst("(\"name\": \"fc1\"[\\s\\S]*?\"effectualMacs\": )\\d+", "$1900000");
        assertThatThrownBy(() -> ResultReader.read("result.json", text))
                .hasMessageContaining("/runs/0/layers/0/keptWeights must not exceed weights, 500, was 501")
                .hasMessageContaining("/runs/0/layers/2/effectualMacs must not exceed macsWeights, 400000, was 900000");
    }

    /** A run may write more than the 16 MiB that a configuration may have. */
    @Test
    void aResultOfAnySizeThatARunWritesIsRead() throws IOException {
        Path file = Files.writeString(folder.resolve("result.json"), " ".repeat(17 << 20) + ResultJson.of(RESULT));
        assertThat(ResultReader.read(file)).isEqualTo(RESULT);
    }

    /** No depth of a queue forbids a run: what no flip-flops are priced for is priced as an SRAM. */
    @Test
    void aDeepQueueIsPricedAndForbidsNothing() {
        String text = """
                {"schemaVersion": 1, "accelerator": {"base": "eie", "dataflow": {"queueDepth": 13107}},
                 "memory": "lpddr4-2400", "workloads": [{"name": "fc", "tensors": "%s",
                   "layers": [{"name": "fc", "type": "fc"}]}]}
                """.formatted(tensors());
        RunSetup setup = RunSetup.read("test.json", text, Path.of(""), Optional.empty());
        SimulationResult result = setup.simulate("0", "unknown");
        EnergyBreakdown energy = result.runs().get(0).totals().energy();
        assertThat(result.runs().get(0).totals().cycles()).isPositive();
        assertThat(energy.isPartial()).isFalse();
        assertThat(energy.energyPj()).containsKeys("queues", "multipliers");
        String json = ResultJson.of(result);
        assertThat(ResultJson.of(ResultReader.read("result.json", json))).isEqualTo(json);
    }

    /** Tables that lack queues: the run's cycles stay, its energies are marked partial and the pointer names the queue. */
    @Test
    void anActionWithoutAPriceMakesEnergiesPartialAndForbidsNothing() {
        String text = """
                {"schemaVersion": 1, "accelerator": {"base": "eie", "dataflow": {"queueDepth": 13107}},
                 "memory": "lpddr4-2400", "workloads": [{"name": "fc", "tensors": "%s",
                   "layers": [{"name": "fc", "type": "fc"}]}]}
                """.formatted(tensors());
        SimulationResult full =
                RunSetup.read("test.json", text, Path.of(""), Optional.empty()).simulate("0", "unknown");
        EnergyModel queueless = action -> {
            if (action instanceof Action.FifoAccess) {
                throw new UnpricedActionException(action, "no queue is in the tables");
            }
            return new Price(1, 2, 3, new Source("hand", Confidence.A));
        };
        RunResult run = full.runs().get(0);
        RunResult repriced = RunResult.of(
                run.workload(),
                run.accelerator(),
                run.accuracy(),
                run.layers().stream().map(layer -> layer.priced(queueless)).toList(),
                run.language());
        SimulationResult partial =
                SimulationResult.of(full.provenance(), full.config(), full.areaMm2(), List.of(repriced));

        EnergyBreakdown energy = partial.runs().get(0).totals().energy();
        assertThat(partial.runs().get(0).totals().cycles())
                .isEqualTo(run.totals().cycles());
        assertThat(energy.isPartial()).isTrue();
        assertThat(energy.unpriced()).containsOnlyKeys("queues");
        assertThat(energy.energyPj()).doesNotContainKey("queues").containsKey("multipliers");
        assertThat(new UnpricedParts(full.config(), queueless).of(partial))
                .singleElement()
                .asString()
                .startsWith("/accelerator/dataflow/queueDepth leaves queues without a price");
        String json = ResultJson.of(partial);
        assertThat(json).contains("\"energyPartial\": true", "\"unpriced\": {");
        SimulationResult read = ResultReader.read("result.json", json);
        assertThat(ResultJson.of(read)).isEqualTo(json);
        assertThat(new EnergyExplanation("result.json", read, queueless).text())
                .contains("unpriced")
                .contains("partial");
        assertThat(TextReport.of(read)).contains("Energy of fc is partial, without that of queues");
        assertThat(LayersCsv.of(read)).contains("energyPartial");
    }

    private String tensors() {
        String header = "{\"fc.weight\":{\"dtype\":\"I8\",\"shape\":[8,16],\"data_offsets\":[0,128]},"
                + "\"fc.input\":{\"dtype\":\"I8\",\"shape\":[1,16,1,1],\"data_offsets\":[128,144]}}";
        byte[] data = new byte[144];
        Arrays.fill(data, (byte) 1);
        ByteBuffer file = ByteBuffer.allocate(8 + header.length() + data.length).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(header.length())
                .put(header.getBytes(StandardCharsets.US_ASCII))
                .put(data);
        try {
            return Files.write(folder.resolve("fc.safetensors"), file.array()).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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

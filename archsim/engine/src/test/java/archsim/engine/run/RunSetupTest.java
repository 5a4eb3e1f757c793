package archsim.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archsim.base.InvalidInputException;
import archsim.engine.UniformLayer;
import archsim.engine.machines.sticker.Sticker;
import archsim.engine.run.config.Fidelity;
import archsim.workloads.Layer;
import archsim.workloads.Scheme;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunSetupTest {

    private static final String WORKLOADS =
            "[{\"network\": \"lenet5\", \"sparsity\": {\"kind\": \"bernoulli\", \"weightDensity\": 0.5}}]";

    private static RunSetup read(String accelerator, String memory, String workloads) {
        String text = "{\"schemaVersion\": 1, \"accelerator\": %s, \"memory\": %s, \"workloads\": %s}"
                .formatted(accelerator, memory, workloads);
        return RunSetup.read("run.json", text, Path.of(""), Optional.empty());
    }

    @Test
    void namesStandForWhatTheyName() {
        RunSetup setup = read("\"sticker\"", "\"lpddr4-2400\"", WORKLOADS);
        assertThat(setup.accelerator().name()).isEqualTo("sticker");
        assertThat(setup.memory().name()).isEqualTo("lpddr4-2400");
        assertThat(setup.fidelity()).isEqualTo(Fidelity.EVENT);
        assertThat(setup.seed()).isEqualTo(1);
        assertThat(setup.json().getJsonObject("accelerator").getInt("clockMhz")).isEqualTo(200);
    }

    @Test
    void anObjectOverridesPartsOfItsBase() {
        RunSetup setup = read(
                "{\"base\": \"sticker\", \"clockMhz\": 100, \"dataflow\": {\"accumulatorEntries\": 64}}",
                "\"lpddr4-2400\"",
                WORKLOADS);
        assertThat(setup.accelerator().clockMhz()).isEqualTo(100);
        assertThat(setup.accelerator().dataflow()).isEqualTo(new Sticker(0.7, 0.2, 64, 2, 3));
        assertThat(setup.accelerator().technologyNm()).isEqualTo(65);
    }

    @Test
    void aMemoryGetsMoreChannels() {
        RunSetup setup = read("\"sticker\"", "{\"base\": \"hbm2\", \"channels\": 8}", WORKLOADS);
        assertThat(setup.memory().channels()).isEqualTo(8);
        assertThat(setup.memory().peakGbPerSecond()).isEqualTo(256);
        assertThat(setup.json().getJsonObject("memory").getInt("channels")).isEqualTo(8);
    }

    @Test
    void anotherKindOfDataflowReplacesTheBases() {
        RunSetup setup =
                read("{\"base\": \"sticker\", \"dataflow\": {\"kind\": \"diannao\"}}", "\"ddr3-1600\"", WORKLOADS);
        assertThat(setup.accelerator().dataflow().getClass().getSimpleName()).isEqualTo("DianNao");
    }

    @Test
    void allFaultsAreToldAtOnce() {
        assertThatThrownBy(() -> read(
                        "{\"base\": \"stiker\"}",
                        "\"lpddr4-2401\"",
                        "[{\"model\": \"nosuch\"}, {\"network\": \"lenet5\", \"sparsity\": {\"kind\": \"bernoulli\","
                                + " \"weightDensity\": {\"conv9\": 0.5}}}]"))
                .isInstanceOfSatisfying(InvalidInputException.class, fault -> assertThat(fault.lines())
                        .anyMatch(text -> text.startsWith("/accelerator/base must be one of archsim list accelerators")
                                && text.contains("did you mean \"sticker\"?"))
                        .anyMatch(text -> text.startsWith("/memory must be one of archsim list memories"))
                        .anyMatch(text -> text.startsWith("/workloads/0/model names nosuch"))
                        .anyMatch(text -> text.startsWith("/workloads/1/sparsity/weightDensity")));
    }

    @Test
    void aNetworkOfWhichNoSparsityIsSaidIsDense() {
        RunSetup setup = read("\"sticker\"", "\"lpddr4-2400\"", "[{\"network\": \"lenet5\"}]");

        assertThat(setup.workloads().get(0).make().layers())
                .allMatch(layer -> layer.scheme() == Scheme.DENSE
                        && layer.weights().count() == layer.weights().size());
    }

    @Test
    void anUnknownNetworkIsToldBesideOtherFaults() {
        assertThatThrownBy(() -> read(
                        "\"sticker\"",
                        "\"lpddr4-2400\"",
                        "[{\"network\": \"lenet6\", \"sparsity\": {\"kind\": \"bernoulli\", \"weightDensity\": 2}},"
                                + " {\"network\": \"zzz\"}]"))
                .isInstanceOfSatisfying(InvalidInputException.class, fault -> assertThat(fault.lines())
                        .hasSize(3)
                        .anyMatch(text -> text.startsWith("/workloads/0/network names lenet6")
                                && text.endsWith("did you mean \"lenet5\"?"))
                        .anyMatch(text -> text.startsWith("/workloads/0/sparsity/weightDensity"))
                        .anyMatch(text -> text.startsWith("/workloads/1/network names zzz")
                                && text.endsWith("see archsim list networks")));
    }

    @Test
    void aWorkloadIsOneThing() {
        assertThatThrownBy(() -> read("\"sticker\"", "\"lpddr4-2400\"", "[{\"model\": \"a\", \"network\": \"b\"}, {}]"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("/workloads/0 needs exactly one of model, network and tensors")
                .hasMessageContaining("/workloads/1 needs exactly one of model, network and tensors");
    }

    @Test
    void aNodeWithoutTablesIsRefused() {
        assertThatThrownBy(() -> read("{\"base\": \"sticker\", \"technologyNm\": 3}", "\"lpddr4-2400\"", WORKLOADS))
                .hasMessageContaining("/accelerator/technologyNm must be 7 to 180, was 3");
    }

    /** At 45 nm a sum of 8 bits takes 0.27 ns; the threshold of 0.18 V needs 0.2 V of overdrive, memories are tabulated to 380 K. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        "clockMhz": 5000                  | /accelerator/clockMhz must be at most 3704 at 45 nm, was 5000.0: a sum of 8 bits
        "clockMhz": 3400, "supplyV": 0.8  | /accelerator/clockMhz must be at most 3219 at 45 nm and 0.8 V, was 3400.0
        "supplyV": 0.3                    | /accelerator/supplyV must be 0.380 to 1.100 at 45 nm, was 0.3
        "supplyV": 0.7, "technologyNm": 16| /accelerator/supplyV cannot be priced at 16 nm: technology node in nm of a thres
        "temperatureK": 400               | /accelerator/temperatureK must be 300 to 380, was 400
        """)
    void anImpossibleOperatingPointIsNamed(String keys, String message) {
        assertThatThrownBy(() -> read("{\"base\": \"systolic\", " + keys + "}", "\"lpddr4-2400\"", WORKLOADS))
                .hasMessageContaining(message);
    }

    /** The machine is at 45 nm, which allows its clock; the buffer at 130 nm does not, and the fault names the buffer's node. */
    @Test
    void aNodeOfALevelBoundsTheMachineToo() {
        String machine = """
                {"schemaVersion": 1, "name": "two", "title": "Two nodes", "clockMhz": 2000, "technologyNm": 45,
                 "precision": {"weightBits": 8, "activationBits": 8, "accumulatorBits": 24},
                 "dataflow": {"kind": "loop-nest", "levels": [{"type": "dram", "name": "dram"},
                  {"type": "memory", "name": "buffer", "made": "sram", "words": 8192, "wordBits": 64,
                   "holds": ["weights", "inputs"], "technologyNm": 130},
                  {"type": "memory", "name": "sums", "made": "registers", "words": 64, "wordBits": 24,
                   "holds": ["outputs"], "technologyNm": 240}]},
                 "source": {"citation": "ours", "confidence": "c"}, "assumptions": []}""";
        assertThatThrownBy(() -> read(machine, "\"lpddr4-2400\"", WORKLOADS))
                .hasMessageContainingAll(
                        "/accelerator/clockMhz must be at most 1381 at 130 nm of /dataflow/levels/1/technologyNm, was 2000.0",
                        "/accelerator/dataflow/levels/2/technologyNm must be 7 to 180, was 240");
    }

    @Test
    void aBufferOutsideTheTablesIsRefusedWithItsRange() {
        assertThatThrownBy(() -> read(
                        "{\"base\": \"sticker\", \"buffers\": {\"inputs\": {\"wordBits\": 1024},"
                                + " \"weights\": {\"banks\": 1024}}}",
                        "\"lpddr4-2400\"",
                        WORKLOADS))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("/accelerator/buffers/inputs")
                .hasMessageContaining("was 1024")
                // 65536 bytes in 1024 banks
                .hasMessageContaining("/accelerator/buffers/weights has 1024 banks of 64 bytes");
    }

    /** Masks of this layer would take 25 s to draw; one that asks for them fails. */
    @Test
    void shapesThatCannotRunAreRefusedBeforeMasksAreDrawn() {
        RunSetup setup = read("\"scnn\"", "\"lpddr4-2400\"", WORKLOADS);
        var layer = new Layer("big", UniformLayer.shape(1, 512, 512, 1400, 1400, 33, 33, 1, 16, 1));
        var content = setup.workloads().get(0).content();
        var planned = List.of(new PlannedWorkload("w", content, "", List.of(layer), () -> {
            throw new AssertionError("masks were drawn");
        }));
        // Even a tile of one position has 33 x 33 = 1,089 sums with its rim.
        assertThatThrownBy(() -> setup.withWorkloads(planned).run(0))
                .isInstanceOf(RefusedLayersException.class)
                .hasMessageContaining("sums of one filter, its accumulators hold 1024");
        RunSetup eie = read("\"eie\"", "\"lpddr4-2400\"", WORKLOADS);
        assertThatThrownBy(() -> eie.withWorkloads(planned).run(0)).hasMessageContaining("a convolution does not");
    }

    @Test
    void valuesThatMakeNoSenseAreRefusedAtTheirPointers() {
        String accelerator = "{\"base\": \"scnn\", \"clockMhz\": 9000, \"precision\": {\"accumulatorBits\": 2}}";
        String workloads = "[{\"network\": \"lenet5\", \"name\": \"%s\"},".formatted("a".repeat(4097))
                + "{\"network\": \"lenet5\", \"sparsity\": {\"kind\": \"bernoulli\", \"weightDensity\": 1e-12}}]";
        assertThatThrownBy(() -> read(accelerator, "\"lpddr4-2400\"", workloads))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("/accelerator/clockMhz must be a number from 1 to 5000, was 9000")
                .hasMessageContaining("/accelerator/precision/accumulatorBits must not be below weightBits and")
                .hasMessageContaining("/workloads/0/name must have at most 4096 characters, was 4097 characters")
                .hasMessageContaining("/workloads/1/sparsity/weightDensity must be 0 or at least 0.000001, was 1E-12");
    }

    @Test
    void aNetworkWithoutWeightsIsNoWorkload() {
        String workloads = "[{\"network\": \"lenet5\", \"sparsity\": {\"kind\": \"bernoulli\", \"weightDensity\": 0}}]";
        RunSetup setup = read("\"scnn\"", "\"lpddr4-2400\"", workloads);
        assertThatThrownBy(() -> setup.simulate("0", "unknown"))
                .hasMessageContaining("/workloads/0 must keep at least one weight, was none of 430500");
    }
}

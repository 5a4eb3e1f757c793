package archsim.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import archsim.base.InvalidInputException;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.run.result.MachineTerms;
import archsim.tables.DramStandards;
import archsim.tables.TableSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Machines on common terms. SCNN: 8 x 8 PEs of 16 multipliers, a bank of each buffer a PE; 16 nm, 1 GHz, 16 bits. */
class CommonTermsTest {

    @TempDir
    private Path folder;

    private RunSetup read(String accelerator, String memory, String compare) {
        String text = """
            {"schemaVersion": 1, "accelerator": %s, "memory": %s, "workloads": [{"network": "lenet5"}],
             "compare": %s}\
            """.formatted(accelerator, memory, compare);
        return RunSetup.read("run.json", text, folder, Optional.empty());
    }

    private Accelerator scaled(String name, String compare) {
        return read("\"" + name + "\"", "\"lpddr4-2400\"", compare).accelerator();
    }

    /** By hand: 256 of 16 a PE are 16 PEs, 4 x 4; a buffer of 64 banks keeps 16 of them, 32768 / 4 = 8192 bytes. */
    @Test
    void pesAndTheirBuffersShrinkTogether() {
        RunSetup setup = read(
                "\"scnn\"",
                "\"lpddr4-2400\"",
                "{\"iso\": \"multipliers\", \"multipliers\": 256, \"technologyNm\": 28, \"clockMhz\": 500, \"bits\":"
                        + " 8}");
        Accelerator scnn = setup.accelerator();
        assertThat(List.of(
                        scnn.machine().peArray().rows(),
                        scnn.machine().peArray().columns()))
                .containsExactly(4, 4);
        assertThat(scnn.machine().buffers().weights().banks()).isEqualTo(16);
        assertThat(scnn.machine().buffers().weights().capacityBytes()).isEqualTo(8192);
        assertThat(List.of(scnn.technologyNm(), scnn.precision().weightBits())).containsExactly(28, 8);
        assertThat(scnn.clockMhz()).isEqualTo(500);
        assertThat(MachineTerms.scaled(setup.json()))
                .contains("node 16 nm -> 28 nm", "PEs 8 x 8 -> 4 x 4, multipliers 1024 -> 256");
    }

    @Test
    void theReferenceGivesTheSize() {
        assertThat(scaled("scnn", "{\"iso\": \"multipliers\", \"reference\": \"sticker\"}")
                        .machine()
                        .multipliers())
                .isEqualTo(256);
    }

    @Test
    void aRunByItselfKeepsItsSize() {
        assertThat(scaled("scnn", "{\"iso\": \"multipliers\"}").machine().multipliers())
                .isEqualTo(1024);
    }

    /** What was scaled is not scaled again: 255 of 256 would become 256. */
    @Test
    void aResolvedConfigurationGivesTheSameMachine() {
        RunSetup first =
                read("\"eyeriss\"", "\"lpddr4-2400\"", "{\"iso\": \"area\", \"reference\": \"sticker\", \"bits\": 8}");
        RunSetup again = RunSetup.read("again.json", first.json().toString(), folder, Optional.empty());
        assertThat(again.accelerator()).isEqualTo(first.accelerator());
        assertThat(again.json()).isEqualTo(first.json());
    }

    private static double areaMm2(Accelerator machine) {
        return new PricedMachine(machine, TableSet.shipped())
                .areaMm2().values().stream().mapToDouble(Double::doubleValue).sum();
    }

    @Test
    void equalAreaIsWithinATenth() {
        Accelerator sticker =
                read("\"sticker\"", "\"lpddr4-2400\"", "{\"technologyNm\": 45}").accelerator();
        Accelerator eyeriss =
                scaled("eyeriss", "{\"iso\": \"area\", \"technologyNm\": 45, \"reference\": \"sticker\"}");
        assertThat(areaMm2(eyeriss) / areaMm2(sticker)).isBetween(0.9, 1.1);
    }

    /** 168 is no power of two, which the tree takes; its bandwidth grows with it where it is one. */
    @Test
    void aMachineThatCannotBeScaledSoIsRefused() {
        assertThatThrownBy(() -> scaled("sigma", "{\"iso\": \"multipliers\", \"multipliers\": 168}"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("/accelerator/peArray cannot be scaled to 168 multipliers");
        assertThat(scaled("sigma", "{\"iso\": \"multipliers\", \"multipliers\": 512}")
                        .dataflow()
                        .toString())
                .contains("distributionBandwidth=512");
    }

    @Test
    void memoriesGetTheBandwidthOfTheReference() {
        RunSetup setup = read("\"scnn\"", "\"hbm2-stack\"", "{\"iso\": \"bandwidth\", \"reference\": \"ddr3-1600\"}");
        assertThat(setup.memory().peakGbPerSecond()).isCloseTo(12.8, within(0.02));
    }

    @Test
    void aMachineOfTwoNodesStaysInThem() {
        String machine = """
                {"schemaVersion": 1, "name": "two", "title": "Two nodes", "clockMhz": 200, "technologyNm": 45,
                 "precision": {"weightBits": 8, "activationBits": 8, "accumulatorBits": 24},
                 "dataflow": {"kind": "loop-nest", "levels": [{"type": "dram", "name": "dram"},
                  {"type": "memory", "name": "buffer", "made": "sram", "words": 8192, "wordBits": 64,
                   "holds": ["weights", "inputs", "outputs"], "technologyNm": 65}]},
                 "source": {"citation": "ours", "confidence": "c"}, "assumptions": []}""";
        Accelerator two =
                read(machine, "\"lpddr4-2400\"", "{\"clockMhz\": 100}").accelerator();
        assertThat(MachineTerms.of(two, DramStandards.find("lpddr4-2400")).text())
                .startsWith("45 and 65 nm, 100 MHz");
        assertThatThrownBy(() -> read(machine, "\"lpddr4-2400\"", "{\"technologyNm\": 28}"))
                .hasMessageContaining(
                        "/compare/technologyNm must be left out: /dataflow/levels/1/technologyNm of two says"
                                + " 65 nm for itself");
    }

    @Test
    void allFaultsOfTheTermsAreTold() {
        assertThatThrownBy(() -> scaled(
                        "scnn",
                        "{\"iso\": \"area\", \"multipliers\": 3, \"technologyNm\": 0, \"clockMhz\": 9e9, \"bit\": 8}"))
                .hasMessageContaining("/compare/technologyNm")
                .hasMessageContaining("/compare/clockMhz")
                .hasMessageContaining("/compare/bit is not a known key");
    }

    @Test
    void aMachineFromAFileThatStartsFromAnotherSaysSo() throws IOException {
        Files.writeString(folder.resolve("mine.json"), "{\"base\": \"scnn\", \"clockMhz\": 800}");
        Accelerator mine =
                read("\"mine.json\"", "\"lpddr4-2400\"", "{\"bits\": 16}").accelerator();
        assertThat(mine.name()).isEqualTo("scnn (changed)");
        assertThat(mine.clockMhz()).isEqualTo(800);
        assertThat(mine.assumptions()).contains("Changed from scnn: clockMhz 1000 -> 800");
        Files.writeString(folder.resolve("circle.json"), "{\"base\": \"circle.json\"}");
        assertThatThrownBy(() -> read("\"circle.json\"", "\"lpddr4-2400\"", "{\"bits\": 16}"))
                .hasMessageContaining("is it a circle?");
    }
}

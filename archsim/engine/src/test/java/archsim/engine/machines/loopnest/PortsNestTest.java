package archsim.engine.machines.loopnest;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.engine.accelerator.Accelerator;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Banks whose ports read or write a word a cycle. */
final class PortsNestTest {

    /** 4 filters of 8 weights, 5 places: 160 products, 32 weights and 40 inputs to be loaded. */
    private static final LayerWorkload LAYER = Described.product(4, 8, 5, 1, Mask.full(32), Mask.full(40));

    private static Accelerator machine(String made, String ports) {
        return ZerosNestTest.machine("""
                {"type": "memory", "name": "buffer", "made": "%s", "words": 4096, "wordBits": 8%s,
                 "holds": ["weights", "inputs"]},
                {"type": "memory", "name": "sums", "made": "registers", "words": 128, "wordBits": 32, "holds": ["outputs"]}
                """.formatted(made, ports));
    }

    private static long cycles(Accelerator machine) {
        return Described.plan(machine, LAYER, Described.mapping("sums: k4 c8 q5"))
                .computeCycles();
    }

    /** Each product reads two words: 320, and 72 are written, 392 of one port, half of that of two, or of two banks. */
    @ParameterizedTest
    @CsvSource({"registers", "sram"})
    void aPortReadsOrWritesAWordACycle(String made) {
        assertThat(cycles(machine(made, ", \"ports\": 1"))).isEqualTo(392);
        assertThat(cycles(machine(made, ", \"ports\": 2"))).isEqualTo(196);
        assertThat(cycles(machine(made, ", \"banks\": 2, \"ports\": 1"))).isEqualTo(196);
        assertThat(cycles(machine(made, ", \"ports\": 2, \"readBitsPerCycle\": 8")))
                .isEqualTo(320);
    }

    /** Without ports a word of a bank of SRAM is read a cycle while others are written; registers have no limit. */
    @Test
    void withoutPortsReadsAndWritesDoNotWaitForEachOther() {
        assertThat(cycles(machine("sram", ""))).isEqualTo(320);
        assertThat(cycles(machine("registers", ""))).isEqualTo(160);
    }

    @Test
    void twoPortsArePricedAsOneWhichTheResultSays() {
        assertThat(machine("sram", ", \"ports\": 2").allAssumptions())
                .anySatisfy(sentence -> assertThat(sentence).contains("Two ports: energy, leakage and area of buffer"));
        assertThat(machine("sram", ", \"ports\": 1").allAssumptions())
                .noneSatisfy(sentence -> assertThat(sentence).contains("Two ports"));
    }
}

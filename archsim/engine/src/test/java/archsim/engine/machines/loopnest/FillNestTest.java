package archsim.engine.machines.loopnest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archsim.engine.pe.Cause;
import archsim.engine.plan.LayerPlan;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an exchange of the tile that stays costs: four weights stay for four products each, then the next four. */
final class FillNestTest {

    private static final LayerWorkload LAYER = Described.product(4, 8, 4, 1, Mask.full(32), Mask.full(32));

    private static String levels(String pes, String latches) {
        return "{\"type\": \"memory\", \"name\": \"buffer\", \"made\": \"registers\", \"words\": 4096, \"wordBits\": 8,"
                + " \"holds\": [\"weights\", \"inputs\", \"outputs\"]},"
                + " {\"type\": \"spatial\", \"name\": \"pes\", \"x\": 4, \"spread\": [\"k\"]" + pes + "},"
                + " {\"type\": \"memory\", \"name\": \"latch\", \"made\": \"latches\", \"words\": 1, \"wordBits\": 8,"
                + " \"holds\": [\"weights\"], \"doubleBuffered\": false" + latches + "}";
    }

    /** 8 tiles of 4 steps: 8 x (10 + 4), or 10 + 8 x 4 where they overlap, or 10 + 7 x 6 + 4 where loading takes 6. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"cycles": 10}                  | 112
        {"cycles": 10, "loadCycles": 3} | 42
        {"cycles": 10, "loadCycles": 6} | 56
        """)
    void eachTileIsFilledOrOnlyTheFirst(String fill, long cycles) {
        for (String mapping : new String[] {
            "buffer: c8 q4; pes: k4", "dram: c8; buffer: q4; pes: k4", "dram: c2; buffer: c4 q4; pes: k4"
        }) {
            LayerPlan plan = Described.plan(
                    ZerosNestTest.machine(levels("", ", \"fill\": " + fill)), LAYER, Described.mapping(mapping));
            assertThat(plan.computeCycles()).as(mapping).isEqualTo(cycles);
            assertThat(plan.computeSlots().of(Cause.FILL)).as(mapping).isEqualTo((cycles - 32) * 4);
        }
    }

    @Test
    void aFilledTileIsOneAndItsInstancesWait() {
        String second =
                ", {\"type\": \"memory\", \"name\": \"pad\", \"made\": \"latches\", \"words\": 1, \"wordBits\": 8,"
                        + " \"holds\": [\"weights\"], \"fill\": {\"cycles\": 1}}";
        assertThatThrownBy(() -> ZerosNestTest.machine(
                        levels(", \"barrier\": \"level\"", ", \"fill\": {\"cycles\": 1}, \"skip\": [\"weights\"]")
                                + second))
                .hasMessageContaining("/levels/4/fill must be the only one, /3 has one, too")
                .hasMessageContaining("/levels/2/barrier must be step where a level, /4, is filled")
                .hasMessageContaining("/levels/3 must not skip or pack zeros outside /4");
    }

    @Test
    void paddingIsReadFromUncompressedInputsOnly() {
        assertThatThrownBy(() -> ZerosNestTest.machine(levels("", ", \"readsPadding\": true")
                        .replace(
                                "\"outputs\"]}",
                                "\"outputs\"], \"readsPadding\": true, \"formats\": {\"inputs\":"
                                        + " {\"kind\": \"bitmask\"}}}")))
                .hasMessageContaining("/levels/3/readsPadding")
                .hasMessageContaining("belongs to a memory that holds inputs");
        assertThatThrownBy(() -> ZerosNestTest.machine(levels("", "")
                        .replace(
                                "\"outputs\"]}",
                                "\"outputs\"], \"readsPadding\": true, \"formats\": {\"inputs\":"
                                        + " {\"kind\": \"bitmask\"}}}")))
                .hasMessageContaining("/levels/1/formats/inputs must be uncompressed where padding is read");
    }
}

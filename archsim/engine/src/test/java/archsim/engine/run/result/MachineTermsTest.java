package archsim.engine.run.result;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.tables.DramStandards;
import jakarta.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

/** STICKER: 65 nm, 200 MHz, 256 multipliers of 8 x 8 bits; SCNN: 16 nm, 1 GHz, 1024 of 16 x 16. */
class MachineTermsTest {

    private static final MachineTerms STICKER =
            MachineTerms.of(AcceleratorLibrary.find("sticker"), DramStandards.find("lpddr4-2400"));
    private static final MachineTerms SCNN =
            MachineTerms.of(AcceleratorLibrary.find("scnn"), DramStandards.find("lpddr4-2400"));

    @Test
    void whatDiffersIsNamedWithItsValues() {
        assertThat(MachineTerms.differences(List.of(STICKER, SCNN)))
                .containsExactly(
                        "node (65, 16 nm)",
                        "clock (200, 1000 MHz)",
                        "multipliers (256, 1024)",
                        "widths (8 x 8, 16 x 16 bits)");
        assertThat(MachineTerms.differences(List.of(STICKER, STICKER))).isEmpty();
    }

    /** 16 bytes a clock of 0.83 ns and of 0.63 ns. */
    @Test
    void aMemoryIsComparedByItsBandwidth() {
        var other = MachineTerms.of(AcceleratorLibrary.find("sticker"), DramStandards.find("ddr4-3200"));
        assertThat(MachineTerms.differences(List.of(STICKER, other)))
                .containsExactly("memory bandwidth (19.28, 25.4 GB/s)");
    }

    @Test
    void aConfigurationWithoutAMachineHasNoTerms() {
        assertThat(MachineTerms.of(Json.createObjectBuilder().build())).isEmpty();
        assertThat(MachineTerms.of(Json.createObjectBuilder()
                        .add("accelerator", Json.createObjectBuilder())
                        .add("memory", Json.createObjectBuilder())
                        .build()))
                .isEmpty();
        assertThat(MachineTerms.scaled(Json.createObjectBuilder().build())).isEmpty();
    }
}

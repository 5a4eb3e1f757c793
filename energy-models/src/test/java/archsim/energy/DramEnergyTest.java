package archsim.energy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import archsim.base.Confidence;
import archsim.base.Problems;
import archsim.energy.EnergyModel.Price;
import archsim.tables.DramStandard;
import archsim.tables.DramStandards;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * DDR3-1600: 8 devices at 1.35 V and 1.25 ns a clock, so that a milliampere over a clock is 1.35 x 8 x 1.25 = 13.5 pJ and
 * over a nanosecond 10.8 pJ. Currents in mA: idd0 67, idd2p 11, idd2n 36, idd3p 36, idd3n 51, idd4r and idd4w 125, idd5ab
 * 245; clocks: tRAS 28, tRP 11, tRFC 280, burst 4.
 */
class DramEnergyTest {

    private static final String NAME = "ddr3-1600";

    private static DramStandard bind(JsonObject tree) {
        var problems = new Problems("x.json");
        Optional<DramStandard> standard = DramStandards.bind(problems, tree, "/memory");
        problems.throwIfAny();
        return standard.orElseThrow();
    }

    /** With another current for writes, 111 mA, so that no burst passes for the other. */
    private static DramStandard standard() {
        JsonObject shipped = DramStandards.tree(NAME);
        return bind(Json.createObjectBuilder(shipped)
                .add(
                        "power",
                        Json.createObjectBuilder(shipped.getJsonObject("power")).add("idd4w", 111))
                .build());
    }

    /**
     * By hand: activate (67 x 39 - 51 x 28 - 36 x 11) = 789 x 13.5 = 10651.5 pJ; read (125 - 51) x 4 x 13.5 = 3996 pJ; write
     * (111 - 51) x 4 x 13.5 = 3240 pJ; refresh (245 - 51) x 280 x 13.5 = 733320 pJ; a nanosecond standing by 51 or 36 x 10.8 =
     * 550.8 or 388.8 pJ, powered down 36 or 11 x 10.8 = 388.8 or 118.8 pJ.
     */
    @Test
    void everyCommandAndStateCostsItsCurrents() {
        var energy = new DramEnergy(standard());
        assertThat(energy.activatePj()).isCloseTo(10651.5, within(1e-6));
        assertThat(energy.burstPj(false)).isCloseTo(3996, within(1e-6));
        assertThat(energy.burstPj(true)).isCloseTo(3240, within(1e-6));
        assertThat(energy.refreshPj()).isCloseTo(733_320, within(1e-6));
        assertThat(energy.backgroundPjPerNs(true)).isCloseTo(550.8, within(1e-9));
        assertThat(energy.backgroundPjPerNs(false)).isCloseTo(388.8, within(1e-9));
        assertThat(energy.powerDownPjPerNs(true)).isCloseTo(388.8, within(1e-9));
        assertThat(energy.powerDownPjPerNs(false)).isCloseTo(118.8, within(1e-9));
    }

    /**
     * By hand: 2 activates, 3 reads, 2 writes, 1 refresh, 100 ns with rows open, 400 ns with all closed, 50 and 450 ns powered
     * down, 200 ns of self-refresh at 24 x 10.8 = 259.2 pJ: 21303 + 11988 + 6480 + 733320 + 55080 + 155520 + 19440 + 53460 +
     * 51840 = 1108431 pJ, of which 39771 for moving data.
     */
    @Test
    void aStreamOfTenCommandsAddsUp() {
        var counts = new ActionCounts();
        counts.add("dram", DataType.INPUTS, new Action.DramActivate(NAME), 2);
        counts.add("dram", DataType.INPUTS, new Action.DramBurst(NAME, false), 3);
        counts.add("dram", DataType.INPUTS, new Action.DramBurst(NAME, true), 2);
        counts.add("dram", DataType.OUTPUTS, new Action.DramRefresh(NAME), 1);
        counts.add("dram", DataType.OUTPUTS, new Action.DramBackground(NAME, true), 100);
        counts.add("dram", DataType.OUTPUTS, new Action.DramBackground(NAME, false), 400);
        counts.add("dram", DataType.OUTPUTS, new Action.DramPowerDown(NAME, true), 50);
        counts.add("dram", DataType.OUTPUTS, new Action.DramPowerDown(NAME, false), 450);
        counts.add("dram", DataType.OUTPUTS, new Action.DramSelfRefresh(NAME), 200);
        var energy = EnergyBreakdown.of(counts, EnergyModels.of(45, standard()));
        assertThat(energy.totalPj()).isCloseTo(1_108_431, within(1e-5));
        assertThat(energy.dataTypePj(DataType.INPUTS)).isCloseTo(39_771, within(1e-6));
    }

    /**
     * DDR5's standby current is that of all 32 banks open, 124.1 mA, above that of an activate, 67.7: the activate is priced
     * above one open bank. By hand: (67.7 - 60.5) x (103 + 52) x 0.312 ns x 1.1 V x 4 devices = 1532 pJ, 383 a device,
     * beside 384 in the source's own units.
     */
    @Test
    void anActivateOfDdr5IsAboveOneOpenBank() {
        var energy = new DramEnergy(DramStandards.find("ddr5-6400"));
        assertThat(energy.activatePj()).isCloseTo(1532, within(1.0));
        assertThat(energy.backgroundPjPerNs(true)).isCloseTo(124.1 * 1.1 * 4, within(1e-9));
    }

    /** By hand: one of 8 banks at a time, 733320 / 8 = 91665 pJ. */
    @Test
    void aRefreshOfOneBankCostsItsShare() {
        JsonObject shipped = DramStandards.tree(NAME);
        var energy = new DramEnergy(bind(Json.createObjectBuilder(shipped)
                .add(
                        "timing",
                        Json.createObjectBuilder(shipped.getJsonObject("timing"))
                                .add("tRFCPerBank", 60)
                                .add("tREFIPerBank", 780))
                .add(
                        "controller",
                        Json.createObjectBuilder(shipped.getJsonObject("controller"))
                                .add("refresh", "per-bank"))
                .build()));
        assertThat(energy.refreshPj()).isCloseTo(91_665, within(1e-6));
    }

    /** By the table of DRAM energies: 0.87 to 1.75 times. */
    @Test
    void everyDramPriceMayBeOffAlike() {
        Price price = EnergyModels.of(45, standard()).price(new Action.DramActivate(NAME));
        assertThat(price.lowPj() / price.energyPj()).isCloseTo(0.87, within(1e-12));
        assertThat(price.highPj() / price.energyPj()).isCloseTo(1.75, within(1e-12));
        assertThat(price.source().citation()).endsWith("; differences of supply currents");
        assertThat(price.source().confidence()).isEqualTo(Confidence.B);
    }
}

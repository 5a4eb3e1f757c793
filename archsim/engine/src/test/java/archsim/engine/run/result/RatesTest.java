package archsim.engine.run.result;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.energy.DataType;
import archsim.energy.EnergyBreakdown;
import archsim.engine.pe.SlotStack;
import archsim.workloads.storage.StorageBits;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RatesTest {

    /** 100 cycles of 20 ns are 2000 ns; 8000 MACs, of which 3000 are effectual. */
    private static Metrics metrics(EnergyBreakdown energy) {
        var counts = new EnumMap<Count, Long>(Count.class);
        for (Count count : Count.values()) {
            counts.put(count, 0L);
        }
        counts.put(Count.CYCLES, 100L);
        counts.put(Count.MACS, 8_000L);
        counts.put(Count.EFFECTUAL_MACS, 3_000L);
        return new Metrics(
                counts,
                2000,
                4,
                SlotStack.useful(400),
                energy,
                Map.of(DataType.WEIGHTS, 300L, DataType.INPUTS, 100L),
                Map.of(),
                StorageBits.NONE);
    }

    /**
     * 4 images in 2 us are 2 million a second; 16,000 operations in 2000 ns are 8 GOPS, 6,000 are 3; 40,000 pJ over 2000 ns are
     * 20 mW; 400 bytes are 40 operations a byte, 15 effective ones; 16,000 operations for 40,000 pJ are 0.4 TOPS/W, 6,000 are 0.15; the product is 8e7 pJ ns; 10,000 pJ an image.
     */
    @Test
    void ratesFollowFromTimeEnergyAndOperations() {
        var energy = new EnergyBreakdown(Map.of("dram", Map.of(DataType.WEIGHTS, 40_000.0)), Map.of());
        Rates rates = Rates.of(metrics(energy), 4);
        assertThat(rates.throughputPerSecond()).isEqualTo(2e6);
        assertThat(rates.gopsDense()).isEqualTo(8);
        assertThat(rates.gopsEffective()).isEqualTo(3);
        assertThat(rates.intensity()).contains(new Rates.Intensity(40, 15));
        assertThat(rates.energy()).contains(new Rates.EnergyRates(20, 0.4, 0.15, 8e7, 10_000));
        assertThat(rates.byName())
                .containsKeys(
                        "images",
                        "throughputPerSecond",
                        "gops",
                        "arithmeticIntensity",
                        "averagePowerMw",
                        "topsPerWatt",
                        "edpPjNs");
    }

    /** A part without a price would make the power too small and the efficiency too good. */
    @Test
    void partialEnergyGivesNoPower() {
        var partial =
                new EnergyBreakdown(Map.of("dram", Map.of(DataType.WEIGHTS, 40_000.0)), Map.of("adders", "no price"));
        assertThat(Rates.of(metrics(partial), 4).energy()).isEmpty();
        assertThat(Rates.of(metrics(EnergyBreakdown.NONE), 4).energy()).isEmpty();
        assertThat(Rates.of(metrics(partial), 4).byName()).doesNotContainKey("averagePowerMw");
    }
}

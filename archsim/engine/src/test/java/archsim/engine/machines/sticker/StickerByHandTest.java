package archsim.engine.machines.sticker;

import static archsim.engine.machines.PricedLayer.AREA_65_OF_45_NM;
import static archsim.engine.machines.PricedLayer.ENERGY_65_OF_45_NM;
import static org.assertj.core.api.Assertions.assertThat;

import archsim.energy.Action;
import archsim.energy.DataType;
import archsim.engine.UniformLayer;
import archsim.engine.counts.Tally;
import archsim.engine.machines.Counted;
import archsim.engine.machines.HandLayer;
import archsim.engine.machines.PricedLayer;
import archsim.workloads.Scheme;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * One channel of 4 x 4 inputs, each in a row of its own, of which inputs 5 and 6 are there; 16 filters of 1 x 1, each in a
 * column of its own, of which the first three are there: a sparse layer of 6 products. 65 nm; words of 128 bits in banks of
 * 4,096, 16,384 and 8,192 bytes.
 */
class StickerByHandTest {

    private static final PricedLayer LAYER = new PricedLayer(
            "sticker",
            HandLayer.of(
                    UniformLayer.shape(1, 1, 16, 4, 4, 1, 1, 1, 0, 1),
                    8,
                    Scheme.NON_STRUCTURED,
                    i -> i < 3,
                    i -> i == 5 || i == 6));

    @Test
    void counts() {
        var tally = new Tally();
        tally.add("multipliers", DataType.PSUMS, Action.Multiply.of(8), 6);
        tally.add("accumulators", DataType.PSUMS, new Action.Accumulate(128, 24), 6);
        tally.add("accumulators", DataType.PSUMS, new Action.RegisterAccess(128, 24, false), 256);
        tally.add("indexing", DataType.INDICES, new Action.IndexDecode(1), 3);
        // 3 x 8 bits of values; an index of 1 bit each and a count of 1 bit for each of 16 lanes: 19 bits.
        tally.add("weightBuffer", DataType.WEIGHTS, new Action.SramAccess(4096, 128, true), 1);
        tally.add("weightBuffer", DataType.WEIGHTS, new Action.SramAccess(4096, 128, false), 1);
        tally.add("weightBuffer", DataType.INDICES, new Action.SramAccess(4096, 128, true), 1);
        tally.add("weightBuffer", DataType.INDICES, new Action.SramAccess(4096, 128, false), 1);
        // 16 x 8 bits in, raw; 2 x 8 bits out.
        tally.add("inputBuffer", DataType.INPUTS, new Action.SramAccess(16384, 128, true), 1);
        tally.add("inputBuffer", DataType.INPUTS, new Action.SramAccess(16384, 128, false), 1);
        // 16 x 16 x 8 = 2,048 bits.
        tally.add("outputBuffer", DataType.OUTPUTS, new Action.SramAccess(8192, 128, true), 16);
        tally.add("outputBuffer", DataType.OUTPUTS, new Action.SramAccess(8192, 128, false), 16);
        assertThat(Tally.of(LAYER.plan())).isEqualTo(tally.counts());
        assertThat(Counted.of(LAYER.plan()).dramBits())
                .isEqualTo(Map.of(
                        DataType.WEIGHTS, 24L, DataType.INDICES, 19L, DataType.INPUTS, 128L, DataType.OUTPUTS, 2048L));
    }

    /** On a logarithmic axis 24 bits lie at {@code ln(24 / 16) / ln 2} between 16 and 32. */
    private static double at24Bits(double at16, double at32) {
        return at16 * Math.pow(at32 / at16, Math.log(1.5) / Math.log(2));
    }

    /**
     * arithmetic-45nm.json, scaled: products of 8 bits, sums of 1 and, on the line between 16 and 32, of 24 bits.
     * cacti-65nm.json; 128 sums of 24 bits lie in 512 bytes.
     */
    @Test
    void energyByComponent() {
        double read = at24Bits(1.33996, 1.58089);
        double write = at24Bits(2.04003, 3.26415);
        LAYER.requireEnergyPj(
                Map.of(
                        "multipliers",
                        6 * 0.2 * ENERGY_65_OF_45_NM,
                        "accumulators",
                        6 * (read + write + 0.075 * ENERGY_65_OF_45_NM) + 256 * read,
                        "indexing",
                        3 * 0.00375 * ENERGY_65_OF_45_NM,
                        "weightBuffer",
                        2 * 21.9453 + 2 * 8.15626,
                        "inputBuffer",
                        42.8147 + 19.3029,
                        "outputBuffer",
                        16 * 26.0971 + 16 * 14.5261),
                1178.3701535010);
    }

    /** logic-45nm.json, scaled, sums as above; cacti-65nm.json. */
    @Test
    void areaAndLeakage() {
        LAYER.requireAreaMm2(Map.of(
                "multipliers", 256 * 396.875e-6 * AREA_65_OF_45_NM,
                // trees over 16 rows of PEs in each of 16 columns
                "adders", 15 * 16 * 208.5e-6 * AREA_65_OF_45_NM,
                "accumulators", 256 * (at24Bits(0.00387589, 0.00395215) + 208.5e-6 * AREA_65_OF_45_NM),
                // a sum of 16 bits for each of 16 lanes of weights and of inputs
                "indexing", 32 * 139e-6 * AREA_65_OF_45_NM,
                "weightBuffer", 16 * 0.0297619,
                "inputBuffer", 2 * 0.105688,
                "outputBuffer", 2 * 0.0578204));
        LAYER.requireLeakageMw(16 * 0.000985932, 2 * 0.00332151, 2 * 0.00175367);
    }
}

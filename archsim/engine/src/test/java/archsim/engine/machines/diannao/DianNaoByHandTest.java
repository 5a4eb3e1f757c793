package archsim.engine.machines.diannao;

import static archsim.engine.machines.PricedLayer.AREA_65_OF_45_NM;
import static archsim.engine.machines.PricedLayer.ENERGY_65_OF_45_NM;
import static archsim.engine.machines.PricedLayer.settlingWithin;
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
 * Two channels of 3 x 3 inputs, 20 filters of 2 x 2: 4 positions, 8 columns, 160 weights of 16 bits. 65 nm; a bank of each
 * buffer has 2,048 bytes in words of 256 bits.
 */
class DianNaoByHandTest {

    private static final PricedLayer LAYER = new PricedLayer(
            "diannao",
            HandLayer.of(UniformLayer.shape(1, 2, 20, 3, 3, 2, 2, 1, 0, 1), 16, Scheme.DENSE, i -> true, i -> true));

    private static final Action READ = new Action.SramAccess(2048, 256, false);
    private static final Action WRITE = new Action.SramAccess(2048, 256, true);

    /** cacti-65nm.json, the row of 2,048 bytes and 256 bits. */
    private static final double READ_PJ = 17.9531;

    private static final double WRITE_PJ = 24.3632;

    @Test
    void counts() {
        var tally = new Tally();
        tally.add("multipliers", DataType.PSUMS, Action.Multiply.of(16), 4 * 160);
        tally.add("adders", DataType.PSUMS, new Action.Add(32), 4 * 160);
        // 160 x 16 = 2,560 bits in; at each of 4 positions 160 x 16 bits out: 10,240.
        tally.add("weightBuffer", DataType.WEIGHTS, WRITE, 10);
        tally.add("weightBuffer", DataType.WEIGHTS, READ, 40);
        // 18 x 16 = 288 bits in, 1 word and an eighth; 8 columns at 4 positions for 2 steps of filters: 1,024 bits out.
        tally.add("inputBuffer", DataType.INPUTS, WRITE, 2);
        tally.add("inputBuffer", DataType.INPUTS, READ, 4);
        // 20 x 4 x 16 = 1,280 bits.
        tally.add("outputBuffer", DataType.OUTPUTS, WRITE, 5);
        tally.add("outputBuffer", DataType.OUTPUTS, READ, 5);
        assertThat(Tally.of(LAYER.plan())).isEqualTo(tally.counts());
        assertThat(Counted.of(LAYER.plan()).dramBits())
                .isEqualTo(Map.of(DataType.WEIGHTS, 2560L, DataType.INPUTS, 288L, DataType.OUTPUTS, 1280L));
    }

    /** A product of 16 bits within 980 MHz, 1,020.4 ps, and a sum of 32: arithmetic-45nm.json, scaled. */
    @Test
    void energyByComponent() {
        LAYER.requireEnergyPj(
                Map.of(
                        "multipliers", 640 * 0.62 * ENERGY_65_OF_45_NM * settlingWithin(1060),
                        "adders", 640 * 0.1 * ENERGY_65_OF_45_NM,
                        "weightBuffer", 10 * WRITE_PJ + 40 * READ_PJ,
                        "inputBuffer", 2 * WRITE_PJ + 4 * READ_PJ,
                        "outputBuffer", 5 * WRITE_PJ + 5 * READ_PJ),
                2422.5471708731);
    }

    /** logic-45nm.json, scaled, a sum of 32 bits on the line between 16 and 256; cacti-65nm.json. */
    @Test
    void areaAndLeakage() {
        LAYER.requireAreaMm2(Map.of(
                "multipliers", 256 * 1587.5e-6 * AREA_65_OF_45_NM,
                "adders", 256 * 278e-6 * AREA_65_OF_45_NM,
                "weightBuffer", 16 * 0.0281622,
                "inputBuffer", 0.0281622,
                "outputBuffer", 0.0281622));
        LAYER.requireLeakageMw(16 * 0.000517357, 0.000517357, 0.000517357);
    }
}

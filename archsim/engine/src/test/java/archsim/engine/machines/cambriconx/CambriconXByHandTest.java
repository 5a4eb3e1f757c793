package archsim.engine.machines.cambriconx;

import static archsim.engine.machines.PricedLayer.AREA_65_OF_45_NM;
import static archsim.engine.machines.PricedLayer.ENERGY_65_OF_45_NM;
import static archsim.engine.machines.PricedLayer.settlingWithin;
import static org.assertj.core.api.Assertions.assertThat;

import archsim.energy.Action;
import archsim.energy.DataType;
import archsim.engine.counts.Tally;
import archsim.engine.machines.Counted;
import archsim.engine.machines.HandLayer;
import archsim.engine.machines.PricedLayer;
import archsim.workloads.LayerShape;
import archsim.workloads.Scheme;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * 512 inputs, 16 filters: filter 0 has 17 weights, the 15 others 2 each, 47 of 16 bits in all, each with a step of 8. 65 nm;
 * banks of the weight and input buffer have 1,024 bytes, of the output buffer 2,048, all in words of 256 bits.
 */
class CambriconXByHandTest {

    private static final PricedLayer LAYER = new PricedLayer(
            "cambricon-x",
            HandLayer.of(
                    LayerShape.fullyConnected(1, 512, 16),
                    16,
                    Scheme.NON_STRUCTURED,
                    i -> i < 512 ? i < 17 : i % 256 == 0,
                    i -> true));

    private static final Action READ = new Action.SramAccess(1024, 256, false);
    private static final Action WRITE = new Action.SramAccess(1024, 256, true);

    /** cacti-65nm.json, the row of 1,024 bytes and 256 bits. */
    private static final double READ_PJ = 17.3916;

    private static final double WRITE_PJ = 20.2738;

    @Test
    void counts() {
        var tally = new Tally();
        tally.add("multipliers", DataType.PSUMS, Action.Multiply.of(16), 47);
        tally.add("adders", DataType.PSUMS, new Action.Add(32), 47);
        tally.add("indexing", DataType.INDICES, new Action.IndexDecode(8), 47);
        tally.add("indexing", DataType.INPUTS, new Action.SelectWord(256, 16), 47);
        // 47 x 16 = 752 bits of values and 47 x 8 = 376 bits of steps, in and out once.
        tally.add("weightBuffer", DataType.WEIGHTS, WRITE, 3);
        tally.add("weightBuffer", DataType.WEIGHTS, READ, 3);
        tally.add("weightBuffer", DataType.INDICES, WRITE, 2);
        tally.add("weightBuffer", DataType.INDICES, READ, 2);
        // 512 x 16 = 8,192 bits.
        tally.add("inputBuffer", DataType.INPUTS, WRITE, 32);
        tally.add("inputBuffer", DataType.INPUTS, READ, 32);
        // 16 x 16 = 256 bits.
        tally.add("outputBuffer", DataType.OUTPUTS, new Action.SramAccess(2048, 256, true), 1);
        tally.add("outputBuffer", DataType.OUTPUTS, new Action.SramAccess(2048, 256, false), 1);
        assertThat(Tally.of(LAYER.plan())).isEqualTo(tally.counts());
        assertThat(Counted.of(LAYER.plan()).dramBits())
                .isEqualTo(Map.of(
                        DataType.WEIGHTS,
                        752L,
                        DataType.INDICES,
                        376L,
                        DataType.INPUTS,
                        8192L,
                        DataType.OUTPUTS,
                        256L));
    }

    /**
     * A product of 16 bits within 1 ns, a sum of 32, a step decoded by a sum of 8: arithmetic-45nm.json, scaled; one of 256 words:
     * sparse-logic-45nm.json, scaled.
     */
    @Test
    void energyByComponent() {
        LAYER.requireEnergyPj(
                Map.of(
                        "multipliers",
                        47 * 0.62 * ENERGY_65_OF_45_NM * settlingWithin(1038),
                        "adders",
                        47 * 0.1 * ENERGY_65_OF_45_NM,
                        "indexing",
                        47 * (0.03 + 0.664) * ENERGY_65_OF_45_NM,
                        "weightBuffer",
                        5 * WRITE_PJ + 5 * READ_PJ,
                        "inputBuffer",
                        32 * WRITE_PJ + 32 * READ_PJ,
                        // cacti-65nm.json, 2,048 bytes and 256 bits.
                        "outputBuffer",
                        24.3632 + 17.9531),
                1583.1157917918);
    }

    /** logic-45nm.json, scaled, a sum of 32 bits on the line between 16 and 256; cacti-65nm.json. */
    @Test
    void areaAndLeakage() {
        LAYER.requireAreaMm2(Map.of(
                "multipliers", 256 * 1587.5e-6 * AREA_65_OF_45_NM,
                "adders", 256 * 278e-6 * AREA_65_OF_45_NM,
                // one of 256 words of 16 bits, and a sum of 8 bits, for each multiplier
                "indexing", 256 * (7519e-6 + 69.5e-6) * AREA_65_OF_45_NM,
                "weightBuffer", 32 * 0.0220666,
                "inputBuffer", 16 * 0.0220666,
                "outputBuffer", 4 * 0.0281622));
        LAYER.requireLeakageMw(32 * 0.000282358, 16 * 0.000282358, 4 * 0.000517357);
    }
}

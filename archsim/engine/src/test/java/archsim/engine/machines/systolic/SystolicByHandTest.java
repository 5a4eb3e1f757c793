package archsim.engine.machines.systolic;

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
 * Weight stationary, 16 x 16, 45 nm: three channels of 4 x 4 inputs, 20 filters of 3 x 3 are 4 positions, a window of 27
 * and 20 filters, 2 x 2 folds, 2,160 products. Words of 128 bits; banks of 65,536 bytes, of inputs 131,072.
 */
class SystolicByHandTest {

    private static final PricedLayer LAYER = new PricedLayer(
            "systolic",
            HandLayer.of(UniformLayer.shape(1, 3, 20, 4, 4, 3, 3, 1, 0, 1), 8, Scheme.DENSE, i -> true, i -> true));

    private static final Action READ = new Action.SramAccess(65536, 128, false);
    private static final Action WRITE = new Action.SramAccess(65536, 128, true);

    /** cacti-45nm.json, the row of 65,536 bytes and 128 bits. */
    private static final double READ_PJ = 39.332;

    private static final double WRITE_PJ = 36.0435;

    @Test
    void counts() {
        var tally = new Tally();
        tally.add("multipliers", DataType.PSUMS, Action.Multiply.of(8), 2160);
        tally.add("adders", DataType.PSUMS, new Action.Add(32), 2160);
        tally.add("registers", DataType.WEIGHTS, new Action.RegisterAccess(1, 8, false), 2160);
        tally.add("registers", DataType.INPUTS, new Action.RegisterAccess(1, 8, false), 2160);
        tally.add("registers", DataType.INPUTS, new Action.RegisterAccess(1, 8, true), 2160);
        tally.add("registers", DataType.PSUMS, new Action.RegisterAccess(1, 32, false), 2160);
        tally.add("registers", DataType.PSUMS, new Action.RegisterAccess(1, 32, true), 2160);
        // 540 weights of 8 bits, in and out once: 33.75 words.
        tally.add("weightBuffer", DataType.WEIGHTS, WRITE, 34);
        tally.add("weightBuffer", DataType.WEIGHTS, READ, 34);
        // 48 inputs of 8 bits in; 27 rows at 4 positions for 2 folds of filters out: 13.5 words.
        tally.add("inputBuffer", DataType.INPUTS, new Action.SramAccess(131072, 128, true), 3);
        tally.add("inputBuffer", DataType.INPUTS, new Action.SramAccess(131072, 128, false), 14);
        // 80 sums of 32 bits come back for the second fold of the window; 80 outputs of 8 bits.
        tally.add("outputBuffer", DataType.PSUMS, WRITE, 20);
        tally.add("outputBuffer", DataType.PSUMS, READ, 20);
        tally.add("outputBuffer", DataType.OUTPUTS, WRITE, 5);
        tally.add("outputBuffer", DataType.OUTPUTS, READ, 5);
        assertThat(Tally.of(LAYER.plan())).isEqualTo(tally.counts());
        assertThat(Counted.of(LAYER.plan()).dramBits())
                .isEqualTo(Map.of(DataType.WEIGHTS, 4320L, DataType.INPUTS, 384L, DataType.OUTPUTS, 640L));
    }

    /** arithmetic-45nm.json: products of 8 bits, sums of 32, flip-flops by the bit. cacti-45nm.json. */
    @Test
    void energyByComponent() {
        LAYER.requireEnergyPj(
                Map.of(
                        "multipliers",
                        2160 * 0.2,
                        "adders",
                        2160 * 0.1,
                        "registers",
                        2160 * (3 * 8 + 2 * 32) * 0.008999495,
                        "weightBuffer",
                        34 * WRITE_PJ + 34 * READ_PJ,
                        // 131,072 bytes and 128 bits.
                        "inputBuffer",
                        3 * 46.968 + 14 * 50.2566,
                        "outputBuffer",
                        25 * WRITE_PJ + 25 * READ_PJ),
                7650.2749096000);
    }

    /** logic-45nm.json, a sum of 32 bits on the line between 16 and 256; cacti-45nm.json. */
    @Test
    void areaAndLeakage() {
        LAYER.requireAreaMm2(Map.of(
                "multipliers", 256 * 396.875e-6,
                "adders", 256 * 278e-6,
                // flip-flop.json: 4.52 um2 and 13 % of clock network for two operands of 8 bits and a sum of 32
                "registers", 256 * 48 * 4.52e-6 * 1.13,
                "weightBuffer", 0.187953,
                "inputBuffer", 0.41348,
                "outputBuffer", 4 * 0.187953));
        LAYER.requireLeakageMw(0.00165181, 0.00330362, 4 * 0.00165181);
    }
}

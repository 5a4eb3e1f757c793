package archsim.engine.machines.ideal;

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
 * 64 inputs of which the first 32 are there, 16 filters with every second weight: 512 weights, 16 x 16 products. 45 nm; a
 * bank of each buffer has 65,536 bytes in words of 128 bits.
 */
class IdealByHandTest {

    private static final PricedLayer LAYER = new PricedLayer(
            "ideal",
            HandLayer.of(LayerShape.fullyConnected(1, 64, 16), 8, Scheme.NON_STRUCTURED, i -> i % 2 == 0, i -> i < 32));

    private static final Action READ = new Action.SramAccess(65536, 128, false);
    private static final Action WRITE = new Action.SramAccess(65536, 128, true);

    /** cacti-45nm.json, the row of 65,536 bytes and 128 bits. */
    private static final double READ_PJ = 39.332;

    private static final double WRITE_PJ = 36.0435;

    @Test
    void counts() {
        var tally = new Tally();
        tally.add("multipliers", DataType.PSUMS, Action.Multiply.of(8), 256);
        tally.add("adders", DataType.PSUMS, new Action.Add(32), 256);
        // 512 x 8 = 4,096 bits, 64 x 8 = 512 bits (raw, zeros too), 16 x 8 = 128 bits; each in and out once.
        tally.add("weightBuffer", DataType.WEIGHTS, WRITE, 32);
        tally.add("weightBuffer", DataType.WEIGHTS, READ, 32);
        tally.add("inputBuffer", DataType.INPUTS, WRITE, 4);
        tally.add("inputBuffer", DataType.INPUTS, READ, 4);
        tally.add("outputBuffer", DataType.OUTPUTS, WRITE, 1);
        tally.add("outputBuffer", DataType.OUTPUTS, READ, 1);
        assertThat(Tally.of(LAYER.plan())).isEqualTo(tally.counts());
        assertThat(Counted.of(LAYER.plan()).dramBits())
                .isEqualTo(Map.of(DataType.WEIGHTS, 4096L, DataType.INPUTS, 512L, DataType.OUTPUTS, 128L));
    }

    /** arithmetic-45nm.json: products of 8 bits and sums of 32. */
    @Test
    void energyByComponent() {
        LAYER.requireEnergyPj(
                Map.of(
                        "multipliers", 256 * 0.2,
                        "adders", 256 * 0.1,
                        "weightBuffer", 32 * WRITE_PJ + 32 * READ_PJ,
                        "inputBuffer", 4 * WRITE_PJ + 4 * READ_PJ,
                        "outputBuffer", WRITE_PJ + READ_PJ),
                2865.6935000000);
    }

    /** logic-45nm.json, a sum of 32 bits on the line between 16 and 256; cacti-45nm.json. */
    @Test
    void areaAndLeakage() {
        LAYER.requireAreaMm2(Map.of(
                "multipliers", 256 * 396.875e-6,
                "adders", 256 * 278e-6,
                "weightBuffer", 0.187953,
                "inputBuffer", 0.187953,
                "outputBuffer", 0.187953));
        LAYER.requireLeakageMw(0.00165181, 0.00165181, 0.00165181);
    }
}

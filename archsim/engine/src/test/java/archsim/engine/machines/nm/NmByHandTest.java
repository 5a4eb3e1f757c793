package archsim.engine.machines.nm;

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
 * 9 images of 8 inputs, 3 filters with the first two of every four weights: 12 weights, 9 positions in 2 steps of 8 columns.
 * 45 nm; a bank of each buffer has 32,768 bytes in words of 256 bits.
 */
class NmByHandTest {

    private static final PricedLayer LAYER = new PricedLayer(
            "nm-tensor-core",
            HandLayer.of(LayerShape.fullyConnected(9, 8, 3), 8, Scheme.NM, i -> i % 4 < 2, i -> true));

    private static final Action READ = new Action.SramAccess(32768, 256, false);
    private static final Action WRITE = new Action.SramAccess(32768, 256, true);

    /** cacti-45nm.json, the row of 32,768 bytes and 256 bits. */
    private static final double READ_PJ = 26.838;

    private static final double WRITE_PJ = 51.7865;

    @Test
    void counts() {
        var tally = new Tally();
        tally.add("multipliers", DataType.PSUMS, Action.Multiply.of(8), 9 * 12);
        tally.add("adders", DataType.PSUMS, new Action.Add(32), 9 * 12);
        tally.add("indexing", DataType.INDICES, new Action.IndexDecode(2), 9 * 12);
        tally.add("indexing", DataType.INPUTS, new Action.SelectWord(4, 8), 9 * 12);
        // In 12 x 8 = 96 and 12 x 2 = 24 bits; out twice as much, once for each step of positions.
        tally.add("weightBuffer", DataType.WEIGHTS, WRITE, 1);
        tally.add("weightBuffer", DataType.WEIGHTS, READ, 1);
        tally.add("weightBuffer", DataType.INDICES, WRITE, 1);
        tally.add("weightBuffer", DataType.INDICES, READ, 1);
        // 9 x 8 x 8 = 576 bits, in and, for the one step of filters, out.
        tally.add("inputBuffer", DataType.INPUTS, WRITE, 3);
        tally.add("inputBuffer", DataType.INPUTS, READ, 3);
        // 9 x 3 x 8 = 216 bits.
        tally.add("outputBuffer", DataType.OUTPUTS, WRITE, 1);
        tally.add("outputBuffer", DataType.OUTPUTS, READ, 1);
        assertThat(Tally.of(LAYER.plan())).isEqualTo(tally.counts());
        assertThat(Counted.of(LAYER.plan()).dramBits())
                .isEqualTo(Map.of(
                        DataType.WEIGHTS, 96L, DataType.INDICES, 24L, DataType.INPUTS, 576L, DataType.OUTPUTS, 216L));
    }

    /** One weight in each group of four: the second slot holds a zero, and costs what the first does on the chip. */
    @Test
    void slotsWithoutAWeightAreMultiplied() {
        var oneOfFour = new PricedLayer(
                "nm-tensor-core",
                HandLayer.of(LayerShape.fullyConnected(9, 8, 3), 8, Scheme.NM, i -> i % 4 == 0, i -> true));
        var tally = new Tally();
        tally.add("multipliers", DataType.PSUMS, Action.Multiply.of(8), 9 * 12);
        tally.add("adders", DataType.PSUMS, new Action.Add(32), 9 * 12);
        tally.add("indexing", DataType.INDICES, new Action.IndexDecode(2), 9 * 12);
        tally.add("indexing", DataType.INPUTS, new Action.SelectWord(4, 8), 9 * 12);
        assertThat(Tally.of(oneOfFour.plan())).containsAllEntriesOf(tally.counts());
    }

    /**
     * arithmetic-45nm.json: products of 8 bits, sums of 32; places of 2 bits on the line between sums of 1 and 4;
     * one of 4 words half-way between one of 1 and of 16, 8 of 16 bits wide: sparse-logic-45nm.json.
     */
    @Test
    void energyByComponent() {
        LAYER.requireEnergyPj(
                Map.of(
                        "multipliers",
                        108 * 0.2,
                        "adders",
                        108 * 0.1,
                        "indexing",
                        108 * (0.0075 + Math.sqrt(0.00234 * 0.0374) * 8 / 16),
                        "weightBuffer",
                        2 * WRITE_PJ + 2 * READ_PJ,
                        "inputBuffer",
                        3 * WRITE_PJ + 3 * READ_PJ,
                        "outputBuffer",
                        WRITE_PJ + READ_PJ),
                505.4621699278);
    }

    /** logic-45nm.json, a sum of 32 bits on the line between 16 and 256; cacti-45nm.json. */
    @Test
    void areaAndLeakage() {
        LAYER.requireAreaMm2(Map.of(
                "multipliers", 256 * 396.875e-6,
                "adders", 256 * 278e-6,
                // one of 4 words as above, and a sum of 2 bits on the line between 1 and 8
                "indexing", 256 * (Math.sqrt(27.9e-6 * 447e-6) * 8 / 16 + 2 * 8.6875e-6),
                "weightBuffer", 2 * 0.103395,
                "inputBuffer", 2 * 0.103395,
                "outputBuffer", 2 * 0.103395));
        LAYER.requireLeakageMw(2 * 0.000928967, 2 * 0.000928967, 2 * 0.000928967);
    }
}

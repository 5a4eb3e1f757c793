package archsim.engine.machines.sparten;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.energy.Action;
import archsim.energy.DataType;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.engine.counts.PaperMachine;
import archsim.engine.counts.Tally;
import archsim.workloads.Layer;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * 64 inputs, all there, and four filters of 8, 1, 6 and 3 weights of 8 bits. Prices at 45 nm: arithmetic-45nm.json,
 * cacti-45nm.json, logic-45nm.json.
 */
class SparTenOnPaperTest {

    private static final Accelerator SPARTEN = AcceleratorLibrary.find("sparten");
    private static final int[] WEIGHTS = {8, 1, 6, 3};

    private static LayerWorkload layer() {
        return new LayerWorkload(
                new Layer("paper", LayerShape.fullyConnected(1, 64, 4)),
                Mask.of(256, i -> i % 64 < WEIGHTS[i / 64]),
                Mask.full(64),
                8,
                Scheme.NON_STRUCTURED);
    }

    /**
     * 18 pairs match. Loaded: 18 x 8 = 144 bits of values (1 word of 256), 4 x 64 bits of masks (1 word), 64 x 8 bits of
     * inputs (2 words). Read: the 144 bits and the masks again; for the one round of filters 64 bits of mask and 512 of
     * inputs, 576 (3 words). 4 x 8 bits of outputs are written and leave (1 word of 128 each).
     */
    @Test
    void countsAreThoseOfPaper() {
        var paper = new Tally();
        paper.add("multipliers", DataType.PSUMS, Action.Multiply.of(8), 18);
        paper.add("adders", DataType.PSUMS, new Action.Add(24), 18);
        paper.add("indexing", DataType.INDICES, new Action.MaskJoin(128), 18);
        paper.add("weightBuffer", DataType.WEIGHTS, new Action.SramAccess(1024, 256, true), 1);
        paper.add("weightBuffer", DataType.INDICES, new Action.SramAccess(1024, 256, true), 1);
        paper.add("weightBuffer", DataType.WEIGHTS, new Action.SramAccess(1024, 256, false), 1);
        paper.add("weightBuffer", DataType.INDICES, new Action.SramAccess(1024, 256, false), 1);
        paper.add("inputBuffer", DataType.INPUTS, new Action.SramAccess(4096, 256, true), 2);
        paper.add("inputBuffer", DataType.INPUTS, new Action.SramAccess(4096, 256, false), 3);
        paper.add("outputBuffer", DataType.OUTPUTS, new Action.SramAccess(2048, 128, true), 1);
        paper.add("outputBuffer", DataType.OUTPUTS, new Action.SramAccess(2048, 128, false), 1);
        assertThat(Tally.of(SPARTEN.dataflow().plan(layer(), SPARTEN.machine())))
                .isEqualTo(paper.counts());
    }

    /**
     * Rows: multiply 8 b 0.2; add 16 b 0.05 and 32 b 0.1, so 24 b 0.075; joining masks of 128 bits 0.824;
     * SRAM of 1024 B x 256 b 9.12582 and 10.6849 (read and write), 4096 B x 256 b 10.2041 and 17.4919, 2048 B x 128 b
     * 3.79698 and 7.44088. Leakage in mW: 1024 banks of 3.81249e-05, 32 of 0.000134691, 32 of 7.43359e-05.
     */
    @Test
    void energiesAreThoseOfPaper() {
        PaperMachine.checkEnergy(
                SPARTEN,
                layer(),
                Map.of(
                        "multipliers", 3.6, // 18 x 0.2
                        "adders", 1.35, // 18 x 0.075
                        "indexing", 14.832, // 18 x 0.824
                        "weightBuffer", 39.62144, // 2 x 10.6849 + 2 x 9.12582
                        "inputBuffer", 65.5961, // 2 x 17.4919 + 3 x 10.2041
                        "outputBuffer", 11.23786), // 7.44088 + 3.79698
                1024 * 3.81249e-05 + 32 * 0.000134691 + 32 * 7.43359e-05);
    }

    /** Rows: multiplier 8 b 396.875 um2; adder 16 b 139 and 256 b 2224, so 24 b 208.5; SRAM as above, in mm2. */
    @Test
    void areasAreThoseOfPaper() {
        PaperMachine.checkAreas(
                SPARTEN,
                Map.of(
                        "multipliers",
                        0.4064, // 1024 x 396.875e-6
                        "adders",
                        0.213504, // 1024 x 208.5e-6
                        "indexing",
                        2.141184, // 1024 x 2091e-6
                        "weightBuffer",
                        1024 * 0.0105604,
                        "inputBuffer",
                        32 * 0.0192628,
                        "outputBuffer",
                        32 * 0.0083071));
    }
}

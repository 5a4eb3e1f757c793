package archsim.engine.machines.eyeriss;

import static archsim.engine.counts.WorkedLayer.between;

import archsim.energy.Action;
import archsim.energy.DataType;
import archsim.engine.UniformLayer;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.engine.counts.PaperClock;
import archsim.engine.counts.WorkedLayer;
import archsim.workloads.Layer;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EyerissWorkedLayerTest {

    private static final Accelerator DESIGN = AcceleratorLibrary.find("eyeriss");

    /** stillmaker-baas: the energy polynomials of 65 nm at 1.1 V and of 45 nm at 1 V. */
    private static final double TO_65_NM = (3.755 * 1.1 * 1.1 - 4.398 * 1.1 + 1.975) / (1.018 - 0.3107 + 0.1539);

    /** arithmetic-45nm: register files of 12, 24 and 224 words, 16-bit sum and product. */
    private static final double INPUT_SPAD = 0.053205 * TO_65_NM;

    private static final double PSUM_SPAD = 0.119513 * TO_65_NM;

    /** cacti-65nm: 224 words of 16 bits lie in 512 B. */
    private static final double FILTER_SPAD_READ = 1.33996;

    private static final double FILTER_SPAD_WRITE = 2.04003;
    private static final double ADD = 0.05 * TO_65_NM;
    private static final double MULTIPLY = 0.62 * TO_65_NM;

    /** interconnect: half of C V^2 / 2 and 44 % for repeaters; the wires of 65 nm lie between those of 50 and 70. */
    private static final double BIT_MM = 0.5 * 1.44 * between(50, 0.345, 70, 0.367, 65) * 1.1 * 1.1 / 2;

    /** cacti-65nm, 4096 B of 64 b. */
    private static final double READ = 6.16767;

    private static final double WRITE = 11.9532;

    /**
     * One 3 x 3 filter over 5 x 5 inputs in one pass on 3 x 3 PEs, inputs on the diagonal only: 81 products of which 19 have
     * an input. 9 outputs are the sums of columns of 3 PEs.
     */
    @Test
    void aPassMovesWordsOverTheNetworkAndGatesProducts() {
        var layer = new LayerWorkload(
                new Layer("layer", UniformLayer.shape(1, 1, 1, 5, 5, 3, 3, 1, 0, 1)),
                Mask.full(9),
                Mask.of(25, i -> i % 6 == 0),
                16,
                Scheme.DENSE);
        var read = new Action.SramAccess(4096, 64, false);
        var write = new Action.SramAccess(4096, 64, true);
        new WorkedLayer(DESIGN, layer)
                // 9 weights are 2.25 words
                .line("weightBuffer", DataType.WEIGHTS, write, 3, WRITE)
                .line("weightBuffer", DataType.WEIGHTS, read, 3, READ)
                // each of 3 columns of PEs has its own copy; 12 rows and 14 columns of PEs 0.24 mm apart
                .line("filterSpad", DataType.WEIGHTS, new Action.RegisterAccess(224, 16, true), 27, FILTER_SPAD_WRITE)
                .line("network", DataType.WEIGHTS, new Action.WireTransfer(16, 2.88 + 3.36), 9, 16 * 6.24 * BIT_MM)
                // 25 inputs are 6.25 words; each of 9 PEs takes a row of 5; 3 rows of the array take a word
                .line("inputBuffer", DataType.INPUTS, write, 7, WRITE)
                .line("inputBuffer", DataType.INPUTS, read, 7, READ)
                .line("inputSpad", DataType.INPUTS, new Action.RegisterAccess(12, 16, true), 45, INPUT_SPAD)
                .line("network", DataType.INPUTS, new Action.WireTransfer(16, 2.88 + 3 * 3.36), 25, 16 * 12.96 * BIT_MM)
                // every product looks at its input
                .line("inputSpad", DataType.INPUTS, new Action.RegisterAccess(12, 16, false), 81, INPUT_SPAD)
                .line("filterSpad", DataType.WEIGHTS, new Action.RegisterAccess(224, 16, false), 19, FILTER_SPAD_READ)
                .line("multipliers", DataType.PSUMS, Action.Multiply.of(16), 19, MULTIPLY)
                // 19 sums of products, and 3 PEs add to each of 9 outputs
                .line("adders", DataType.PSUMS, new Action.Add(16), 19 + 27, ADD)
                .line("psumSpad", DataType.PSUMS, new Action.RegisterAccess(24, 16, false), 19 + 27, PSUM_SPAD)
                .line("psumSpad", DataType.PSUMS, new Action.RegisterAccess(24, 16, true), 19, PSUM_SPAD)
                // 9 sums in and out of the array, and from each of 3 PEs but the last to the next
                .line("network", DataType.PSUMS, new Action.WireTransfer(16, 6.24), 18, 16 * 6.24 * BIT_MM)
                .line("network", DataType.PSUMS, new Action.WireTransfer(16, 0.24), 18, 16 * 0.24 * BIT_MM)
                .line("outputBuffer", DataType.OUTPUTS, write, 3, WRITE)
                .line("outputBuffer", DataType.OUTPUTS, read, 3, READ)
                // 2 + 3 + 22 banks
                .check(27 * 0.000986864);
    }

    /** logic-45nm by stillmaker-baas: 0.08 to 0.053; cacti-65nm, 4096 B of 64 b. */
    @Test
    void multipliersAndBanksTakeTheirArea() {
        WorkedLayer.checkArea(
                DESIGN,
                Map.of(
                        "multipliers",
                        168 * 1587.5e-6 * 0.08 / 0.053,
                        "adders",
                        168 * 139e-6 * 0.08 / 0.053,
                        "weightBuffer",
                        2 * 0.0281628,
                        "inputBuffer",
                        3 * 0.0281628,
                        "outputBuffer",
                        22 * 0.0281628,
                        // cacti-65nm, 512 B of 16 b; flip-flops
                        "filterSpad",
                        168 * 0.00387589,
                        "inputSpad",
                        PaperClock.registersMm2(DESIGN, 168 * 12 * 16),
                        "psumSpad",
                        PaperClock.registersMm2(DESIGN, 168 * 24 * 16)));
    }
}

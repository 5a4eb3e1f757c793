package archsim.engine.machines.eie;

import static archsim.engine.counts.WorkedLayer.between;
import static archsim.engine.machines.PricedLayer.settlingWithin;
import static java.util.Map.entry;

import archsim.energy.Action;
import archsim.energy.DataType;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.engine.counts.PaperClock;
import archsim.engine.counts.WorkedLayer;
import archsim.workloads.Layer;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EieWorkedLayerTest {

    private static final Accelerator DESIGN = AcceleratorLibrary.find("eie");

    /** arithmetic-45nm: 16-bit sum and product, and a word of the file of 64. */
    private static final double ADD_16 = 0.05;

    private static final double MULTIPLY_16 = 0.62;
    private static final double FILE_64 = 0.36264;

    /**
     * 66 rows on 64 PEs: PEs 0 and 1 have two. Column 0 has weights in rows 0 and 64 of PE 0 and row 1 of PE 1, column 1 in
     * row 5, column 2 in row 64. Input 1 is zero, so columns 0, 2 and 3 go out to 64 PEs, and 3 + 1 + 0 entries are worked
     * off. PE 0 has its three entries in one word, read for column 0 and again for column 2; PE 1 has one word: 3 words, 2 of
     * weights and 1 of indices.
     */
    @Test
    void aColumnGoesOutToAllPesAndIsWorkedOffEntryByEntry() {
        Set<Integer> weights = Set.of(0, 64 * 4, 4, 5 * 4 + 1, 64 * 4 + 2);
        var layer = new LayerWorkload(
                new Layer("layer", LayerShape.fullyConnected(1, 4, 66)),
                Mask.of(4 * 66, weights::contains),
                Mask.of(4, i -> i != 1),
                4,
                Scheme.NON_STRUCTURED);
        new WorkedLayer(DESIGN, layer)
                // 4 inputs of 16 bits are a word of 64: cacti-45nm, 1024 B of 64 b
                .line("inputBuffer", DataType.INPUTS, new Action.SramAccess(1024, 64, true), 1, 3.49161)
                .line("inputBuffer", DataType.INPUTS, new Action.SramAccess(1024, 64, false), 1, 1.66966)
                .line("inputRegisters", DataType.INPUTS, new Action.RegisterAccess(64, 16, true), 4, FILE_64)
                .line("inputRegisters", DataType.INPUTS, new Action.RegisterAccess(64, 16, false), 4, FILE_64)
                // sparse-logic-45nm: 64 lines
                .line("nonZeroDetection", DataType.INPUTS, new Action.PriorityEncode(64), 3, 0.1843)
                // 16 flip-flops and a pointer of 3 bits: three quarters of a 4-bit sum
                .line("queues", DataType.INPUTS, new Action.FifoAccess(8, 16, true), 192, 16 * 0.008999495 + 0.01125)
                .line("queues", DataType.INPUTS, new Action.FifoAccess(8, 16, false), 192, 16 * 0.008999495 + 0.01125)
                // start and end: cacti-45nm, 16384 B of 16 b
                .line("pointerMemory", DataType.INDICES, new Action.SramAccess(16384, 16, false), 384, 9.17274)
                // cacti-45nm, 131072 B of 64 b
                .line("weightBuffer", DataType.WEIGHTS, new Action.SramAccess(131072, 64, false), 2, 32.2859)
                .line("weightBuffer", DataType.INDICES, new Action.SramAccess(131072, 64, false), 1, 32.2859)
                // a 4-bit sum
                .line("indexing", DataType.INDICES, new Action.IndexDecode(4), 4, 0.015)
                // 16 words lie between the files of 12 and of 24
                .line(
                        "codebook",
                        DataType.WEIGHTS,
                        new Action.RegisterAccess(16, 16, false),
                        4,
                        between(12, 0.053205, 24, 0.119513, 16))
                .line("multipliers", DataType.PSUMS, Action.Multiply.of(16), 4, MULTIPLY_16 * settlingWithin(1989))
                .line("accumulators", DataType.PSUMS, new Action.Accumulate(64, 16), 4, 2 * FILE_64 + ADD_16)
                // 66 outputs of 16 bits are 16.5 words
                .line("outputBuffer", DataType.OUTPUTS, new Action.SramAccess(1024, 64, true), 17, 3.49161)
                .line("outputBuffer", DataType.OUTPUTS, new Action.SramAccess(1024, 64, false), 17, 1.66966)
                // 64 banks of weights, and as many of inputs and of outputs
                .check(64 * (0.00334055 + 2 * 3.53876e-5));
    }

    /** logic-45nm: 1587.5 and 139 um2 for 16 bits; cacti-45nm: 131072 B of 64 b and 1024 B of 64 b. */
    @Test
    void sixtyFourPesTakeTheirArea() {
        WorkedLayer.checkArea(
                DESIGN,
                Map.ofEntries(
                        entry("multipliers", 64 * 1587.5e-6),
                        entry("weightBuffer", 64 * 0.429589),
                        entry("inputBuffer", 64 * 0.0035993),
                        entry("outputBuffer", 64 * 0.0035993),
                        // flip-flops: files of 64 words and an adder of 16 bits, a queue of 8, a codebook of 16
                        entry("inputRegisters", PaperClock.registersMm2(DESIGN, 64 * 64 * 16)),
                        entry("accumulators", 64 * 139e-6 + PaperClock.registersMm2(DESIGN, 64 * 64 * 16)),
                        entry("queues", PaperClock.registersMm2(DESIGN, 64 * 8 * 16)),
                        entry("codebook", PaperClock.registersMm2(DESIGN, 64 * 16 * 16)),
                        // sparse-logic-45nm: 64 lines; a sum of 4 bits a PE
                        entry("nonZeroDetection", 162e-6),
                        entry("indexing", 64 * 4 * 8.6875e-6),
                        // two banks of 16 KiB
                        entry("pointerMemory", 2 * 64 * 0.0508127)));
    }
}

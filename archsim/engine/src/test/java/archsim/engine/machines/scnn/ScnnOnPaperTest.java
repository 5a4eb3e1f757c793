package archsim.engine.machines.scnn;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.energy.Action;
import archsim.energy.DataType;
import archsim.engine.UniformLayer;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.engine.counts.PaperClock;
import archsim.engine.counts.PaperMachine;
import archsim.engine.counts.Tally;
import archsim.engine.plan.LayerPlan;
import archsim.engine.plan.Transfer;
import archsim.workloads.Layer;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * One channel of 16 x 16 inputs and eight filters of 1 x 1 with 16 bits, nothing zero: each of the 64 PEs holds one vector
 * of 2 x 2 inputs, which meets two vectors of weights.
 *
 * <p>Prices at 16 nm: arithmetic-45nm.json and logic-45nm.json scaled by stillmaker-baas.json, cacti-22nm.json, the nearest
 * node, scaled likewise, and interconnect.json.
 */
class ScnnOnPaperTest {

    private static final Accelerator SCNN = AcceleratorLibrary.find("scnn");

    /** Energies of a gate: 45 nm at 1 V, 32 and 20 nm at 0.9 V, 16 nm at 0.85 V. */
    private static final double GATE_45 = 1.018 - 0.3107 + 0.1539;

    private static final double GATE_32 = 0.8367 * 0.81 - 0.4341 * 0.9 + 0.1701;
    private static final double GATE_20 = 0.373 * 0.81 - 0.1582 * 0.9 + 0.04104;
    private static final double GATE_16 = 0.2958 * 0.7225 - 0.1241 * 0.85 + 0.03024;

    private static final double LOGIC = GATE_16 / GATE_45;
    private static final double SRAM = GATE_16 / PaperMachine.between(20, GATE_20, 32, GATE_32, 22);

    private static LayerWorkload layer() {
        var shape = UniformLayer.shape(1, 1, 8, 16, 16, 1, 1, 1, 0, 1);
        return new LayerWorkload(new Layer("paper", shape), Mask.full(8), Mask.full(256), 16, Scheme.DENSE);
    }

    /**
     * Queues of 4096 bits are 51 vectors of 4 x (16 + 4). 8 weights and runs go into 64 of them; 64 x 2 steps take 4 each.
     * 64 input vectors of 4 x 20 bits are a word each. Runs of 128 x 4 weights and 64 x 4 inputs are decoded. 64 x 4 x 8
     * products cross from 16 to 32 banks of 32 sums. 2048 outputs of 20 bits are 512 words. 128 bits of weights and 36 of indices
     * pass the prefetch memory in words of 80.
     */
    @Test
    void countsAreThoseOfPaper() {
        var paper = new Tally();
        paper.add("weightQueues", DataType.WEIGHTS, new Action.FifoAccess(51, 16, true), 512);
        paper.add("weightQueues", DataType.WEIGHTS, new Action.FifoAccess(51, 16, false), 512);
        paper.add("weightQueues", DataType.INDICES, new Action.FifoAccess(51, 4, true), 512);
        paper.add("weightQueues", DataType.INDICES, new Action.FifoAccess(51, 4, false), 512);
        for (boolean write : new boolean[] {true, false}) {
            paper.add("weightPrefetch", DataType.WEIGHTS, new Action.SramAccess(4096, 80, write), 2);
            paper.add("weightPrefetch", DataType.INDICES, new Action.SramAccess(4096, 80, write), 1);
        }
        paper.add("inputBuffer", DataType.INPUTS, new Action.SramAccess(10240, 80, false), 64);
        paper.add("outputBuffer", DataType.OUTPUTS, new Action.SramAccess(10240, 80, true), 512);
        paper.add("indexing", DataType.INDICES, new Action.IndexDecode(4), 768);
        paper.add("indexing", DataType.INDICES, new Action.LocateProduct(), 2048);
        paper.add("multipliers", DataType.PSUMS, Action.Multiply.of(16), 2048);
        paper.add("crossbar", DataType.PSUMS, new Action.CrossbarTransfer(16, 32, 24), 2048);
        paper.add("accumulators", DataType.PSUMS, new Action.Accumulate(32, 24), 2048);
        assertThat(Tally.of(SCNN.dataflow().plan(layer(), SCNN.machine()))).isEqualTo(paper.counts());
    }

    /** 8 weights of 16 bits; their 8 runs of 4 bits and a count from 0 to 8. Activations stay on the chip. */
    @Test
    void dramMovesWeightsAndTheirIndices() {
        LayerPlan plan = SCNN.dataflow().plan(layer(), SCNN.machine());
        assertThat(plan.tiles()).hasSize(1);
        assertThat(plan.tiles().get(0).loads())
                .containsExactly(
                        new Transfer(DataType.INPUTS, 0, 0),
                        new Transfer(DataType.WEIGHTS, 0, 128),
                        new Transfer(DataType.INDICES, 128, 36));
        assertThat(plan.tiles().get(0).store().bits()).isZero();
    }

    /**
     * Rows: multiply 16 b 0.62; add 4 b 0.015 and 8 b 0.03, so 6 b 0.0225; 16 b 0.05 and 32 b 0.1, so 24 b 0.075; register
     * files of 16 b: 24 words 0.119513 and 64 words 0.36264 around 32 and 51.
     */
    @Test
    void energiesAreThoseOfPaper() {
        double queuePj = PaperMachine.between(24, 0.119513, 64, 0.36264, 51);
        double bankPj = PaperMachine.between(24, 0.119513, 64, 0.36264, 32) * 24 / 16;
        PaperMachine.checkEnergy(
                SCNN,
                layer(),
                Map.of(
                        "weightQueues", (1024 * (queuePj + 0.0225) + 1024 * (queuePj * 4 / 16 + 0.0225)) * LOGIC,
                        "weightPrefetch", 3 * prefetchPj() * SRAM,
                        "inputBuffer", 64 * sram(1.59026, 2.00944, 2.6436, 3.82976) * SRAM,
                        "outputBuffer", 512 * sram(1.77144, 3.2352, 2.27963, 4.19212) * SRAM,
                        "indexing", (768 * 0.015 + 2048 * 0.234) * LOGIC,
                        "multipliers", 2048 * 0.62 * LOGIC,
                        "crossbar", 2048 * crossbarPj(),
                        "accumulators", 2048 * (2 * bankPj + 0.075) * LOGIC),
                64 * leakageMw() * SRAM);
    }

    /** Figures of 10240 B x 80 b from those of 8192 B with 64 and 128 b and of 16384 B with 64 and 128 b. */
    private static double sram(double small64, double small128, double large64, double large128) {
        double small = PaperMachine.between(64, small64, 128, small128, 80);
        double large = PaperMachine.between(64, large64, 128, large128, 80);
        return PaperMachine.between(8192, small, 16384, large, 10240);
    }

    /** Writing and reading a word of 80 b in 4096 B, from those of 64 and 128 b. */
    private static double prefetchPj() {
        return PaperMachine.between(64, 1.17092, 128, 1.5901, 80) + PaperMachine.between(64, 1.24601, 128, 2.17935, 80);
    }

    /** A bank of 512 B x 80 b from those with 64 and 128 b, and two of 10240 B. */
    private static double leakageMw() {
        return PaperMachine.between(64, 0.000143493, 128, 0.000139037, 80)
                + 2 * sram(0.00161655, 0.00159732, 0.00287171, 0.00277833);
    }

    /**
     * 24 bits over (16 + 32) x 24 wires of 0.297 um. A bit and millimetre: activity 0.5 and repeaters 1.44, of 0.247 pF at
     * 13 nm and 0.266 pF at 18 nm, at 0.85 V.
     */
    private static double crossbarPj() {
        double picofarads = PaperMachine.between(13, 0.247, 18, 0.266, 16);
        double bitMillimetrePj = 0.5 * 1.44 * picofarads * 0.85 * 0.85 / 2;
        return 24 * (16 + 32) * 24 * 0.297e-3 * bitMillimetrePj;
    }

    /**
     * Rows: multiplier 16 b 1587.5 um2; adder 16 b 139 and 256 b 2224, so 24 b 208.5; SRAM as above. Gates over those of
     * 180 nm: 45 nm 0.053, 32 nm 0.025, 20 nm 0.011, 16 nm 0.01.
     */
    @Test
    void areasAreThoseOfPaper() {
        double logic = 0.01 / 0.053;
        double sram = 0.01 / PaperMachine.between(20, 0.011, 32, 0.025, 22);
        double activationsMm2 = 64 * sram(0.00626543, 0.00661001, 0.0150736, 0.0127447) * sram;
        PaperMachine.checkAreas(
                SCNN,
                Map.of(
                        "multipliers", 1024 * 1587.5e-6 * logic,
                        // the place of each product, and a sum of 4 bits for each of 4 weights and 4 inputs of 64 PEs
                        "indexing", (1024 * 136e-6 + 64 * 8 * 4 * 8.6875e-6) * logic,
                        // 64 PEs of 16 x 32 ports of 24 bits, wires 0.297 um apart
                        "crossbar", 64 * 16 * 32 * 24 * 24 * 0.297e-3 * 0.297e-3,
                        // an adder a multiplier; two sets of 1,024 sums of 24 bits in 64 PEs
                        "accumulators", 1024 * 208.5e-6 * logic + PaperClock.registersMm2(SCNN, 2L * 64 * 1024 * 24),
                        "weightPrefetch", PaperMachine.between(64, 0.00350925, 128, 0.00385383, 80) * sram,
                        "weightQueues", 64 * PaperMachine.between(64, 0.00051069, 128, 0.000903537, 80) * sram,
                        "inputBuffer", activationsMm2,
                        "outputBuffer", activationsMm2));
    }
}

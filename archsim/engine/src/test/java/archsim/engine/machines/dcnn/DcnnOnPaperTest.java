package archsim.engine.machines.dcnn;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.energy.Action;
import archsim.energy.DataType;
import archsim.engine.UniformLayer;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.engine.counts.PaperMachine;
import archsim.engine.counts.Tally;
import archsim.workloads.Layer;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * 16 channels of 8 x 8 inputs, every second one zero, and four filters of 1 x 1 with 16 bits: each of the 64 PEs has one
 * position and makes four dot products.
 *
 * <p>Prices at 16 nm: arithmetic-45nm.json and logic-45nm.json scaled by stillmaker-baas.json, and cacti-22nm.json, the
 * nearest node, scaled likewise.
 */
class DcnnOnPaperTest {

    private static final Accelerator DCNN = AcceleratorLibrary.find("dcnn");
    private static final Accelerator DCNN_OPT = AcceleratorLibrary.find("dcnn-opt");

    /** Energies of a gate: 45 nm at 1 V, 32 and 20 nm at 0.9 V, 16 nm at 0.85 V. */
    private static final double GATE_45 = 1.018 - 0.3107 + 0.1539;

    private static final double GATE_32 = 0.8367 * 0.81 - 0.4341 * 0.9 + 0.1701;
    private static final double GATE_20 = 0.373 * 0.81 - 0.1582 * 0.9 + 0.04104;
    private static final double GATE_16 = 0.2958 * 0.7225 - 0.1241 * 0.85 + 0.03024;

    private static final double LOGIC = GATE_16 / GATE_45;
    private static final double SRAM = GATE_16 / PaperMachine.between(20, GATE_20, 32, GATE_32, 22);

    private static LayerWorkload layer() {
        var shape = UniformLayer.shape(1, 16, 4, 8, 8, 1, 1, 1, 0, 1);
        return new LayerWorkload(
                new Layer("paper", shape), Mask.full(64), Mask.of(1024, i -> i % 2 == 0), 16, Scheme.DENSE);
    }

    @Test
    void countsAreThoseOfPaper() {
        assertThat(Tally.of(DCNN.dataflow().plan(layer(), DCNN.machine())))
                .isEqualTo(paper(4096).counts());
    }

    /** Half of the products have an operand that is zero. */
    @Test
    void countsOfTheOptimisedMachineAreThoseOfPaper() {
        assertThat(Tally.of(DCNN_OPT.dataflow().plan(layer(), DCNN_OPT.machine())))
                .isEqualTo(paper(2048).counts());
    }

    /**
     * 64 weights go into 64 queues of 8192 bits, which are 32 vectors of 16 x 16. 64 x 4 dot products take 16 of them
     * each and add to one of 1024 sums. Each of the 64 vectors of 16 inputs is read once, as two words of 128. 256
     * outputs of 16 bits are 32 words. 1024 bits of weights pass the prefetch memory in 8 words of 128. All inputs and outputs stay on the chip.
     */
    private static Tally paper(long products) {
        var paper = new Tally();
        paper.add("weightQueues", DataType.WEIGHTS, new Action.FifoAccess(32, 16, true), 4096);
        paper.add("weightQueues", DataType.WEIGHTS, new Action.FifoAccess(32, 16, false), 4096);
        paper.add("weightPrefetch", DataType.WEIGHTS, new Action.SramAccess(4096, 128, true), 8);
        paper.add("weightPrefetch", DataType.WEIGHTS, new Action.SramAccess(4096, 128, false), 8);
        paper.add("inputBuffer", DataType.INPUTS, new Action.SramAccess(16384, 128, false), 128);
        paper.add("outputBuffer", DataType.OUTPUTS, new Action.SramAccess(16384, 128, true), 32);
        paper.add("multipliers", DataType.PSUMS, Action.Multiply.of(16), products);
        paper.add("adders", DataType.PSUMS, new Action.Add(24), products);
        paper.add("accumulators", DataType.PSUMS, new Action.Accumulate(1024, 24), 256);
        return paper;
    }

    @Test
    void energiesAreThoseOfPaper() {
        checkEnergy(DCNN, 4096);
    }

    @Test
    void energiesOfTheOptimisedMachineAreThoseOfPaper() {
        checkEnergy(DCNN_OPT, 2048);
    }

    /**
     * Rows: multiply 16 b 0.62; add 4 b 0.015 and 8 b 0.03, so 5 b 0.01875; 16 b 0.05 and 32 b 0.1, so 24 b 0.075;
     * register files of 16 b: 24 words 0.119513 and 64 words 0.36264 around 32; 1024 sums of 24 b lie in SRAM of 3072 B;
     * SRAM of 16384 B x 128 b 3.82976 and 4.19212 (read and write). Leakage in mW: 64 banks of 1024 B x 128 b 0.000272593,
     * twice 64 of 16384 B 0.00277833.
     */
    private static void checkEnergy(Accelerator machine, long products) {
        double queuePj = PaperMachine.between(24, 0.119513, 64, 0.36264, 32) + 0.01875;
        PaperMachine.checkEnergy(
                machine,
                layer(),
                Map.of(
                        "weightQueues", 2 * 4096 * queuePj * LOGIC,
                        "weightPrefetch", 8 * (1.5901 + 2.17935) * SRAM,
                        "inputBuffer", 128 * 3.82976 * SRAM,
                        "outputBuffer", 32 * 4.19212 * SRAM,
                        "multipliers", products * 0.62 * LOGIC,
                        "adders", products * 0.075 * LOGIC,
                        "accumulators", 256 * (accumulatorPj() * SRAM + 0.075 * LOGIC)),
                64 * (0.000272593 + 2 * 0.00277833) * SRAM);
    }

    /** Reading and writing 24 b in 3072 B, from figures of 2048 and 4096 B with 16 and 32 b. */
    private static double accumulatorPj() {
        return sum(0.468428, 0.528664, 0.857138, 0.961782) + sum(0.377436, 0.56621, 0.546613, 0.779796);
    }

    private static double sum(double small16, double small32, double large16, double large32) {
        double small = PaperMachine.between(16, small16, 32, small32, 24);
        double large = PaperMachine.between(16, large16, 32, large32, 24);
        return PaperMachine.between(2048, small, 4096, large, 3072);
    }

    /**
     * Rows: multiplier 16 b 1587.5 um2; adder 16 b 139 and 256 b 2224, so 24 b 208.5; SRAM of 1024 B x 128 b 0.00126736 and
     * 16384 B x 128 b 0.0127447 mm2. Gates over those of 180 nm: 45 nm 0.053, 32 nm 0.025, 20 nm 0.011, 16 nm 0.01.
     */
    @Test
    void areasAreThoseOfPaper() {
        double logic = 0.01 / 0.053;
        double sram = 0.01 / PaperMachine.between(20, 0.011, 32, 0.025, 22);
        PaperMachine.checkAreas(
                DCNN,
                Map.of(
                        "multipliers", 1024 * 1587.5e-6 * logic,
                        "adders", 1024 * 208.5e-6 * logic,
                        "weightPrefetch", 0.00385383 * sram,
                        "weightQueues", 64 * 0.00126736 * sram,
                        "inputBuffer", 64 * 0.0127447 * sram,
                        "outputBuffer", 64 * 0.0127447 * sram,
                        "accumulators", 64 * sum(0.00168929, 0.00172038, 0.00336675, 0.00336134) * sram));
    }
}

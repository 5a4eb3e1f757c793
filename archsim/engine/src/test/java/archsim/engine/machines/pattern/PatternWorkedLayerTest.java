package archsim.engine.machines.pattern;

import static archsim.engine.counts.WorkedLayer.between;

import archsim.energy.Action;
import archsim.energy.DataType;
import archsim.engine.UniformLayer;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.engine.counts.WorkedLayer;
import archsim.workloads.Layer;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;
import java.util.Map;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

class PatternWorkedLayerTest {

    private static final Accelerator DESIGN = AcceleratorLibrary.find("pattern");

    /** stillmaker-baas: the energy polynomials of 65 nm at 1.1 V and of 45 nm at 1 V. */
    private static final double TO_65_NM = (3.755 * 1.1 * 1.1 - 4.398 * 1.1 + 1.975) / (1.018 - 0.3107 + 0.1539);

    /** arithmetic-45nm: an 8-bit product; a 24-bit sum between those of 16 and 32. */
    private static final double MULTIPLY = 0.2 * TO_65_NM;

    private static final double ADD = 0.075 * TO_65_NM;

    /** cacti-65nm: 128 words of 24 bits lie in 512 B, between words of 16 and of 32. */
    private static final double ACCUMULATE =
            between(16, 1.33996, 32, 1.58089, 24) + between(16, 2.04003, 32, 3.26415, 24) + ADD;

    private static LayerWorkload layer(Scheme scheme, IntPredicate weights) {
        var shape = UniformLayer.shape(1, 2, 8, 6, 6, 3, 3, 1, 0, 1);
        return new LayerWorkload(new Layer("layer", shape), Mask.of(8 * 2 * 9, weights), Mask.full(72), 8, scheme);
    }

    /**
     * 8 filters of 2 channels over 16 positions; channel 0 has kernels of places 0 to 3, channel 1, which only filter 0
     * keeps, of places 5 to 8. 9 kernels of 4 weights; one bit tells the channel, one the pattern, and two how many kernels
     * of 0 to 2 a filter has.
     */
    @Test
    void aKernelMakesFourProductsAndOneAccumulationAPosition() {
        LayerWorkload layer = layer(Scheme.PATTERN, i -> i / 9 % 2 == 0 ? i % 9 < 4 : i < 18 && i % 9 > 4);
        new WorkedLayer(DESIGN, layer)
                // 36 weights of 8 bits are 2.25 words of 128; cacti-65nm, 4096 B of 128 b
                .line("weightBuffer", DataType.WEIGHTS, new Action.SramAccess(4096, 128, true), 3, 21.9453)
                .line("weightBuffer", DataType.WEIGHTS, new Action.SramAccess(4096, 128, false), 3, 8.15626)
                // 9 x 2 + 8 x 2 bits come, 9 x 2 are read
                .line("weightBuffer", DataType.INDICES, new Action.SramAccess(4096, 128, true), 1, 21.9453)
                .line("weightBuffer", DataType.INDICES, new Action.SramAccess(4096, 128, false), 1, 8.15626)
                // 72 inputs are 4.5 words, 4 x 9 x 16 are 36; cacti-65nm, 2048 B of 128 b
                .line("inputBuffer", DataType.INPUTS, new Action.SramAccess(2048, 128, true), 5, 13.8446)
                .line("inputBuffer", DataType.INPUTS, new Action.SramAccess(2048, 128, false), 36, 7.11158)
                // an index of two bits: two of the four of a 4-bit sum
                .line("indexing", DataType.INDICES, new Action.IndexDecode(2), 9, 0.0075 * TO_65_NM)
                .line("multipliers", DataType.PSUMS, Action.Multiply.of(8), 9 * 4 * 16, MULTIPLY)
                .line("adders", DataType.PSUMS, new Action.Add(24), 9 * 3 * 16, ADD)
                .line("accumulators", DataType.PSUMS, new Action.Accumulate(128, 24), 9 * 16, ACCUMULATE)
                // 128 outputs are 8 words; cacti-65nm, 8192 B of 128 b
                .line("outputBuffer", DataType.OUTPUTS, new Action.SramAccess(8192, 128, true), 8, 26.0971)
                .line("outputBuffer", DataType.OUTPUTS, new Action.SramAccess(8192, 128, false), 8, 14.5261)
                // 16 banks of weights, 16 of inputs, 2 of outputs
                .check(16 * (0.000985932 + 0.000552185) + 2 * 0.00175367);
    }

    /** The same layer dense: 18 columns in 4 steps of four and one of two; the 8 lanes read an input once. */
    @Test
    void aDenseStepOfTwoColumnsIsOneAccumulation() {
        new WorkedLayer(DESIGN, layer(Scheme.NON_STRUCTURED, i -> i % 2 == 0))
                // 144 weights of 8 bits are 9 words
                .line("weightBuffer", DataType.WEIGHTS, new Action.SramAccess(4096, 128, true), 9, 21.9453)
                .line("weightBuffer", DataType.WEIGHTS, new Action.SramAccess(4096, 128, false), 9, 8.15626)
                // 18 x 16 inputs are 18 words
                .line("inputBuffer", DataType.INPUTS, new Action.SramAccess(2048, 128, true), 5, 13.8446)
                .line("inputBuffer", DataType.INPUTS, new Action.SramAccess(2048, 128, false), 18, 7.11158)
                .line("multipliers", DataType.PSUMS, Action.Multiply.of(8), 8 * 18 * 16, MULTIPLY)
                .line("adders", DataType.PSUMS, new Action.Add(24), 8 * (4 * 3 + 1) * 16, ADD)
                .line("accumulators", DataType.PSUMS, new Action.Accumulate(128, 24), 8 * 5 * 16, ACCUMULATE)
                .line("outputBuffer", DataType.OUTPUTS, new Action.SramAccess(8192, 128, true), 8, 26.0971)
                .line("outputBuffer", DataType.OUTPUTS, new Action.SramAccess(8192, 128, false), 8, 14.5261)
                .check(16 * (0.000985932 + 0.000552185) + 2 * 0.00175367);
    }

    /** logic-45nm by stillmaker-baas, 0.08 to 0.053: 8-bit products, 24-bit sums between 16 and 256; cacti-65nm. */
    @Test
    void multipliersAndBanksTakeTheirArea() {
        WorkedLayer.checkArea(
                DESIGN,
                Map.of(
                        "multipliers", 256 * 396.875e-6 * 0.08 / 0.053,
                        "adders", 256 * 208.5e-6 * 0.08 / 0.053,
                        // a sum of 16 bits for each of 8 lanes; 64 PEs
                        "indexing", 8 * 139e-6 * 0.08 / 0.053,
                        "accumulators", 64 * between(16, 0.00387589, 32, 0.00395215, 24),
                        "weightBuffer", 16 * 0.0297619,
                        "inputBuffer", 16 * 0.017332,
                        "outputBuffer", 2 * 0.0578204));
    }
}

package archsim.engine.machines.sigma;

import archsim.energy.Action;
import archsim.energy.DataType;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.engine.counts.WorkedLayer;
import archsim.workloads.Layer;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SigmaWorkedLayerTest {

    private static final Accelerator DESIGN = AcceleratorLibrary.find("sigma");

    /**
     * One row of 300 weights on 256 multipliers, two vectors of which every third input is not zero. The row comes in parts
     * of 256 and 44; the first leaves a sum for each vector.
     */
    @Test
    void aRowInTwoPartsLeavesASumForEachVector() {
        var layer = new LayerWorkload(
                new Layer("layer", LayerShape.fullyConnected(2, 300, 1)),
                Mask.full(300),
                Mask.of(600, i -> i % 3 == 0),
                8,
                Scheme.NON_STRUCTURED);
        var smallRead = new Action.SramAccess(16384, 256, false);
        var smallWrite = new Action.SramAccess(16384, 256, true);
        // cacti-45nm, 16384 B of 256 b
        double readPj = 14.3158;
        double writePj = 44.5186;
        new WorkedLayer(DESIGN, layer)
                // 2,400 bits of values in words of 256, and 300 of bitmask
                .line("weightBuffer", DataType.WEIGHTS, smallWrite, 10, writePj)
                .line("weightBuffer", DataType.INDICES, smallWrite, 2, writePj)
                .line("weightBuffer", DataType.WEIGHTS, smallRead, 10, readPj)
                .line("weightBuffer", DataType.INDICES, smallRead, 2, readPj)
                // 600 inputs of 8 bits are 18.75 words, the 200 that are not zero 6.25: cacti-45nm, 131072 B of 256 b
                .line("inputBuffer", DataType.INPUTS, new Action.SramAccess(131072, 256, true), 19, 88.2016)
                .line("inputBuffer", DataType.INPUTS, new Action.SramAccess(131072, 256, false), 7, 73.7616)
                // arithmetic-45nm: 8-bit products, 32-bit sums
                .line("multipliers", DataType.PSUMS, Action.Multiply.of(8), 600, 0.2)
                .line("adders", DataType.PSUMS, new Action.Add(32), 600, 0.1)
                // two sums of 32 bits
                .line("outputBuffer", DataType.PSUMS, smallWrite, 1, writePj)
                .line("outputBuffer", DataType.PSUMS, smallRead, 1, readPj)
                .line("outputBuffer", DataType.OUTPUTS, smallWrite, 1, writePj)
                .line("outputBuffer", DataType.OUTPUTS, smallRead, 1, readPj)
                // 8 banks of each buffer
                .check(8 * (0.00331979 + 2 * 0.000499724));
    }

    /** logic-45nm: 396.875 um2 for a product of 8 bits, 278 for a sum of 32 between 16 and 256; cacti-45nm. */
    @Test
    void multipliersAndBanksTakeTheirArea() {
        WorkedLayer.checkArea(
                DESIGN,
                Map.of(
                        "multipliers", 256 * 396.875e-6,
                        "adders", 256 * 278e-6,
                        "weightBuffer", 8 * 0.0537415,
                        "inputBuffer", 8 * 0.473839,
                        "outputBuffer", 8 * 0.0537415));
    }
}

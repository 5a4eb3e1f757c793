package archsim.validation.machine;

import archsim.base.json.Range;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.engine.machines.sigma.Sigma;
import archsim.engine.pe.Machine;
import archsim.engine.pe.PeArray;
import archsim.validation.fact.Measurement;
import archsim.workloads.LayerShape;
import java.util.Optional;

/**
 * Cycles of a dense matrix product under the control of SIGMA's RTL, while memory never stalls it.
 *
 * @param multipliers a power of two
 * @param rows of the matrix that stays
 * @param window its columns
 * @param vectors that stream past
 */
public record SigmaRtlCycles(
        @Range(min = 4, max = 1024) int multipliers,
        @Range(min = 1, max = 1024) int rows,
        @Range(min = 1, max = 1024) int window,
        @Range(min = 1, max = 4096) int vectors,
        Sigma.Control control)
        implements Measurement {

    @Override
    public double value() {
        Accelerator shipped = AcceleratorLibrary.find("sigma");
        var machine = new Machine(
                new PeArray(multipliers / 4, 4),
                1,
                shipped.precision(),
                shipped.machine().buffers());
        LayerShape shape = LayerShape.convolution(window, rows).map(vectors, 1).build();
        return new Sigma(multipliers, Optional.of(control), Optional.empty())
                .plan(DenseLayer.of(shape, shipped.precision().weightBits()), machine)
                .computeCycles();
    }
}

package archsim.validation.machine;

import archsim.base.json.Range;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.engine.machines.nm.NmTensorCore;
import archsim.engine.pe.Machine;
import archsim.engine.pe.PeArray;
import archsim.validation.fact.Measurement;
import archsim.workloads.LayerShape;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Cycles of one dense block on an N:M core that is filled and drained, while memory never stalls it.
 *
 * @param rows of the array, each a filter
 * @param columns of the array, each a position
 * @param steps dot products of each output
 */
public record NmTileCycles(
        @Range(min = 1, max = 64) int rows,
        @Range(min = 1, max = 64) int columns,
        @Range(min = 1, max = 4096) int steps)
        implements Measurement {

    @Override
    public double value() {
        Accelerator shipped = AcceleratorLibrary.find("nm-tensor-core");
        var core = (NmTensorCore) shipped.dataflow();
        var filled = new NmTensorCore(
                core.n(),
                core.m(),
                core.dotProductWidth(),
                Optional.of(NmTensorCore.Fill.EACH_BLOCK),
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty());
        LayerShape shape = LayerShape.convolution(steps * core.dotProductWidth(), rows)
                .map(columns, 1)
                .build();
        var machine = new Machine(
                new PeArray(rows, columns),
                core.dotProductWidth(),
                shipped.precision(),
                shipped.machine().buffers());
        return filled.plan(DenseLayer.of(shape, shipped.precision().weightBits()), machine)
                .computeCycles();
    }
}

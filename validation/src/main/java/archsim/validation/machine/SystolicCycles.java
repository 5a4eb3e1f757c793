package archsim.validation.machine;

import archsim.base.json.Range;
import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.engine.machines.systolic.Systolic;
import archsim.engine.pe.Machine;
import archsim.engine.pe.PeArray;
import archsim.validation.fact.Measurement;
import archsim.workloads.network.LayerEntry;
import java.util.Optional;

/**
 * Cycles of a dense layer on a systolic array while memory never stalls it.
 *
 * @param rows of the array
 * @param columns of the array
 * @param layer on one image
 * @param overlap whether folds overlap; SCALE-Sim's, one after the other, if absent
 * @param drain of folds whose outputs stay; none if absent
 */
public record SystolicCycles(
        @Range(min = 1, max = 1024) int rows,
        @Range(min = 1, max = 1024) int columns,
        Systolic.Stationary stationary,
        LayerEntry layer,
        Optional<Boolean> overlap,
        Optional<Systolic.Drain> drain)
        implements Measurement {

    @Override
    public double value() {
        Machine shipped = AcceleratorLibrary.find("systolic").machine();
        var machine = new Machine(new PeArray(rows, columns), 1, shipped.precision(), shipped.buffers());
        return new Systolic(stationary, overlap, drain, Optional.empty())
                .plan(DenseLayer.of(layer.layer().shape(), shipped.precision().weightBits()), machine)
                .computeCycles();
    }
}

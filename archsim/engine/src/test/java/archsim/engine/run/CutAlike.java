package archsim.engine.run;

import archsim.engine.accelerator.Accelerator;
import archsim.engine.run.config.Fidelity;
import archsim.engine.run.config.Tiling;
import archsim.engine.run.pipeline.LayerFacts;
import archsim.engine.tiling.PipelineTime;
import archsim.tables.DramStandard;
import archsim.tables.TableSet;

/** Simulators that cut a layer alike whatever the memory: as a machine does that is asked for a plan without one. */
final class CutAlike {

    private CutAlike() {}

    static Simulator of(Accelerator accelerator, DramStandard memory, Fidelity fidelity) {
        return new Simulator(
                accelerator,
                memory,
                fidelity,
                Tiling.DEFAULT,
                (layer, machine, goal) -> machine.dataflow().plan(layer, machine.machine(), PipelineTime.goal()),
                LayerFacts::of,
                Prices.of(TableSet.shipped()));
    }
}

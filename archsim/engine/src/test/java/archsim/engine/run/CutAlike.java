package archsim.engine.run;

import archsim.engine.accelerator.Accelerator;
import archsim.engine.plan.LayerPlan;
import archsim.engine.run.config.Fidelity;
import archsim.engine.run.config.Overlap;
import archsim.engine.run.config.Tiling;
import archsim.engine.run.pipeline.LayerFacts;
import archsim.engine.tiling.PipelineTime;
import archsim.tables.DramStandard;
import archsim.tables.TableSet;
import archsim.workloads.LayerWorkload;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Simulators that cut a layer alike whatever the memory: as a machine does that is asked for a plan without one. */
final class CutAlike {

    private static final Map<Planned, LayerPlan> PLANS = new ConcurrentHashMap<>();

    private record Planned(Accelerator machine, LayerWorkload layer) {}

    private CutAlike() {}

    /** Made once for all tests that ask for it. */
    static LayerPlan plan(Accelerator machine, LayerWorkload layer) {
        return PLANS.computeIfAbsent(new Planned(machine, layer), key -> machine.dataflow()
                .plan(layer, machine.machine(), PipelineTime.goal()));
    }

    static Simulator of(Accelerator accelerator, DramStandard memory, Fidelity fidelity) {
        return new Simulator(
                accelerator,
                memory,
                fidelity,
                Overlap.NONE,
                Tiling.DEFAULT,
                (layer, machine, goal) -> plan(machine, layer),
                LayerFacts::of,
                Prices.of(TableSet.shipped()));
    }
}

package archsim.engine.run.result;

import archsim.energy.Action;
import archsim.energy.ActionCounts;
import archsim.energy.EnergyBreakdown;
import archsim.energy.EnergyModel;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.pe.Cause;
import archsim.engine.plan.LayerPlan;
import archsim.engine.run.pipeline.LayerFacts;
import archsim.engine.run.pipeline.MemoryOutcome;
import archsim.tables.DramStandard;
import archsim.workloads.LayerWorkload;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The metrics of one layer.
 *
 * @param layer that was run
 * @param facts of the layer
 * @param plan how
 * @param outcome when it ended
 */
public record LayerMetrics(
        LayerWorkload layer,
        LayerFacts facts,
        LayerPlan plan,
        MemoryOutcome outcome,
        Accelerator accelerator,
        DramStandard memory) {

    /** Everything that costs energy. */
    public ActionCounts counts() {
        return LayerActions.of(plan, outcome, accelerator, memory);
    }

    private double timeNs() {
        return outcome.cycles() * 1000.0 / accelerator.clockMhz();
    }

    /** All metrics, with {@code counts} of {@link #counts()} priced by {@code model}. */
    public Metrics priced(ActionCounts counts, EnergyModel model) {
        int multipliers = accelerator.machine().multipliers();
        long stallCycles = outcome.cycles() - plan.computeCycles();
        return new Metrics(
                wholeNumbers(),
                timeNs(),
                multipliers,
                plan.computeSlots().lost(Cause.DRAM_STALL, Math.multiplyExact(stallCycles, multipliers)),
                EnergyBreakdown.of(counts, model),
                outcome.dram().bytes(memory),
                sramAccesses(counts),
                facts.storage());
    }

    private Map<Count, Long> wholeNumbers() {
        return Map.of(
                Count.CYCLES, outcome.cycles(),
                Count.COMPUTE_CYCLES, plan.computeCycles(),
                Count.ANALYTICAL_CYCLES, outcome.analyticalCycles(),
                Count.MACS, layer.shape().macs(),
                Count.MACS_WEIGHTS, facts.macsWeights(),
                Count.EFFECTUAL_MACS, facts.effectualMacs(),
                Count.WEIGHTS, layer.layer().parameters(),
                Count.KEPT_WEIGHTS, facts.keptWeights());
    }

    private static Map<String, Long> sramAccesses(ActionCounts counts) {
        var accesses = new LinkedHashMap<String, Long>();
        counts.forEach((key, count) -> {
            if (key.action().inAnyNode() instanceof Action.SramAccess) {
                accesses.merge(key.component(), count, Math::addExact);
            }
        });
        return accesses;
    }
}

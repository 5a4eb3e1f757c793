package archsim.engine.machines.dcnn;

import archsim.base.json.Range;
import archsim.energy.Component;
import archsim.energy.ComponentParts;
import archsim.energy.Part;
import archsim.engine.machines.broadcast.BroadcastActions;
import archsim.engine.machines.broadcast.WeightPrefetch;
import archsim.engine.pe.Machine;
import archsim.engine.plan.Dataflow;
import archsim.engine.plan.FunctionalRun;
import archsim.engine.plan.LayerPlan;
import archsim.engine.plan.LayerValues;
import archsim.engine.plan.ZeroInputs;
import archsim.workloads.LayerWorkload;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * DCNN: the dense machine that SCNN is compared with, with as many multipliers.
 *
 * <p>Each PE owns a tile of the output map and makes one dot product over {@code channelsPerCycle} channels a cycle, for one
 * output position, filter and kernel offset; all PEs use the same weights, so the largest tile sets the pace. With stride
 * {@code t} the map is cut into {@code t * t} maps of stride 1, whose channels count as channels of the dot product. A
 * structured layer runs in its compacted shape: at each offset only the channels kept there.
 *
 * <p>Fully connected layers have no map to share: their filters are distributed over the PEs. Images of a batch are further outputs of
 * a PE: as many as its accumulators and the memories hold share each fetching of weights.
 *
 * <p>Zeros take their time like anything else. DCNN-opt ({@code optimised}) does not multiply where an operand is zero and
 * compresses the activations that go through DRAM.
 *
 * <p>Source: A. Parashar et al., "SCNN", ISCA 2017, its baselines DCNN and DCNN-opt (PT-IS-DP-dense).
 *
 * @param channelsPerCycle multipliers of a PE
 * @param accumulatorEntries sums that a PE holds: that many filters share each reading of the inputs
 * @param optimised whether this is DCNN-opt
 * @param prefetchBytes of a memory that weights wait in on their way from DRAM; none if absent
 */
public record Dcnn(
        @Range(min = 1, max = 256) int channelsPerCycle,
        @Range(min = 1, max = 1 << 20) int accumulatorEntries,
        boolean optimised,
        @Range(min = 0, max = 1 << 24) OptionalInt prefetchBytes)
        implements Dataflow {

    @Override
    public ZeroInputs zeroInputs() {
        return optimised ? ZeroInputs.GATED : ZeroInputs.MULTIPLIED;
    }

    @Override
    public boolean keepsMapsOnChip() {
        return true;
    }

    @Override
    public int multipliersPerPe() {
        return channelsPerCycle;
    }

    @Override
    public List<ComponentParts> components(Machine machine) {
        var parts = new ArrayList<ComponentParts>(prefetch().components(machine));
        parts.add(new ComponentParts(
                Component.ACCUMULATORS,
                machine.peArray().size(),
                new Part.RegisterFile(accumulatorEntries, machine.precision().accumulatorBits())));
        return parts;
    }

    /** Weights wait in queues. */
    @Override
    public Component weightMemory() {
        return BroadcastActions.WEIGHT_QUEUES;
    }

    /** The memory that weights wait in. */
    WeightPrefetch prefetch() {
        return new WeightPrefetch(prefetchBytes.orElse(0));
    }

    @Override
    public LayerPlan plan(LayerWorkload layer, Machine machine) {
        return new DcnnPlan(this, layer, machine).build();
    }

    @Override
    public FunctionalRun compute(LayerWorkload layer, Machine machine, LayerValues values) {
        return new DcnnPlan(this, layer, machine).compute(values);
    }
}

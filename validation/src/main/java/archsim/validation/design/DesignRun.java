package archsim.validation.design;

import archsim.energy.ActionCounts;
import archsim.energy.EnergyBreakdown;
import archsim.energy.EnergyModel;
import archsim.energy.EnergyModels;
import archsim.energy.PriceBounds;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.engine.plan.LayerPlan;
import archsim.engine.plan.MappingGoal;
import archsim.engine.plan.MemoryRate;
import archsim.engine.plan.Objective;
import archsim.engine.run.Simulator;
import archsim.engine.run.config.Fidelity;
import archsim.engine.run.result.LayerActions;
import archsim.engine.run.result.Metrics;
import archsim.engine.run.result.RunResult;
import archsim.engine.tiling.PipelineTime;
import archsim.tables.DramStandards;
import archsim.tables.TableSet;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Workload;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What a workload costs on a design that ships. */
public final class DesignRun {

    private static final String MEMORY = "dram";
    private static final Map<List<Object>, RunResult> RUNS = new ConcurrentHashMap<>();

    private static final MappingGoal NEVER_STALLING = PipelineTime.goal(Objective.CYCLES, new MemoryRate(1e12, 0, 1));

    private DesignRun() {}

    /** Cycles of all layers, cut as they are fastest where the memory never stalls. */
    static long computeCycles(String accelerator, Workload workload) {
        Accelerator machine = AcceleratorLibrary.find(accelerator);
        return workload.layers().parallelStream()
                .mapToLong(layer -> machine.dataflow()
                        .plan(layer, machine.machine(), NEVER_STALLING)
                        .computeCycles())
                .sum();
    }

    /** What the chip alone spends on all layers by component while memory never stalls, and how long it takes. */
    static ChipEnergy chipEnergy(Accelerator machine, Workload workload) {
        var counts = new ActionCounts();
        long cycles = 0;
        for (LayerWorkload layer : workload.layers()) {
            LayerPlan plan = machine.dataflow().plan(layer, machine.machine(), NEVER_STALLING);
            counts.addAll(LayerActions.ofChip(plan, machine));
            cycles += plan.computeCycles();
        }
        EnergyModel model = EnergyModels.of(
                TableSet.shipped(),
                machine.technologyNm(),
                machine.transistors(),
                machine.operatingPoint(),
                DramStandards.find("lpddr4-2400"));
        return new ChipEnergy(
                EnergyBreakdown.of(counts, model),
                PriceBounds.ofTotal(counts, model),
                cycles * 1000 / machine.clockMhz());
    }

    /** Average power of the chip without its memory while that never stalls, in milliwatts. */
    public static double chipPowerMw(Accelerator machine, Workload workload) {
        return chipEnergy(machine, workload).powerMw();
    }

    /** Between what {@link #chipPowerMw} lies. */
    public static PriceBounds chipPowerBoundsMw(Accelerator machine, Workload workload) {
        return chipEnergy(machine, workload).powerBoundsMw();
    }

    /** What prices the machine's actions, and the memory's. */
    static EnergyModel energyModel(String accelerator, String memory) {
        Accelerator machine = AcceleratorLibrary.find(accelerator);
        return EnergyModels.of(
                TableSet.shipped(),
                machine.technologyNm(),
                machine.transistors(),
                machine.operatingPoint(),
                DramStandards.find(memory));
    }

    /** The counts of the chip's own components. */
    public static ActionCounts ofChip(ActionCounts counts) {
        return ActionCounts.of(counts.toList().stream()
                .filter(count -> !count.component().equals(MEMORY))
                .toList());
    }

    /** All layers in closed form: contention in the memory is left out. */
    static RunResult run(String accelerator, String memory, Workload workload) {
        return new Simulator(AcceleratorLibrary.find(accelerator), DramStandards.find(memory), Fidelity.ANALYTICAL)
                .run(workload)
                .result();
    }

    /**
     * The same of a network, which is run once for all quantities that facts ask for.
     *
     * @param pruned whether at the network's densities, else dense
     */
    static RunResult run(String accelerator, String memory, DrawnNetwork network, boolean pruned) {
        return RUNS.computeIfAbsent(
                List.of(accelerator, memory, network, pruned),
                key -> run(accelerator, memory, pruned ? network.pruned() : network.dense()));
    }

    /** Picojoules without those of the memory. */
    public static double chipPj(Metrics metrics) {
        return metrics.energy().totalPj() - metrics.energy().componentPj(MEMORY);
    }
}

package archsim.engine.run;

import archsim.base.InvalidInputException;
import archsim.base.Memo;
import archsim.base.Problems;
import archsim.energy.EnergyModel;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.pe.Machine;
import archsim.engine.plan.Dataflow;
import archsim.engine.plan.InfeasibleLayerException;
import archsim.engine.plan.LayerPlan;
import archsim.tables.DramStandard;
import archsim.tables.SramTransistors;
import archsim.tables.TableSet;
import archsim.workloads.Layer;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What runs have in common, made once: masks, plans, runs of the same workload on the same machine.
 *
 * <p>Two points of a sweep often differ in one number only. A cache never changes a result.
 */
public final class RunCache {

    private static final long BYTES_A_TILE = 400;
    private static final long BYTES_A_LAYER_RESULT = 4_000;
    private static final int ENERGY_MODELS = 256;
    private static final int PARTS = 4096;

    private final TableSet tables;
    private final Memo<PartKey, Object> parts;
    private final Memo<ModelKey, EnergyModel> energyModels;
    private final Memo<Object, Workload> workloads;
    private final Memo<Same, LayerFacts> facts;
    private final Memo<PlanKey, LayerPlan> plans;
    private final Memo<RunKey, SimulatedRun> runs;

    private record PartKey(Class<?> type, Object written) {}

    private record ModelKey(int technologyNm, SramTransistors transistors, DramStandard memory) {}

    /** The one layer itself: comparing masks would cost as much as they save. */
    private record Same(LayerWorkload layer) {

        @Override
        @SuppressWarnings("ReferenceEquality")
        public boolean equals(Object other) {
            return other instanceof Same same && same.layer == layer;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(layer);
        }
    }

    private record PlanKey(Same layer, Dataflow dataflow, Machine machine) {}

    private record RunKey(Object content, Accelerator accelerator, DramStandard memory, Fidelity fidelity) {}

    private RunCache(TableSet tables, long bytes) {
        this.tables = tables;
        parts = new Memo<>(Math.min(bytes, PARTS), (key, part) -> 1);
        energyModels = new Memo<>(Math.min(bytes, ENERGY_MODELS), (key, model) -> 1);
        workloads = new Memo<>(bytes / 4, (key, workload) -> size(workload));
        facts = new Memo<>(bytes / 8, (key, found) -> size(key.layer()));
        plans = new Memo<>(bytes / 4, (key, plan) -> size(key.layer().layer()) + size(plan));
        runs = new Memo<>(
                bytes / 8,
                (key, run) -> BYTES_A_LAYER_RESULT * run.result().layers().size());
    }

    /** A cache for one run, which meets nothing twice. */
    public static RunCache none() {
        return none(TableSet.shipped());
    }

    /** The same, priced by {@code tables}. */
    static RunCache none(TableSet tables) {
        return new RunCache(tables, 0);
    }

    /** A cache that keeps about {@code bytes} at most. */
    public static RunCache ofBytes(long bytes) {
        return new RunCache(TableSet.shipped(), bytes);
    }

    /** Of the prices of all runs. */
    TableSet tables() {
        return tables;
    }

    /**
     * What a part of a configuration stands for: read once if it is sound, else told of anew.
     *
     * @param type of what it stands for
     * @param written by the author of the configuration; all that {@code read} depends on
     * @param problems gets its faults
     * @param read gives nothing if there are faults, of this part or of the whole
     */
    <T> Optional<T> part(Class<T> type, Object written, Problems problems, Function<Problems, Optional<T>> read) {
        try {
            return Optional.of(type.cast(parts.get(new PartKey(type, written), () -> sound(read))));
        } catch (InvalidInputException e) {
            return read.apply(problems);
        }
    }

    private static <T> T sound(Function<Problems, Optional<T>> read) {
        var own = new Problems("");
        return read.apply(own).filter(value -> own.isEmpty()).orElseThrow(own::toException);
    }

    EnergyModel energyModel(Accelerator accelerator, DramStandard memory) {
        return energyModels.get(
                new ModelKey(accelerator.technologyNm(), accelerator.transistors(), memory),
                () -> new PricedMachine(accelerator, tables).energyModel(memory));
    }

    /** @param content equal if and only if {@code make} makes the same workload */
    Workload workload(Object content, Supplier<Workload> make) {
        return workloads.get(content, make);
    }

    LayerFacts facts(LayerWorkload layer) {
        return facts.get(new Same(layer), () -> LayerFacts.of(layer));
    }

    /** Plan of a layer on a machine, whatever its clock, its node and its memory. */
    LayerPlan plan(LayerWorkload layer, Accelerator accelerator) {
        Machine machine = accelerator.machine();
        Dataflow dataflow = accelerator.dataflow();
        return plans.get(new PlanKey(new Same(layer), dataflow, machine), () -> dataflow.plan(layer, machine));
    }

    /**
     * Run of a planned workload on a machine.
     *
     * @throws RefusedLayersException if the machine cannot run some layers; before masks are drawn where shapes tell
     */
    SimulatedRun run(PlannedWorkload workload, Accelerator accelerator, DramStandard memory, Fidelity fidelity) {
        return runs.get(new RunKey(workload.content(), accelerator, memory, fidelity), () -> {
            requireFeasible(workload.layers(), accelerator);
            return new Simulator(accelerator, memory, fidelity, this).run(workload.make());
        });
    }

    private static void requireFeasible(List<Layer> layers, Accelerator accelerator) {
        List<InfeasibleLayerException> infeasible = new ArrayList<>();
        for (Layer layer : layers) {
            try {
                accelerator.dataflow().requireFeasible(layer, accelerator.machine());
            } catch (InfeasibleLayerException e) {
                infeasible.add(e);
            }
        }
        if (!infeasible.isEmpty()) {
            throw new RefusedLayersException(infeasible);
        }
    }

    private static long size(Workload workload) {
        return workload.layers().stream().mapToLong(RunCache::size).sum();
    }

    private static long size(LayerWorkload layer) {
        return 100 + (layer.weights().size() + (long) layer.inputs().size()) / Byte.SIZE;
    }

    private static long size(LayerPlan plan) {
        return plan.tiles().stream()
                .mapToLong(tile -> BYTES_A_TILE + (long) Long.BYTES * tile.lanes())
                .sum();
    }
}

package archsim.engine.run;

import archsim.base.Memo;
import archsim.base.json.CommonParts;
import archsim.energy.AreaModel;
import archsim.energy.EnergyModel;
import archsim.energy.OperatingPoint;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.pe.Machine;
import archsim.engine.plan.Dataflow;
import archsim.engine.plan.LayerPlan;
import archsim.engine.run.config.Fidelity;
import archsim.engine.run.config.Overlap;
import archsim.engine.run.config.RunConfig;
import archsim.engine.run.config.Tiling;
import archsim.engine.run.config.WorkloadConfig;
import archsim.engine.run.config.WorkloadContent;
import archsim.engine.run.pipeline.LayerFacts;
import archsim.engine.run.result.SimulatedRun;
import archsim.tables.DramStandard;
import archsim.tables.SramTransistors;
import archsim.tables.TableSet;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;
import archsim.workloads.Workload;
import archsim.workloads.network.Network;
import archsim.workloads.sparsity.MaskStore;
import archsim.workloads.sparsity.Sparsity;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/**
 * What runs have in common, made once: parsed parts of configurations, masks, plans, prices, whole runs.
 *
 * <p>Two points of a sweep often differ in one number only. This wraps what makes a value and keeps it under a key of all
 * that the value depends on; it calls nothing else, and caching never changes a result.
 */
public final class RunCache implements Plans, Prices, LayerFactsSource {

    private static final long BYTES_A_TILE = 400;
    private static final long BYTES_A_LAYER_RESULT = 4_000;
    private static final int MODELS = 1024;
    private static final int PARTS = 4096;

    private final TableSet tables;
    private final Prices prices;
    private final ParsedParts<JsonObject, RunConfig> configs;
    private final ParsedParts<NamedPart.Name, NamedPart.Found> named;
    private final CommonParts machineParts;
    private final ParsedParts<JsonValue, MachinePart> machines;
    private final ParsedParts<JsonValue, MemoryPart> memories;
    private final ParsedParts<WorkloadReader.Key, List<PlannedWorkload>> workloadLists;
    private final ParsedParts<JsonValue, WorkloadConfig> workloadConfigs;
    private final ParsedParts<JsonValue, Sparsity> sparsities;
    private final ParsedParts<String, Network> networks;
    private final Memo<SourceKey, WorkloadSource> sources;
    private final Memo<NodeKey, AreaModel> areaModels;
    private final Memo<AreaKey, MachineArea> areas;
    private final Memo<ModelKey, EnergyModel> energyModels;
    private final Memo<WorkloadContent, Workload> workloads;
    private final Memo<Object, Mask> masks;
    private final Memo<WorkloadContent, List<LayerNeeds>> needs;
    private final Memo<Same, LayerFacts> facts;
    private final Memo<PlanKey, LayerPlan> plans;
    private final Memo<RunKey, SimulatedRun> runs;

    /** What a workload names, and where relative paths start. */
    private record SourceKey(Path folder, String name) {}

    private record NodeKey(int technologyNm, SramTransistors transistors) {}

    /** All that areas depend on. */
    private record AreaKey(NodeKey node, Dataflow dataflow, Machine machine) {}

    private record ModelKey(
            int technologyNm, SramTransistors transistors, OperatingPoint operatingPoint, DramStandard memory) {}

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

    private record PlanKey(Same layer, Dataflow dataflow, Machine machine, RunGoal.Key goal) {}

    /** All that a run depends on beside the tables. */
    record RunKey(
            WorkloadContent content,
            Accelerator accelerator,
            DramStandard memory,
            Fidelity fidelity,
            Overlap overlap,
            Tiling tiling) {}

    private RunCache(TableSet tables, long bytes) {
        this.tables = tables;
        prices = Prices.of(tables);
        long parts = Math.min(bytes, PARTS);
        configs = new ParsedParts<>(parts);
        named = new ParsedParts<>(parts);
        machineParts = new CommonParts(parts);
        machines = new ParsedParts<>(parts);
        memories = new ParsedParts<>(parts);
        workloadLists = new ParsedParts<>(parts);
        workloadConfigs = new ParsedParts<>(parts);
        sparsities = new ParsedParts<>(parts);
        networks = new ParsedParts<>(parts);
        sources = new Memo<>(parts, (key, source) -> 1);
        areaModels = new Memo<>(Math.min(bytes, MODELS), (key, model) -> 1);
        areas = new Memo<>(parts, (key, area) -> 1);
        energyModels = new Memo<>(Math.min(bytes, MODELS), (key, model) -> 1);
        workloads = new Memo<>(bytes / 4, (key, workload) -> size(workload));
        masks = new Memo<>(bytes / 8, (key, mask) -> 100 + mask.size() / Byte.SIZE);
        needs = new Memo<>(Math.min(bytes, PARTS), (key, found) -> 1);
        facts = new Memo<>(bytes / 8, (key, found) -> size(key.layer()));
        plans = new Memo<>(bytes / 4, (key, plan) -> size(key.layer().layer()) + size(plan));
        runs = new Memo<>(
                bytes / 8,
                (key, run) -> BYTES_A_LAYER_RESULT * run.result().layers().size());
    }

    /** A cache that keeps nothing, for a single run. */
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

    /** Without their machines and memories. */
    ParsedParts<JsonObject, RunConfig> configs() {
        return configs;
    }

    ParsedParts<NamedPart.Name, NamedPart.Found> named() {
        return named;
    }

    CommonParts machineParts() {
        return machineParts;
    }

    ParsedParts<JsonValue, MachinePart> machines() {
        return machines;
    }

    ParsedParts<JsonValue, MemoryPart> memories() {
        return memories;
    }

    /** Of networks, whose masks are drawn when they are needed. */
    ParsedParts<WorkloadReader.Key, List<PlannedWorkload>> workloadLists() {
        return workloadLists;
    }

    ParsedParts<JsonValue, WorkloadConfig> workloadConfigs() {
        return workloadConfigs;
    }

    ParsedParts<JsonValue, Sparsity> sparsities() {
        return sparsities;
    }

    ParsedParts<String, Network> networks() {
        return networks;
    }

    /** What the name of a network leads to from {@code folder}, which {@code find} finds. */
    WorkloadSource source(Path folder, String name, Supplier<WorkloadSource> find) {
        return sources.get(new SourceKey(folder, name), find);
    }

    /** A workload, which {@code make} makes from {@code content}. */
    Workload workload(WorkloadContent content, Supplier<Workload> make) {
        return workloads.get(content, make);
    }

    /** Masks of weights, which workloads that differ in batch, context or bits share. */
    MaskStore masks() {
        return masks::get;
    }

    /** What the layers of a workload need, which {@code find} finds. */
    List<LayerNeeds> needs(WorkloadContent content, Supplier<List<LayerNeeds>> find) {
        return needs.get(content, find);
    }

    /** A run, which {@code simulate} simulates. */
    SimulatedRun run(RunKey key, Supplier<SimulatedRun> simulate) {
        return runs.get(key, simulate);
    }

    /** What a machine takes of the chip, whatever its clock. */
    MachineArea area(Accelerator accelerator) {
        var node = new NodeKey(accelerator.technologyNm(), accelerator.transistors());
        return areas.get(
                new AreaKey(node, accelerator.dataflow(), accelerator.machine()),
                () -> MachineArea.of(accelerator, areaModel(node)));
    }

    private AreaModel areaModel(NodeKey node) {
        return areaModels.get(node, () -> new AreaModel(tables, node.technologyNm(), node.transistors()));
    }

    @Override
    public EnergyModel energyModel(Accelerator accelerator, DramStandard memory) {
        return energyModels.get(
                new ModelKey(
                        accelerator.technologyNm(), accelerator.transistors(), accelerator.operatingPoint(), memory),
                () -> prices.energyModel(accelerator, memory));
    }

    @Override
    public LayerFacts facts(LayerWorkload layer) {
        return facts.get(new Same(layer), () -> LayerFacts.of(layer));
    }

    @Override
    public LayerPlan plan(LayerWorkload layer, Accelerator accelerator, RunGoal goal) {
        return plans.get(
                new PlanKey(new Same(layer), accelerator.dataflow(), accelerator.machine(), goal.key()),
                () -> Plans.DIRECT.plan(layer, accelerator, goal));
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

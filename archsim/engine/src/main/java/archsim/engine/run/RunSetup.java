package archsim.engine.run;

import archsim.base.InvalidInputException;
import archsim.base.Problems;
import archsim.base.Provenance;
import archsim.base.Sha256;
import archsim.base.json.StrictJson;
import archsim.energy.EnergyModel;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.pe.Machine;
import archsim.engine.plan.InfeasibleLayerException;
import archsim.engine.plan.LayerPlan;
import archsim.engine.run.config.Fidelity;
import archsim.engine.run.config.Overlap;
import archsim.engine.run.config.RunConfig;
import archsim.engine.run.config.Tiling;
import archsim.engine.run.pipeline.EarlyWeights;
import archsim.engine.run.result.RunResult;
import archsim.engine.run.result.SimulatedRun;
import archsim.engine.run.result.SimulationResult;
import archsim.engine.run.result.UnpricedParts;
import archsim.tables.DramStandard;
import archsim.tables.TableSet;
import archsim.workloads.Layer;
import archsim.workloads.LayerWorkload;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A run configuration with every name replaced by what it stands for, ready to run. */
public final class RunSetup {

    private static final JsonProvider JSON = JsonProvider.provider();

    private final String name;
    private final Supplier<JsonObject> json;
    private final Accelerator accelerator;
    private final DramStandard memory;
    private final List<PlannedWorkload> workloads;
    private final Fidelity fidelity;
    private final Overlap overlap;
    private final Tiling tiling;
    private final long seed;
    private final RunCache cache;

    private RunSetup(
            String name,
            Supplier<JsonObject> json,
            Accelerator accelerator,
            DramStandard memory,
            List<PlannedWorkload> workloads,
            Fidelity fidelity,
            Overlap overlap,
            Tiling tiling,
            long seed,
            RunCache cache) {
        this.name = name;
        this.json = json;
        this.accelerator = accelerator;
        this.memory = memory;
        this.workloads = List.copyOf(workloads);
        this.fidelity = fidelity;
        this.overlap = overlap;
        this.tiling = tiling;
        this.seed = seed;
        this.cache = cache;
    }

    /**
     * Reads a configuration and everything that it names.
     *
     * @param name of the file, for messages
     * @param text JSON
     * @param folder where relative paths start if they do not lead from the working folder
     * @param fidelity in place of the configuration's own
     * @throws InvalidInputException with all faults of the configuration
     */
    public static RunSetup read(String name, String text, Path folder, Optional<Fidelity> fidelity) {
        return read(name, text, folder, fidelity, TableSet.shipped());
    }

    /**
     * The same by other tables.
     *
     * @param tables of prices and memories
     * @throws InvalidInputException with all faults of the configuration
     */
    public static RunSetup read(String name, String text, Path folder, Optional<Fidelity> fidelity, TableSet tables) {
        var problems = new Problems(name);
        JsonObject tree = StrictJson.parseObject(problems, text);
        return read(problems, name, tree, folder, fidelity, RunCache.none(tables));
    }

    /**
     * Reads a configuration that was already parsed.
     *
     * @param problems gets all faults of the configuration
     * @param cache of what it shares with others
     * @throws InvalidInputException with all of {@code problems} if there are any
     */
    public static RunSetup read(
            Problems problems, String name, JsonObject tree, Path folder, Optional<Fidelity> fidelity, RunCache cache) {
        JsonObject shell = shell(tree);
        Optional<RunConfig> config =
                cache.configs().get(shell, problems, faults -> StrictJson.bind(faults, shell, RunConfig.class, ""));
        var parts = new NamedParts(folder, cache);
        Optional<MachinePart> given = Optional.ofNullable(tree.get("accelerator"))
                .flatMap(part -> cache.machines()
                        .get(
                                part,
                                problems,
                                faults -> MachinePart.of(part, parts.machines("/accelerator"), cache, faults)));
        Optional<MemoryPart> givenMemory = Optional.ofNullable(tree.get("memory"))
                .flatMap(part -> cache.memories()
                        .get(part, problems, faults -> MemoryPart.of(part, parts.memories("/memory"), faults)));
        Optional<CommonTerms.Scaled> terms = Optional.ofNullable(tree.get("compare"))
                .filter(part -> given.isPresent() && givenMemory.isPresent())
                .flatMap(part -> CommonTerms.of(part, given.get(), givenMemory.get(), parts, problems));
        Optional<MachinePart> machine = terms.map(CommonTerms.Scaled::machine).or(() -> given);
        Optional<MemoryPart> memory = terms.map(CommonTerms.Scaled::memory).or(() -> givenMemory);
        long seed = config.map(read -> read.seed().orElse(1)).orElse(1L);
        List<PlannedWorkload> workloads = WorkloadReader.readAll(
                tree.get("workloads"), machine.map(MachinePart::accelerator), folder, seed, problems, cache);
        Optional<JsonValue> tilingTree = Optional.ofNullable(tree.get("tiling"));
        Tiling tiling = machine.map(part -> TilingPart.of(tilingTree, part.accelerator(), workloads, problems))
                .orElseGet(() -> TilingPart.ofUnknownMachine(tilingTree, problems));
        Overlap overlap = config.flatMap(RunConfig::overlap).orElse(Overlap.NONE);
        machine.filter(part -> overlap == Overlap.WEIGHTS && !EarlyWeights.hasRoom(part.accelerator()))
                .ifPresent(part -> problems.add(
                        "/overlap",
                        "must be \"none\": %s is described by its levels, none of which is stated to be the buffer of"
                                + " weights that the next layer's could wait in",
                        part.accelerator().name()));
        if (config.isEmpty() || !problems.isEmpty()) {
            throw problems.toException();
        }
        Fidelity used = fidelity.or(config.get()::fidelity).orElse(Fidelity.EVENT);
        MemoryPart dram = memory.orElseThrow();
        JsonObject inTerms = terms.map(scaled -> JSON.createObjectBuilder(tree)
                        .add("compare", scaled.json())
                        .build())
                .orElse(tree);
        MachinePart described = machine.orElseThrow();
        Supplier<JsonObject> json = () ->
                resolved(inTerms, described.json(), dram.json(), used, TilingPart.resolved(tilingTree, tiling), seed);
        return new RunSetup(
                name, json, described.accelerator(), dram.memory(), workloads, used, overlap, tiling, seed, cache);
    }

    /** The configuration with nothing of its machine and memory, which are read on their own: points of a sweep share it. */
    private static JsonObject shell(JsonObject tree) {
        JsonObjectBuilder shell = JSON.createObjectBuilder(tree);
        Stream.of("accelerator", "memory")
                .filter(part -> tree.get(part) instanceof JsonObject)
                .forEach(part -> shell.add(part, JsonValue.EMPTY_JSON_OBJECT));
        return shell.build();
    }

    private static JsonObject resolved(
            JsonObject tree,
            JsonObject accelerator,
            JsonObject memory,
            Fidelity fidelity,
            JsonObject tiling,
            long seed) {
        return JSON.createObjectBuilder(tree)
                .add("accelerator", accelerator)
                .add("memory", memory)
                .add("fidelity", fidelity.jsonName())
                .add("tiling", tiling)
                .add("seed", seed)
                .build();
    }

    /** The configuration as resolved. */
    public JsonObject json() {
        return json.get();
    }

    /** The machine. */
    public Accelerator accelerator() {
        return accelerator;
    }

    /** Its DRAM. */
    public DramStandard memory() {
        return memory;
    }

    /** The first one is the baseline. */
    public List<PlannedWorkload> workloads() {
        return workloads;
    }

    /** Of the memory simulation. */
    public Fidelity fidelity() {
        return fidelity;
    }

    /** What of a layer is done while the layer before it is run. */
    public Overlap overlap() {
        return overlap;
    }

    /** Of generated masks. */
    public long seed() {
        return seed;
    }

    /** The same machine and memory with other workloads. */
    public RunSetup withWorkloads(List<PlannedWorkload> others) {
        return new RunSetup(name, json, accelerator, memory, others, fidelity, overlap, tiling, seed, cache);
    }

    /** The prices of the machine and its memory. */
    public EnergyModel energyModel() {
        return cache.energyModel(accelerator, memory);
    }

    /** What the workload at {@code index} takes at least; its masks are drawn for it, nothing is simulated. */
    public RunBound bound(int index) {
        PlannedWorkload workload = workloads.get(index);
        List<LayerNeeds> layers = needs(workload);
        int images = workload.language().isPresent()
                ? workload.content().images()
                : layers.stream().mapToInt(LayerNeeds::images).max().orElse(1);
        return RunBound.of(layers, images, accelerator, memory, overlap, energyModel());
    }

    private List<LayerNeeds> needs(PlannedWorkload workload) {
        return cache.needs(workload.content(), () -> {
            List<LayerWorkload> layers = workload.make().layers();
            return IntStream.range(0, layers.size())
                    .mapToObj(i -> LayerNeeds.of(layers.get(i), cache.facts(layers.get(i)), workload.timesOfLayer(i)))
                    .toList();
        });
    }

    /** Areas of the machine by component, in mm2, without those that the tables do not cover. */
    public Map<String, Double> areaMm2() {
        return cache.area(accelerator).areaMm2();
    }

    /** Components that take area, but are not among {@link #areaMm2}: how much the tables do not say. */
    public List<String> unknownAreas() {
        return cache.area(accelerator).unknown();
    }

    /** What layers are mapped for. */
    public RunGoal goal() {
        return new RunGoal(tiling, accelerator, memory, this::energyModel);
    }

    /** The plan of a layer on the machine. */
    LayerPlan plan(LayerWorkload layer) {
        return cache.plan(layer, accelerator, goal());
    }

    /**
     * Simulates one workload.
     *
     * @param index of the workload
     * @throws RefusedLayersException if the machine cannot run some layers; before masks are drawn where shapes tell
     */
    public SimulatedRun run(int index) {
        PlannedWorkload workload = workloads.get(index);
        return cache.run(
                new RunCache.RunKey(workload.content(), accelerator, memory, fidelity, overlap, tiling),
                () -> simulated(workload));
    }

    private SimulatedRun simulated(PlannedWorkload workload) {
        requireFeasible(workload.layers());
        if (workload.content().stored().hasScales()) {
            refused(workload.layers(), ScaleRoom::requireMemory);
        }
        return new Simulator(accelerator, memory, fidelity, overlap, tiling, cache, cache, cache)
                .run(workload.make(), workload.language());
    }

    private void requireFeasible(List<Layer> layers) {
        refused(layers, accelerator.dataflow()::requireFeasible);
    }

    /** Refuses what shapes alone tell, all layers at once. */
    private void refused(List<Layer> layers, BiConsumer<Layer, Machine> check) {
        List<InfeasibleLayerException> infeasible = new ArrayList<>();
        for (Layer layer : layers) {
            try {
                check.accept(layer, accelerator.machine());
            } catch (InfeasibleLayerException e) {
                infeasible.add(e);
            }
        }
        if (!infeasible.isEmpty()) {
            throw new RefusedLayersException(infeasible);
        }
    }

    /**
     * Simulates all workloads and compares each with the first.
     *
     * @param archsimVersion for the provenance
     * @param gitCommit for the provenance
     * @throws InvalidInputException if the machine cannot run a layer, or a workload has no weight left
     */
    public SimulationResult simulate(String archsimVersion, String gitCommit) {
        return simulate(archsimVersion, gitCommit, finished -> {});
    }

    /** The same; {@code progress} is told after each workload how many are finished, and ends the work by an exception. */
    public SimulationResult simulate(String archsimVersion, String gitCommit, IntConsumer progress) {
        List<RunResult> runs = new ArrayList<>();
        var sources = new LinkedHashSet<String>();
        var problems = new Problems(name);
        var faults = new LayerFaults();
        for (int i = 0; i < workloads.size(); i++) {
            try {
                SimulatedRun run = run(i);
                requireWeights(run.result(), i, problems);
                runs.add(run.result());
                sources.addAll(run.sources());
            } catch (RefusedLayersException e) {
                String pointer = "/workloads/" + i;
                e.infeasible().forEach(fault -> report(fault, pointer, faults));
            }
            progress.accept(i + 1);
        }
        faults.report(problems);
        problems.throwIfAny();
        sources.addAll(cache.tables().ownTables());
        JsonObject resolved = json();
        var provenance = new Provenance(
                archsimVersion,
                gitCommit,
                Sha256.of(StrictJson.write(resolved)),
                modelSha256(),
                seed,
                List.copyOf(sources));
        return SimulationResult.of(provenance, resolved, areaMm2(), runs);
    }

    /**
     * Plans the layers whose mappings are given or constrained, as a run would, and simulates nothing.
     *
     * @throws InvalidInputException with all that these mappings do not keep
     */
    public void requireMappings() {
        var faults = new LayerFaults();
        for (int i = 0; i < workloads.size() && goal().givesMappings(); i++) {
            for (LayerWorkload layer : workloads.get(i).make().layers()) {
                if (tiling.binds(layer.layer().name())) {
                    try {
                        plan(layer);
                    } catch (InfeasibleLayerException e) {
                        report(e, "/workloads/" + i, faults);
                    }
                }
            }
        }
        var problems = new Problems(name);
        faults.report(problems);
        problems.throwIfAny();
    }

    /** Takes why a layer cannot run: at what binds its mapping if that is why, or else at {@code pointer}. */
    public void report(InfeasibleLayerException fault, String pointer, LayerFaults faults) {
        faults.add(fault, tiling, pointer);
    }

    private static void requireWeights(RunResult run, int index, Problems problems) {
        if (run.totals().keptWeights() == 0 && run.totals().weights() > 0) {
            problems.add(
                    "/workloads/" + index,
                    "must keep at least one weight, was none of %d",
                    run.totals().weights());
        }
    }

    /** Whatever the tables do not price, each with the pointer of the parameter that makes it so. */
    public List<String> unpriced(SimulationResult result) {
        return new UnpricedParts(json(), energyModel()).of(result);
    }

    private Map<String, String> modelSha256() {
        var digests = new LinkedHashMap<String, String>();
        for (PlannedWorkload planned : workloads) {
            if (!planned.sha256().isEmpty()) {
                digests.put(planned.name(), planned.sha256());
            }
        }
        return digests;
    }
}

package archsim.sweep.drawn;

import archsim.base.Fault;
import archsim.base.InvalidInputException;
import archsim.base.Problems;
import archsim.base.Provenance;
import archsim.base.Sha256;
import archsim.base.json.StrictJson;
import archsim.engine.run.PlannedWorkload;
import archsim.engine.run.RefusedLayersException;
import archsim.engine.run.RunCache;
import archsim.engine.run.RunSetup;
import archsim.engine.run.Simulator;
import archsim.engine.run.result.Metrics;
import archsim.engine.run.result.SimulatedRun;
import archsim.sweep.Workers;
import archsim.workloads.InputOrigin;
import archsim.workloads.Layer;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Workload;
import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Models with recorded inputs on machines, ready to run on their own masks and on drawn ones. */
public final class DrawnMasks {

    private static final JsonProvider JSON = JsonProvider.provider();

    private final DrawnConfig config;
    private final List<RunSetup> machines;

    private DrawnMasks(DrawnConfig config, List<RunSetup> machines) {
        this.config = config;
        this.machines = machines;
    }

    /**
     * Reads the models and machines.
     *
     * @throws InvalidInputException if one is unknown or faulty, or a model has layers without recorded inputs
     */
    public static DrawnMasks read(DrawnConfig config) {
        var cache = RunCache.none();
        List<RunSetup> machines = config.machines().stream()
                .map(machine -> setup(config, machine, cache))
                .toList();
        machines.get(0).workloads().forEach(DrawnMasks::requireRecorded);
        return new DrawnMasks(config, machines);
    }

    private static RunSetup setup(DrawnConfig config, String machine, RunCache cache) {
        var workloads = JSON.createArrayBuilder();
        config.models()
                .forEach(model -> workloads.add(
                        JSON.createObjectBuilder().add("model", model).add("images", config.images())));
        JsonObject run = JSON.createObjectBuilder()
                .add("schemaVersion", 1)
                .add("accelerator", machine)
                .add("memory", config.memory())
                .add("workloads", workloads)
                .add("fidelity", config.fidelity().jsonName())
                .build();
        String name = "drawn-masks on " + machine;
        return RunSetup.read(new Problems(name), name, run, Path.of(""), Optional.empty(), cache);
    }

    private static void requireRecorded(PlannedWorkload model) {
        List<String> without = model.make().layers().stream()
                .filter(layer -> layer.inputOrigin() != InputOrigin.MEASURED)
                .map(LayerWorkload::layer)
                .map(Layer::name)
                .toList();
        if (!without.isEmpty()) {
            throw InvalidInputException.at(
                    "/layers",
                    Fault.Code.MISSING,
                    model.content().source(),
                    "must have recorded inputs of every layer to be held against drawn ones, was without those of %s",
                    String.join(", ", without));
        }
    }

    /** How often {@code run} reports progress. */
    public int steps() {
        return machines.size() * config.models().size();
    }

    /**
     * The result; it does not depend on the number of threads.
     *
     * @param progress is called after each model on each machine, from several threads
     * @param version of archsim
     */
    public DrawnResult run(int threads, Runnable progress, String version, String commit) {
        var cells = new DrawnCell[steps()];
        var sources = new ArrayList<List<String>>(IntStream.range(0, cells.length)
                .mapToObj(i -> List.<String>of())
                .toList());
        List<PlannedWorkload> models = machines.get(0).workloads();
        new Workers(threads).each(cells.length, i -> {
            var found = new LinkedHashSet<String>();
            cells[i] = cell(i / machines.size(), machines.get(i % machines.size()), found);
            sources.set(i, List.copyOf(found));
            progress.run();
        });
        var hashes = new TreeMap<String, String>();
        models.forEach(model -> hashes.put(model.name(), model.sha256()));
        var provenance = new Provenance(
                version,
                commit,
                Sha256.of(StrictJson.write(config)),
                hashes,
                1,
                sources.stream().flatMap(List::stream).distinct().toList());
        List<DrawnModel> made =
                DrawnModel.of(models.stream().map(PlannedWorkload::make).toList());
        return new DrawnResult(config, provenance, made, Stream.of(cells).toList());
    }

    private DrawnCell cell(int model, RunSetup machine, Set<String> sources) {
        PlannedWorkload real = machine.workloads().get(model);
        String name = machine.accelerator().name();
        try {
            return new DrawnCell(real.name(), name, "", figures(real.make(), machine, sources));
        } catch (RefusedLayersException e) {
            return new DrawnCell(real.name(), name, e.getMessage(), Map.of());
        }
    }

    private Map<Masks, MaskFigures> figures(Workload real, RunSetup machine, Set<String> sources) {
        var simulator = new Simulator(machine.accelerator(), machine.memory(), machine.fidelity());
        var figures = new EnumMap<Masks, MaskFigures>(Masks.class);
        for (Masks masks : Masks.values()) {
            List<Metrics> runs = new ArrayList<>();
            for (int seed = 1; seed <= (masks == Masks.REAL ? 1 : config.seeds()); seed++) {
                SimulatedRun run = simulator.run(masks.of(real, seed));
                sources.addAll(run.sources());
                runs.add(run.result().totals());
            }
            figures.put(masks, MaskFigures.of(runs));
        }
        return figures;
    }
}

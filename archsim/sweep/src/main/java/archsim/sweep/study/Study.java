package archsim.sweep.study;

import archsim.base.Fault;
import archsim.base.InvalidInputException;
import archsim.base.Problems;
import archsim.base.Sha256;
import archsim.base.ShippedFiles;
import archsim.base.json.NamedFile;
import archsim.base.json.StrictJson;
import archsim.engine.run.PlannedWorkload;
import archsim.engine.run.RunCache;
import archsim.engine.run.RunSetup;
import archsim.engine.run.config.Fidelity;
import archsim.engine.run.config.Reference;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A study that was read and can run: each pair on each machine.
 *
 * @param name of the study, without folder and suffix
 * @param config as written in the file
 * @param configSha256 of its JSON
 * @param modelSha256 by workload name, of each model file
 * @param fidelity of all runs
 * @param seed of generated masks
 * @param machines in the order of the file, dense ones first
 * @param setups of each pair, one a machine; workloads in the order of {@link Category}
 */
public record Study(
        String name,
        StudyConfig config,
        String configSha256,
        Map<String, String> modelSha256,
        Fidelity fidelity,
        long seed,
        List<StudyMachine> machines,
        List<List<RunSetup>> setups) {

    /** The studies that ship. */
    public static final ShippedFiles SHIPPED = new ShippedFiles("archsim/studies", ".json");

    private static final JsonProvider JSON = JsonProvider.provider();

    public Study {
        modelSha256 = Map.copyOf(modelSha256);
        machines = List.copyOf(machines);
        setups = setups.stream().map(List::copyOf).toList();
    }

    /**
     * Reads a study and everything that it names.
     *
     * @param fidelity in place of the study's own
     * @param cache of what its runs share
     * @throws InvalidInputException with all faults of the file
     */
    public static Study read(NamedFile file, Optional<Fidelity> fidelity, RunCache cache) {
        var problems = new Problems(file.name());
        JsonObject tree = StrictJson.parseObject(problems, file.text());
        Optional<StudyConfig> config = StrictJson.bind(problems, tree, StudyConfig.class, "");
        problems.throwIfAny();
        return new Reader(file, config.orElseThrow(), fidelity, cache).read(tree);
    }

    /** Remembers where each part of a run configuration came from, so that a fault is reported at its place in the study. */
    private static final class Reader {

        private final NamedFile file;
        private final StudyConfig config;
        private final Optional<Fidelity> fidelity;
        private final RunCache cache;
        private final Set<Fault> faults = new LinkedHashSet<>();

        Reader(NamedFile file, StudyConfig config, Optional<Fidelity> fidelity, RunCache cache) {
            this.file = file;
            this.config = config;
            this.fidelity = fidelity;
            this.cache = cache;
        }

        Study read(JsonObject tree) {
            List<List<RunSetup>> setups = new ArrayList<>();
            for (int pair = 0; pair < config.pairs().size(); pair++) {
                setups.add(machines(pair));
            }
            if (!faults.isEmpty()) {
                throw new InvalidInputException(file.name(), List.copyOf(faults));
            }
            List<StudyMachine> machines = new ArrayList<>();
            for (MachineRole role : MachineRole.values()) {
                config.machines(role)
                        .forEach(json -> machines.add(new StudyMachine(
                                role, setups.get(0).get(machines.size()).accelerator())));
            }
            refuseTwins(machines);
            RunSetup first = setups.get(0).get(0);
            return new Study(
                    stem(file.name()),
                    config,
                    Sha256.of(StrictJson.write(tree)),
                    models(setups),
                    first.fidelity(),
                    first.seed(),
                    machines,
                    setups);
        }

        private void refuseTwins(List<StudyMachine> machines) {
            var names = new LinkedHashSet<String>();
            for (StudyMachine machine : machines) {
                if (!names.add(machine.name())) {
                    throw InvalidInputException.at(
                            "/" + machine.role().key(),
                            Fault.Code.OTHER,
                            file.name(),
                            "names two machines \"%s\"; one needs a \"name\" of its own",
                            machine.name());
                }
            }
        }

        private List<RunSetup> machines(int pair) {
            var setups = new ArrayList<RunSetup>();
            for (MachineRole role : MachineRole.values()) {
                List<JsonValue> machines = config.machines(role);
                for (int i = 0; i < machines.size(); i++) {
                    setUp(pair, machines.get(i), "/" + role.key() + "/" + i).ifPresent(setups::add);
                }
            }
            return setups;
        }

        private Optional<RunSetup> setUp(int pair, JsonValue machine, String pointer) {
            try {
                RunSetup setup = RunSetup.read(
                        new Problems(file.name()),
                        file.name(),
                        run(config.pairs().get(pair), machine),
                        file.folder(),
                        fidelity,
                        cache);
                return Optional.of(scoped(setup, config.pairs().get(pair).scope()));
            } catch (InvalidInputException e) {
                e.faults().forEach(fault -> faults.add(inStudy(fault, "/pairs/" + pair, machine, pointer)));
                return Optional.empty();
            }
        }

        private JsonObject run(PairConfig pair, JsonValue machine) {
            var workloads = JSON.createArrayBuilder();
            for (Category category : Category.values()) {
                workloads.add(pair.model(category));
            }
            JsonObjectBuilder run = JSON.createObjectBuilder()
                    .add("schemaVersion", 1)
                    .add("accelerator", completed(machine))
                    .add("memory", config.memory())
                    .add("workloads", workloads)
                    .add("fidelity", config.fidelity().orElse(Fidelity.EVENT).jsonName())
                    .add("seed", config.seed().orElse(1));
            config.compare().ifPresent(terms -> run.add("compare", terms));
            config.overlap().ifPresent(overlap -> run.add("overlap", overlap.jsonName()));
            JsonValue first = completed(config.denseMachines().get(0));
            return Reference.among(
                    run.build(),
                    JSON.createObjectBuilder()
                            .add("accelerator", first)
                            .add("memory", config.memory())
                            .build());
        }

        /** With what all machines share, where the machine does not say otherwise. */
        private JsonValue completed(JsonValue machine) {
            if (config.everyMachine().isEmpty()) {
                return machine;
            }
            var object = JSON.createObjectBuilder(config.everyMachine().get().asJsonObject());
            if (machine instanceof JsonString name) {
                return object.add("base", name).add("name", name).build();
            }
            if (machine instanceof JsonObject own) {
                if (own.get("base") instanceof JsonString name) {
                    object.add("name", name);
                }
                own.forEach(object::add);
                return object.build();
            }
            return machine;
        }

        private static Fault inStudy(Fault fault, String pair, JsonValue machine, String machinePointer) {
            for (Category category : Category.values()) {
                Optional<Fault> ofWorkload = fault.moved("/workloads/" + category.place(), pair + "/" + category.key());
                if (ofWorkload.isPresent()) {
                    return ofWorkload.get();
                }
            }
            String name = "/accelerator" + (machine instanceof JsonString ? "/base" : "");
            return fault.moved(name, machinePointer)
                    .or(() -> fault.moved("/accelerator", machinePointer))
                    .orElse(fault);
        }

        /** With the layers in scope, each as its masks allow: a layer that kept whole columns needs no index in any model. */
        private static RunSetup scoped(RunSetup setup, LayerScope scope) {
            return setup.withWorkloads(setup.workloads().stream()
                    .map(scope::of)
                    .map(PlannedWorkload::withCompactLayers)
                    .toList());
        }

        private static Map<String, String> models(List<List<RunSetup>> setups) {
            var digests = new LinkedHashMap<String, String>();
            setups.forEach(pair -> pair.get(0).workloads().stream()
                    .filter(planned -> !planned.sha256().isEmpty())
                    .forEach(planned -> digests.put(planned.name(), planned.sha256())));
            return digests;
        }

        private static String stem(String name) {
            String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
            return last.endsWith(".json") ? last.substring(0, last.length() - ".json".length()) : last;
        }
    }
}

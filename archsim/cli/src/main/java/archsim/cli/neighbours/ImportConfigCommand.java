package archsim.cli.neighbours;

import archsim.base.AtomicFile;
import archsim.base.InvalidInputException;
import archsim.base.Problems;
import archsim.base.json.StrictJson;
import archsim.cli.output.ExitCode;
import archsim.cli.output.OpenOutput;
import archsim.cli.output.OutputFolder;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.machines.loopnest.DescribedMachine;
import archsim.engine.machines.loopnest.mapping.NestCheck;
import archsim.engine.machines.loopnest.mapping.NestMapping;
import archsim.engine.plan.Dataflow;
import archsim.engine.run.MachineFile;
import archsim.workloads.Layer;
import archsim.workloads.network.Network;
import archsim.workloads.network.Networks;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code archsim import-config FILE... -o DIR}. */
@Command(
        name = "import-config",
        description =
                "Make accelerator.json, network.json and run.json of a neighbour's files: SCALE-Sim (.cfg, topology"
                        + " .csv), Timeloop (architecture, problems, mapping, constraints, sparse optimizations), ZigZag"
                        + " (accelerator, mapping, workload).",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class ImportConfigCommand implements Callable<Integer> {

    private static final String MACHINE = "accelerator.json";
    private static final String NETWORK = "network.json";
    private static final String RUN = "run.json";
    private static final Set<String> LOOPS = Set.of("n", "g", "k", "c", "r", "s", "p", "q");

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "One machine at most; the layers of several files follow one another.")
    private List<Path> files;

    @Option(names = "-o", required = true, paramLabel = "DIR", description = "Where to.")
    private Path folder;

    @Option(
            names = "--clock-mhz",
            paramLabel = "MHZ",
            description = "Clock, where the file does not say it or another.")
    private Double clockMhz;

    @Option(names = "--technology", paramLabel = "NM", description = "Node, likewise.")
    private Integer technologyNm;

    @Option(names = "--bits", paramLabel = "N", description = "Width of weights and activations, likewise.")
    private Integer bits;

    @Option(
            names = "--spread",
            paramLabel = "LEVEL:LOOPS",
            description = "Loops that a fan-out may spread, where its file allows more, e.g. PE:k or PE:c,r,s; may be"
                    + " repeated.")
    private List<String> spread = List.of();

    @Option(
            names = "--weights",
            paramLabel = "NAME",
            description = "Which tensor of a Timeloop problem is the weights, where none is called so.")
    private String weights;

    @Option(names = "--force", description = "Replace files in the folder.")
    private boolean force;

    @Override
    public Integer call() throws IOException {
        Given given = given();
        OutputFolder target = OutputFolder.check("-o", folder, force);
        Converted made = WithinReach.of(read(given));
        Map<String, String> texts = texts(made);
        try (OpenOutput open = target.open()) {
            Path written = open.folder().orElseThrow();
            for (Map.Entry<String, String> text : texts.entrySet()) {
                AtomicFile.write(written.resolve(text.getKey()), text.getValue());
            }
        }
        PrintWriter err = spec.commandLine().getErr();
        texts.keySet().forEach(name -> err.println("wrote " + folder.resolve(name)));
        made.notes().stream().distinct().forEach(note -> err.println("note: " + note));
        assumptions(made).forEach(line -> err.println("assumed: " + line));
        err.println("next: " + next(texts.keySet()));
        return ExitCode.DONE;
    }

    private static List<String> assumptions(Converted made) {
        return made.machine()
                .map(machine -> machine.getJsonArray("assumptions").getValuesAs(JsonString.class).stream()
                        .map(JsonString::getString)
                        .toList())
                .orElse(List.of());
    }

    private String next(Set<String> written) {
        if (written.contains(RUN)) {
            return "archsim run --config " + folder.resolve(RUN);
        }
        return written.contains(MACHINE)
                ? "archsim area " + folder.resolve(MACHINE)
                : "archsim check " + folder.resolve(NETWORK);
    }

    private Given given() {
        return new Given(
                clockMhz == null ? OptionalDouble.empty() : OptionalDouble.of(clockMhz),
                technologyNm == null ? OptionalInt.empty() : OptionalInt.of(technologyNm),
                bits == null ? OptionalInt.empty() : OptionalInt.of(bits),
                spreads(),
                Optional.ofNullable(weights));
    }

    private Map<String, Set<String>> spreads() {
        var spreads = new LinkedHashMap<String, Set<String>>();
        for (String text : spread) {
            int colon = text.lastIndexOf(':');
            Set<String> loops =
                    new LinkedHashSet<>(Arrays.asList(text.substring(colon + 1).split(",")));
            if (colon < 1 || !LOOPS.containsAll(loops)) {
                throw new ParameterException(
                        spec.commandLine(), "--spread must be LEVEL:LOOPS with loops of n g k c r s p q, was " + text);
            }
            spreads.put(text.substring(0, colon), loops);
        }
        return spreads;
    }

    private Converted read(Given given) {
        List<Converted> parts = ConversionFiles.read(files, given);
        if (parts.stream().filter(part -> part.machine().isPresent()).count() > 1) {
            throw InvalidInputException.of("FILE", "must describe one machine, was several");
        }
        return joined(parts);
    }

    private Converted joined(List<Converted> parts) {
        List<Network> networks =
                parts.stream().flatMap(part -> part.network().stream()).toList();
        Converted all = parts.stream().reduce(Converted::and).orElseThrow();
        if (networks.size() < 2) {
            return all;
        }
        List<Layer> layers =
                networks.stream().flatMap(network -> network.layers().stream()).toList();
        String name = Names.of(String.valueOf(folder.toAbsolutePath().getFileName()));
        String source = String.join("; ", networks.stream().map(Network::source).toList());
        var problems = new Problems("FILE");
        Optional<Network> network =
                Converted.of(problems, name, source, layers, List.of()).flatMap(Converted::network);
        problems.throwIfAny();
        return new Converted(all.machine(), all.memory(), network, all.sparsity(), all.tiling(), all.notes());
    }

    /** The files by name; each is read as archsim will read it. */
    private Map<String, String> texts(Converted made) {
        var texts = new LinkedHashMap<String, String>();
        made.machine().ifPresent(machine -> {
            String text = StrictJson.write(machine);
            Accelerator read = MachineFile.read("the machine made of " + files, text);
            made.tiling()
                    .map(tiling -> tiling.getJsonObject("given"))
                    .ifPresent(mappings -> checkMappings(read.dataflow(), made, mappings));
            texts.put(MACHINE, text);
        });
        made.network().ifPresent(network -> {
            String text = network.toJson();
            Networks.read("the network made of " + files, text);
            texts.put(NETWORK, text);
        });
        if (texts.size() == 2) {
            texts.put(RUN, StrictJson.write(run(made)));
        }
        return texts;
    }

    /** A mapping that the machine cannot run is a fault of the files, and nothing is written. */
    private static void checkMappings(Dataflow machine, Converted made, JsonObject mappings) {
        if (!(machine instanceof DescribedMachine described)) {
            return;
        }
        var problems = new Problems("the mapping");
        made.network().map(Network::layers).orElse(List.of()).stream()
                .filter(layer -> mappings.containsKey(layer.name()))
                .forEach(layer -> {
                    var check = new NestCheck(layer.shape(), described.levels());
                    check.nest(StrictJson.bind(
                            "the mapping of " + layer.name(), mappings.getJsonObject(layer.name()), NestMapping.class));
                    check.faults()
                            .forEach(fault -> problems.add(
                                    "", "of %s: %s; without it archsim searches one", layer.name(), fault));
                });
        problems.throwIfAny();
    }

    private static JsonObject run(Converted made) {
        JsonObjectBuilder workload = Json.createObjectBuilder()
                .add("name", made.sparsity().isPresent() ? "sparse" : "dense")
                .add("network", NETWORK);
        made.sparsity().ifPresent(masks -> workload.add("sparsity", masks));
        JsonObjectBuilder run = Json.createObjectBuilder()
                .add("schemaVersion", 1)
                .add("accelerator", MACHINE)
                .add("memory", made.memory().orElseThrow())
                .add("workloads", Json.createArrayBuilder().add(workload));
        made.tiling().ifPresent(mappings -> run.add("tiling", mappings));
        return run.build();
    }
}

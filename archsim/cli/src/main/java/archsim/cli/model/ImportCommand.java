package archsim.cli.model;

import archsim.base.InvalidInputException;
import archsim.base.RootLocale;
import archsim.cli.option.Choice;
import archsim.cli.option.FormatOption;
import archsim.cli.output.BuildInfo;
import archsim.cli.output.ExitCode;
import archsim.cli.output.ModelOutput;
import archsim.cli.progress.StepBar;
import archsim.cli.table.ImportTable;
import archsim.workloads.Scheme;
import archsim.workloads.imports.GraphRunner;
import archsim.workloads.imports.ImportOptions;
import archsim.workloads.imports.LayerNames;
import archsim.workloads.imports.LayerOption;
import archsim.workloads.imports.ModelImport;
import archsim.workloads.imports.RecordedInputs;
import archsim.workloads.imports.transformer.TokenPass;
import archsim.workloads.model.CompressedModel;
import archsim.workloads.network.Networks;
import archsim.workloads.pruning.OneShot;
import archsim.workloads.pruning.Projection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code archsim import FILE -o MODEL}. */
@Command(
        name = "import",
        description =
                "Make a model that archsim can run of a .safetensors, .npz, .npy or .onnx file, or of a checkpoint's"
                        + " folder.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class ImportCommand implements Callable<Integer> {

    private static final String AUTO = "auto";

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "FILE",
            description =
                    "Tensors: [k][c/groups][r][s] of a convolution, [k][c] of a layer; or a folder with config.json and"
                            + " .safetensors files, as hubs hold language models.")
    private Path file;

    @Mixin
    private ModelOutput target;

    @Option(
            names = "--network",
            paramLabel = "FILE|NAME",
            description = "The network that the tensors belong to; without it layers are inferred from the tensors.")
    private String network;

    @Option(
            names = "--input-size",
            paramLabel = "HxW",
            description = "Height and width of the first convolution's input, where the file does not say them.")
    private String inputSize;

    @Option(
            names = "--layer",
            paramLabel = "NAME:KEY=N,...",
            description = "What the file does not say of a layer: stride, padding, groups, height, width.")
    private List<String> layers = List.of();

    @Option(
            names = "--dimension",
            paramLabel = "NAME=N",
            description = "Extent that an ONNX graph leaves open, by its symbol or as INPUT:AXIS; may be repeated.")
    private List<String> dimensions = List.of();

    @Option(
            names = "--assume",
            paramLabel = "NODE=AxBxC",
            description = "Shape of the output of a node of an ONNX graph that no rule covers; may be repeated.")
    private List<String> assumptions = List.of();

    @Option(
            names = "--inputs",
            paramLabel = "DIR|FILE",
            description = "Samples (.npy or .npz files) to run an ONNX graph on, so that the inputs of its layers are"
                    + " measured; needs ONNX Runtime (mvn -P onnxruntime).")
    private Path inputs;

    @Option(
            names = "--bits",
            paramLabel = "N",
            description =
                    "Store weights that are floats as levels of N bits, 1 to 16; without it they stay floats and run"
                            + " rounded to the machine's width.")
    private Integer bits;

    @Option(
            names = "--prefill",
            paramLabel = "TOKENS",
            description = "Of a language model: run a prompt of this many tokens, attention included.")
    private String prefill;

    @Option(
            names = "--decode",
            paramLabel = "CONTEXT",
            description = "Of a language model: run one new token that attends to this many, its own included.")
    private String decode;

    @Option(
            names = "--only",
            paramLabel = "NAMES",
            description = "Of a checkpoint: the layers whose names fit, * for any characters, e.g. 'model.layers.0.*'.")
    private String only;

    @Option(
            names = "--scheme",
            paramLabel = "SCHEME",
            defaultValue = AUTO,
            description =
                    "Regularity of the zeros: auto, or a scheme as prune takes it (${DEFAULT-VALUE} if not given).")
    private String scheme;

    @Mixin
    private FormatOption output;

    @Override
    public Integer call() throws IOException {
        ImportOptions options = options();
        if (bits != null && (bits < 1 || bits > 16)) {
            throw new ParameterException(spec.commandLine(), "--bits must be 1 to 16, was " + bits);
        }
        target.check();
        Optional<GraphRunner> runner = runner();
        ModelImport made = imported(options, runner);
        CompressedModel model = bits == null ? made.model() : quantised(made.model());
        target.write(model);
        spec.commandLine().getErr().println("wrote " + target.path());
        made.notes().forEach(note -> spec.commandLine().getErr().println("note: " + note));
        if (model.layers().stream().anyMatch(layer -> layer.weights().isFloat())) {
            spec.commandLine()
                    .getErr()
                    .println(RootLocale.format(
                            "note: weights that are floats run rounded to the machine's width; import --bits 8, or"
                                    + " archsim prune %s --scheme dense --bits 8 -o FILE quantises them",
                            target.path()));
        }
        var shown = new ModelImport(model, made.regularities(), made.notes());
        spec.commandLine().getOut().print(output.format().render(ImportTable.of(shown)));
        return ExitCode.DONE;
    }

    private ModelImport imported(ImportOptions options, Optional<GraphRunner> runner) {
        ModelImport graph;
        try (var layers = new StepBar("layers")) {
            graph = ModelImport.of(file, options, BuildInfo.version(), layers);
        }
        try (var runs = new StepBar("runs")) {
            return runner.map(found -> RecordedInputs.of(graph, file, options, inputs, found, runs))
                    .orElse(graph);
        }
    }

    /** Layers of integers keep theirs. */
    private CompressedModel quantised(CompressedModel model) {
        Set<String> levels = model.layers().stream()
                .filter(layer -> !layer.weights().isFloat())
                .map(layer -> layer.layer().name())
                .collect(Collectors.toSet());
        Projection dense = Projection.of(Scheme.DENSE, new Projection.Parameters(1, 1, 1, 1));
        return new OneShot(dense, OptionalInt.of(bits), levels).apply(model, BuildInfo.version());
    }

    private ImportOptions options() {
        boolean graph = !dimensions.isEmpty() || !assumptions.isEmpty();
        if (network != null && (inputSize != null || !layers.isEmpty() || graph)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--network says what --input-size, --layer, --dimension and --assume would: give one or the other");
        }
        OptionalInt[] size = inputSize == null ? new OptionalInt[] {OptionalInt.empty(), OptionalInt.empty()} : size();
        return new ImportOptions(
                        Optional.ofNullable(network).map(Networks::find),
                        size[0],
                        size[1],
                        layerOptions(),
                        wanted(),
                        extents(),
                        shapes())
                .withPass(pass())
                .withOnly(only());
    }

    private Optional<LayerNames> only() {
        if (only != null && only.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--only must name layers, was empty");
        }
        return Optional.ofNullable(only).map(LayerNames::new);
    }

    private Optional<TokenPass> pass() {
        if (prefill != null && decode != null) {
            throw new ParameterException(spec.commandLine(), "give --prefill or --decode, not both");
        }
        return Optional.ofNullable(prefill)
                .map(tokens -> TokenPass.prefill(number("--prefill", tokens, 1)))
                .or(() -> Optional.ofNullable(decode).map(context -> TokenPass.decode(number("--decode", context, 1))));
    }

    /** Absent where there are no samples to run on. */
    private Optional<GraphRunner> runner() {
        if (inputs == null) {
            return Optional.empty();
        }
        if (network != null) {
            throw new ParameterException(
                    spec.commandLine(), "--inputs runs the graph of a file, --network replaces it");
        }
        return Optional.of(ServiceLoader.load(GraphRunner.class)
                .findFirst()
                .orElseThrow(() -> InvalidInputException.of(
                        "--inputs",
                        "needs ONNX Runtime, which is not built (139 MB); run: mvn -B -P onnxruntime -DskipTests"
                                + " package")));
    }

    private Optional<Scheme> wanted() {
        try {
            return scheme.equals(AUTO) ? Optional.empty() : Optional.of(new Choice<>(Scheme.class).convert(scheme));
        } catch (Choice.UnknownNameException e) {
            throw new ParameterException(spec.commandLine(), "--scheme " + e.getMessage(), e);
        }
    }

    private OptionalInt[] size() {
        String[] extents = inputSize.split("x", -1);
        if (extents.length != 2) {
            throw new ParameterException(spec.commandLine(), "--input-size must be HxW, was " + inputSize);
        }
        return new OptionalInt[] {
            OptionalInt.of(number("--input-size", extents[0], 1)), OptionalInt.of(number("--input-size", extents[1], 1))
        };
    }

    private Map<String, Integer> extents() {
        var extents = new HashMap<String, Integer>();
        for (String text : dimensions) {
            int equals = split("--dimension", "NAME=N", text);
            put(
                    extents,
                    "--dimension",
                    text.substring(0, equals),
                    number("--dimension", text.substring(equals + 1), 1));
        }
        return extents;
    }

    private Map<String, List<Integer>> shapes() {
        var shapes = new HashMap<String, List<Integer>>();
        for (String text : assumptions) {
            int equals = split("--assume", "NODE=AxBxC", text);
            List<Integer> shape = Stream.of(text.substring(equals + 1).split("x", -1))
                    .map(extent -> number("--assume", extent, 0))
                    .toList();
            put(shapes, "--assume", text.substring(0, equals), shape);
        }
        return shapes;
    }

    private int split(String option, String form, String text) {
        int equals = text.lastIndexOf('=');
        if (equals < 1) {
            throw new ParameterException(spec.commandLine(), option + " must be " + form + ", was " + text);
        }
        return equals;
    }

    private static <T> void put(Map<String, T> map, String option, String name, T value) {
        if (map.put(name, value) != null) {
            throw InvalidInputException.of(option, "is given twice for %s", name);
        }
    }

    private Map<String, LayerOption> layerOptions() {
        var options = new HashMap<String, LayerOption>();
        for (String text : layers) {
            int colon = text.lastIndexOf(':');
            if (colon < 1) {
                throw new ParameterException(spec.commandLine(), "--layer must be NAME:KEY=N,..., was " + text);
            }
            put(options, "--layer", text.substring(0, colon), layerOption(text.substring(colon + 1)));
        }
        return options;
    }

    private LayerOption layerOption(String text) {
        var values = new HashMap<String, Integer>();
        for (String pair : text.split(",", -1)) {
            String[] sides = pair.split("=", -1);
            if (sides.length != 2
                    || !List.of("stride", "padding", "groups", "height", "width")
                            .contains(sides[0])) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--layer takes stride, padding, groups, height and width as KEY=N, was " + pair);
            }
            values.put(sides[0], number("--layer", sides[1], sides[0].equals("padding") ? 0 : 1));
        }
        return new LayerOption(
                said(values, "stride"),
                said(values, "padding"),
                said(values, "groups"),
                said(values, "height"),
                said(values, "width"));
    }

    private static OptionalInt said(Map<String, Integer> values, String key) {
        return values.containsKey(key) ? OptionalInt.of(values.get(key)) : OptionalInt.empty();
    }

    private int number(String option, String text, int least) {
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) < least) {
            throw new ParameterException(
                    spec.commandLine(), option + " takes numbers from " + least + " to 99999, was " + text);
        }
        return Integer.parseInt(text);
    }
}

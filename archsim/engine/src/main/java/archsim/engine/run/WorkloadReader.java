package archsim.engine.run;

import archsim.base.Fault.Code;
import archsim.base.InvalidInputException;
import archsim.base.Problems;
import archsim.base.Suggestion;
import archsim.base.json.StrictJson;
import archsim.base.number.NumberType;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.pe.Precision;
import archsim.engine.run.config.SaidSparsity;
import archsim.engine.run.config.WorkloadConfig;
import archsim.engine.run.config.WorkloadContent;
import archsim.workloads.InputChoice;
import archsim.workloads.Layer;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Workload;
import archsim.workloads.language.Language;
import archsim.workloads.language.LanguageModel;
import archsim.workloads.language.LanguageRun;
import archsim.workloads.language.RepeatedLayer;
import archsim.workloads.model.CompressedLayer;
import archsim.workloads.model.CompressedModel;
import archsim.workloads.model.ModelLibrary;
import archsim.workloads.network.Network;
import archsim.workloads.network.Networks;
import archsim.workloads.sparsity.GeneratedWorkload;
import archsim.workloads.sparsity.InputSparsity;
import archsim.workloads.sparsity.OperandBits;
import archsim.workloads.sparsity.Sparsity;
import archsim.workloads.sparsity.TensorLayer;
import archsim.workloads.sparsity.TensorWorkload;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads what the workloads of a configuration name; every fault goes to the configuration's problems. */
final class WorkloadReader {

    private static final JsonProvider JSON = JsonProvider.provider();

    private final Path folder;
    private final long seed;
    private final Problems problems;
    private final RunCache cache;
    private final Map<String, String> pointersByName = new HashMap<>();

    /** @param folder where relative paths start if they do not lead from the working folder */
    WorkloadReader(Path folder, long seed, Problems problems, RunCache cache) {
        this.folder = folder;
        this.seed = seed;
        this.problems = problems;
        this.cache = cache;
    }

    /** All that decides what a list of workloads stands for. */
    record Key(JsonValue json, Precision precision, Path folder, long seed) {}

    /**
     * Those that could be read.
     *
     * @param json a list of workloads; anything else is left to the check of the configuration's own shape
     */
    static List<PlannedWorkload> readAll(
            JsonValue json, Optional<Accelerator> machine, Path folder, long seed, Problems problems, RunCache cache) {
        Precision precision = machine.map(Accelerator::precision).orElseGet(() -> Precision.of(8, 8, 8));
        Function<Problems, Optional<List<PlannedWorkload>>> read =
                faults -> Optional.of(new WorkloadReader(folder, seed, faults, cache).readAll(json, precision));
        var key = new Key(json, precision, folder, seed);
        return (isOfNetworks(json) ? cache.workloadLists().get(key, problems, read) : read.apply(problems))
                .orElseThrow();
    }

    /** Else a workload holds what was read from its file. */
    private static boolean isOfNetworks(JsonValue json) {
        return json instanceof JsonArray array
                && array.stream()
                        .allMatch(each -> each instanceof JsonObject workload && workload.containsKey("network"));
    }

    private List<PlannedWorkload> readAll(JsonValue json, Precision precision) {
        var workloads = new ArrayList<PlannedWorkload>();
        if (!(json instanceof JsonArray array)) {
            return workloads;
        }
        if (array.isEmpty()) {
            problems.add(Code.EMPTY, "/workloads", "must hold at least one workload, was empty");
        }
        for (int i = 0; i < array.size(); i++) {
            read(array.get(i), precision, "/workloads/" + i).ifPresent(workloads::add);
        }
        return workloads;
    }

    private Optional<PlannedWorkload> read(JsonValue json, Precision machine, String pointer) {
        Optional<WorkloadConfig> bound = cache.workloadConfigs()
                .get(json, problems, faults -> StrictJson.bind(faults, json, WorkloadConfig.class, pointer));
        if (bound.isEmpty()) {
            return Optional.empty();
        }
        WorkloadConfig config = bound.get();
        try {
            return read(config, (JsonObject) json, machine, pointer);
        } catch (InvalidInputException e) {
            String key =
                    config.model().isPresent() ? "/model" : config.network().isPresent() ? "/network" : "/tensors";
            problems.addNamed(pointer + key, e);
            return Optional.empty();
        }
    }

    private Optional<PlannedWorkload> read(WorkloadConfig config, JsonObject json, Precision machine, String pointer) {
        String source = config.model().or(config::network).or(config::tensors).orElseThrow();
        String name = name(config, source, pointer);
        int weightBits = config.statedBits().orElse(machine.weightBits());
        var bits = new OperandBits(weightBits, machine.activationBits());
        config.weightType().ifPresent(type -> requireHeld(type, machine, pointer + "/weightType"));
        var said = new SaidSparsity(json, pointer);
        if (config.network().isPresent()) {
            WorkloadSource found = cache.source(
                    folder,
                    source,
                    () -> new WorkloadSource(located(source), LanguageModel.find(locatedFolder(source))));
            return found.language().isPresent()
                    ? language(found.language().get(), config, json, said, name, bits, pointer)
                    : generate(config, found.located(), said, name, bits, pointer);
        }
        var content = new WorkloadContent(
                name, located(source), config.layers(), said.json(), bits, images(config), seed, false);
        checkWidth(config, content, pointer);
        return choice(config, content, said).map(inputs -> {
            Workload read = cache.workload(content, () -> fromFile(config, content, inputs));
            return new PlannedWorkload(name, content, read.sha256(), List.of(), () -> read);
        });
    }

    /** A multiplier computes what its operand holds without an error. */
    private void requireHeld(NumberType type, Precision machine, String pointer) {
        if (!machine.weight().holds(type.element())) {
            problems.add(
                    pointer,
                    "cannot be computed by multipliers of %s: must be one of %s, was \"%s\"",
                    machine.type().map(NumberType::toString).orElse("int" + machine.weightBits()),
                    NumberType.heldBy(machine.weight()),
                    type);
        }
    }

    private static int images(WorkloadConfig config) {
        return config.images().orElse(1);
    }

    /** Levels have a width already. */
    private void checkWidth(WorkloadConfig config, WorkloadContent content, String pointer) {
        if (config.model().isPresent()
                && config.weightBits().isPresent()
                && ModelLibrary.find(content.source()).layers().stream()
                        .noneMatch(layer -> layer.weights().isFloat())) {
            problems.add(pointer + "/weightBits", "must be left out: the weights of the model are levels already");
        }
    }

    /** The inputs of a model or of tensors; absent if faults were added. */
    private Optional<InputChoice> choice(WorkloadConfig config, WorkloadContent content, SaidSparsity said) {
        if (said.json().isEmpty()) {
            return Optional.of(InputChoice.AS_MEASURED);
        }
        return InputSparsity.read(problems, said.json().get(), said.pointer())
                .flatMap(sparsity -> config.model().isPresent()
                        ? ofModel(sparsity, content, said)
                        : ofTensors(sparsity, content, said));
    }

    private Optional<InputChoice> ofModel(InputSparsity sparsity, WorkloadContent content, SaidSparsity said) {
        CompressedModel model = ModelLibrary.find(content.source());
        return sparsity.of(
                        model.layers().stream().map(CompressedLayer::layer).toList(),
                        model.measuredLayers(),
                        content.source(),
                        seed,
                        problems,
                        said.pointer())
                .map(InputChoice.class::cast);
    }

    private Optional<InputChoice> ofTensors(InputSparsity sparsity, WorkloadContent content, SaidSparsity said) {
        Path file = file(content.source());
        List<TensorLayer> layers = content.layers().orElseThrow();
        Workload read = TensorWorkload.of(file, layers, content.bits().weights());
        return sparsity.of(
                        read.layers().stream().map(LayerWorkload::layer).toList(),
                        TensorWorkload.measured(file, layers),
                        content.source(),
                        seed,
                        problems,
                        said.pointer())
                .map(InputChoice.class::cast);
    }

    private static Workload fromFile(WorkloadConfig config, WorkloadContent content, InputChoice choice) {
        int weightBits = content.bits().weights();
        return config.model().isPresent()
                ? ModelLibrary.find(content.source())
                        .toWorkload(content.name(), content.images(), choice)
                        .withFloatsRounded(weightBits)
                : TensorWorkload.of(
                        content.name(), file(content.source()), content.layers().orElseThrow(), weightBits, choice);
    }

    /** What of a language model's workload makes its layers, beside the sparsity and the bits. */
    private static final List<String> TOKENS = List.of("prefill", "decode", "batch", "images", "kvBits", "routing");

    private Optional<PlannedWorkload> language(
            LanguageModel model,
            WorkloadConfig config,
            JsonObject workload,
            SaidSparsity said,
            String name,
            OperandBits bits,
            String pointer) {
        int before = problems.count();
        if (config.prefill().isEmpty() && config.decode().isEmpty()) {
            problems.add(
                    Code.MISSING,
                    pointer,
                    "must say what the language model %s is run on: \"prefill\": {\"tokens\": 512},"
                            + " \"decode\": {\"context\": 512, \"tokens\": 128}, or both",
                    model.name());
        }
        if (model.quantised() && config.statedBits().isEmpty()) {
            problems.add(
                    Code.MISSING,
                    pointer + "/weightBits",
                    "is missing: the configuration is of a quantised checkpoint, whose weights are not read; archsim"
                            + " import reads them");
        }
        if (config.kvBits().isPresent() && !model.transformer().isDecoder()) {
            problems.add(pointer + "/kvBits", "must be left out: an encoder keeps no keys and values");
        }
        JsonValue json = said.ofNetwork();
        Optional<Sparsity> sparsity =
                cache.sparsities().get(json, problems, faults -> Sparsity.read(faults, json, said.pointer()));
        if (problems.count() > before || sparsity.isEmpty()) {
            return Optional.empty();
        }
        int cacheBits = config.kvBits().orElse(bits.activations());
        int sequences = config.batch().orElse(images(config));
        long run = LanguageRun.tokens(sequences, config.prefill(), config.decode());
        Optional<GivenRouting> routing = config.routing().isEmpty()
                ? Optional.of(GivenRouting.NONE)
                : new RoutingReader(this::located, seed, problems)
                        .read(config.routing().get(), model.transformer(), run, pointer + "/routing");
        if (routing.isEmpty()) {
            return Optional.empty();
        }
        Optional<Language> laidOut = Language.of(
                model,
                sequences,
                config.prefill(),
                config.decode(),
                cacheBits,
                routing.get().stated(),
                problems,
                pointer);
        laidOut.ifPresent(found -> sparsity.get().check(found.network(), problems, said.pointer()));
        if (problems.count() > before || laidOut.isEmpty()) {
            return Optional.empty();
        }
        Language language = laidOut.get();
        JsonObjectBuilder tokens = JSON.createObjectBuilder();
        TOKENS.stream().filter(workload::containsKey).forEach(key -> tokens.add(key, workload.get(key)));
        tokens.add("routingSha256", routing.get().sha256());
        var content = new WorkloadContent(
                name,
                config.network().orElseThrow(),
                Optional.empty(),
                Optional.of(json),
                bits,
                sequences,
                seed,
                false,
                false,
                Optional.of(tokens.build()),
                config.statedWeights());
        return Optional.of(new PlannedWorkload(
                name,
                content,
                routing.get().sha256(),
                language.layers().stream().map(RepeatedLayer::layer).toList(),
                () -> cache.workload(
                        content,
                        () -> scaled(
                                config,
                                GeneratedWorkload.of(
                                        name,
                                        language.layers(),
                                        sparsity.get(),
                                        bits,
                                        cacheBits,
                                        seed,
                                        cache.masks()))),
                Optional.of(language)));
    }

    private Optional<PlannedWorkload> generate(
            WorkloadConfig config, String source, SaidSparsity said, String name, OperandBits bits, String pointer) {
        int before = problems.count();
        if (config.isOfLanguageModel()) {
            problems.add(
                    pointer,
                    "must leave batch, prefill, decode, kvBits and routing out: %s is no language model%s",
                    config.network().orElseThrow(),
                    Suggestion.orList(
                            config.network().orElseThrow(), LanguageModel.SHIPPED.names(), "language models"));
            return Optional.empty();
        }
        JsonValue json = said.ofNetwork();
        String sparsityPointer = said.pointer();
        Optional<Sparsity> sparsity =
                cache.sparsities().get(json, problems, faults -> Sparsity.read(faults, json, sparsityPointer));
        Network network = cache.networks()
                .get(source, problems, faults -> Optional.of(Networks.find(source)))
                .orElseThrow();
        sparsity.ifPresent(given -> given.check(network, problems, sparsityPointer));
        List<Layer> layers = batch(network, images(config), pointer + "/images");
        if (sparsity.isEmpty() || problems.count() > before) {
            return Optional.empty();
        }
        var content = new WorkloadContent(
                name,
                source,
                Optional.empty(),
                Optional.of(json),
                bits,
                images(config),
                seed,
                false,
                false,
                Optional.empty(),
                config.statedWeights());
        return Optional.of(new PlannedWorkload(
                name,
                content,
                "",
                layers,
                () -> cache.workload(
                        content,
                        () -> scaled(
                                config,
                                GeneratedWorkload.of(
                                        name, network, sparsity.get(), bits, content.images(), seed, cache.masks())))));
    }

    private static Workload scaled(WorkloadConfig config, Workload drawn) {
        return config.statedWeights().of(drawn);
    }

    private List<Layer> batch(Network network, int images, String pointer) {
        var batch = new ArrayList<Layer>();
        for (Layer layer : network.layers()) {
            if (layer.isTooLargeFor(images)) {
                problems.add(
                        pointer,
                        "must leave %s fewer than 2^31 weights, inputs and outputs, was %d",
                        layer.name(),
                        images);
            } else {
                batch.add(layer.withBatch(images));
            }
        }
        return batch;
    }

    private static Path file(String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw InvalidInputException.of(name, "cannot be the name of a file (%s)", e.getReason());
        }
    }

    /** The same, of a folder too. */
    private String locatedFolder(String source) {
        try {
            Path besideConfig = folder.resolve(source);
            boolean onlyThere = !Files.exists(Path.of(source))
                    && LanguageModel.SHIPPED.find(source).isEmpty()
                    && Files.exists(besideConfig);
            return onlyThere ? besideConfig.toString() : source;
        } catch (InvalidPathException e) {
            return source;
        }
    }

    /** The path from the working folder or the configuration's, or the name as it is. */
    private String located(String source) {
        try {
            Path besideConfig = folder.resolve(source);
            boolean onlyThere = !Files.exists(Path.of(source)) && Files.isRegularFile(besideConfig);
            return onlyThere ? besideConfig.toString() : source;
        } catch (InvalidPathException e) {
            return source;
        }
    }

    /** File name without folder and suffix. */
    private static String stem(String source) {
        String file = source.substring(Math.max(source.lastIndexOf('/'), source.lastIndexOf('\\')) + 1);
        return file.replaceFirst("\\.(safetensors|json)$", "");
    }

    /** Names that are given must differ; those that are not are numbered. */
    private String name(WorkloadConfig config, String source, String pointer) {
        String wanted = config.name().orElse(stem(source));
        String first = pointersByName.putIfAbsent(wanted, pointer);
        String name = wanted;
        if (first != null && config.name().isPresent()) {
            problems.add(
                    pointer + "/name", "must differ from workload to workload, was \"%s\" as at %s", wanted, first);
        } else if (first != null) {
            for (int i = 2; pointersByName.putIfAbsent(name, pointer) != null; i++) {
                name = wanted + "#" + i;
            }
        }
        return name;
    }
}

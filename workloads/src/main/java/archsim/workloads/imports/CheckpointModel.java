package archsim.workloads.imports;

import archsim.base.Fault.Code;
import archsim.base.InvalidInputException;
import archsim.base.Problems;
import archsim.base.RootLocale;
import archsim.base.Steps;
import archsim.workloads.Bias;
import archsim.workloads.Layer;
import archsim.workloads.LayerShape;
import archsim.workloads.WeightTensor;
import archsim.workloads.imports.checkpoint.AbsorbedMatrices;
import archsim.workloads.imports.checkpoint.Checkpoint;
import archsim.workloads.imports.checkpoint.StoredMatrix;
import archsim.workloads.imports.transformer.ExpandedHead;
import archsim.workloads.imports.transformer.TokenPass;
import archsim.workloads.imports.transformer.Transformer;
import archsim.workloads.model.CompressedLayer;
import archsim.workloads.model.EmbeddedNetwork;
import archsim.workloads.model.TensorFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A checkpoint as a model: one layer a stored matrix, on one token; or, where a pass is asked for, all layers of the transformer
 * that {@code config.json} describes, products of attention among them.
 */
final class CheckpointModel {

    private final Checkpoint checkpoint;
    private final Problems problems;
    private final List<String> notes = new ArrayList<>();

    private CheckpointModel(Checkpoint checkpoint) {
        this.checkpoint = checkpoint;
        this.problems = new Problems(checkpoint.name());
    }

    /** Whether {@code file} is a folder, as hubs hold checkpoints, or a GGUF file. */
    static boolean isOne(Path file) {
        return Files.isDirectory(file) || Checkpoint.isGguf(file);
    }

    static ModelImport read(Path folder, ImportOptions options, String archsimVersion, Steps read) {
        if (options.saysMoreThanACheckpointNeeds()) {
            throw InvalidInputException.of(
                    folder.toString(),
                    "is a checkpoint, whose config.json says what --network, --input-size, --layer, --dimension and"
                            + " --assume would");
        }
        Checkpoint checkpoint = Checkpoint.open(folder);
        var model = new CheckpointModel(checkpoint);
        List<CompressedLayer> layers = model.layers(options, read);
        model.tell(options);
        return ModelImport.of(checkpoint.name(), checkpoint.sha256(), layers, options, model.notes, archsimVersion);
    }

    private List<CompressedLayer> layers(ImportOptions options, Steps read) {
        Map<String, StoredMatrix> matrices = new TreeMap<>();
        checkpoint.matrices().forEach(matrix -> matrices.put(matrix.name(), matrix));
        List<Layer> all = options.pass()
                .map(wanted -> transformer(wanted, matrices))
                .orElseGet(() -> checkpoint.matrices().stream()
                        .map(CheckpointModel::onOneToken)
                        .toList());
        problems.throwIfAny();
        List<Layer> layers = wanted(all, options);
        requireSize(layers);
        var made = new ArrayList<CompressedLayer>();
        Runnable one = read.oneOf(layers.size());
        for (Layer layer : layers) {
            Optional<CompressedLayer> found = layer.hasParameters()
                    ? compressed(layer, matrices.get(layer.name()))
                    : Optional.of(CompressedLayer.ofActivations(layer));
            found.ifPresent(made::add);
            one.run();
        }
        problems.throwIfAny();
        return made;
    }

    private List<Layer> wanted(List<Layer> all, ImportOptions options) {
        List<Layer> wanted =
                all.stream().filter(layer -> options.wants(layer.name())).toList();
        options.only().filter(names -> wanted.isEmpty()).ifPresent(names -> {
            problems.add(
                    "",
                    "must have a layer that fits --only %s, has %s",
                    names.pattern(),
                    Names.shortened(all.stream().map(Layer::name).toList()));
            problems.throwIfAny();
        });
        if (wanted.size() < all.size()) {
            notes.add(RootLocale.format(
                    "%d of %d layers are kept: what a run says is theirs alone, not the model's",
                    wanted.size(), all.size()));
        }
        return wanted;
    }

    private static Layer onOneToken(StoredMatrix matrix) {
        return new Layer(matrix.name(), LayerShape.fullyConnected(1, matrix.columns(), matrix.rows()));
    }

    /** The layers of the transformer, each of which must be stored with its shape; a tied head is the table of tokens. */
    private List<Layer> transformer(TokenPass pass, Map<String, StoredMatrix> matrices) {
        if (Checkpoint.isGguf(Path.of(checkpoint.name()))) {
            throw InvalidInputException.of(
                    checkpoint.name(),
                    "must be a folder with config.json for --prefill or --decode, was a GGUF file, whose layers have"
                            + " other names");
        }
        Transformer model = Transformer.of(checkpoint.config());
        renamed(matrices);
        if (model.tied() && !matrices.containsKey("lm_head")) {
            embedding(model.embedding()).ifPresent(table -> matrices.put("lm_head", table));
        }
        if (pass.fromCache()) {
            model.expandedHead().ifPresent(head -> absorb(head, matrices));
        }
        List<Layer> layers = model.layers(pass);
        for (Layer layer : layers) {
            if (layer.hasParameters()) {
                check(layer, Optional.ofNullable(matrices.get(layer.name())));
            }
        }
        var expected = layers.stream().map(Layer::name).collect(Collectors.toCollection(HashSet::new));
        var others = new TreeSet<>(matrices.keySet());
        others.removeAll(expected);
        noteOthers(others, model);
        return layers;
    }

    /** While decoding, the matrix that expands keys and values is applied to queries and to contexts. */
    private static void absorb(ExpandedHead head, Map<String, StoredMatrix> matrices) {
        for (StoredMatrix matrix : List.copyOf(matrices.values())) {
            boolean fits = matrix.rows() == head.heads() * (head.keys() + head.values());
            if (fits && matrix.name().endsWith(".kv_b_proj")) {
                matrices.remove(matrix.name());
                AbsorbedMatrices.of(matrix, head.heads(), head.keys(), head.values())
                        .forEach(part -> matrices.put(part.name(), part));
            }
        }
    }

    /** Models with a head call their layers by the name of the body, too: {@code transformer.h.0}, {@code bert.encoder}. */
    private static void renamed(Map<String, StoredMatrix> matrices) {
        for (String name : List.copyOf(matrices.keySet())) {
            for (String prefix : List.of("transformer.", "bert.")) {
                if (name.startsWith(prefix)) {
                    matrices.put(name.substring(prefix.length()), matrices.remove(name));
                }
            }
        }
    }

    private Optional<StoredMatrix> embedding(String name) {
        return checkpoint.embeddings().stream()
                .filter(table -> table.name().equals(name) || table.name().endsWith("." + name))
                .findFirst();
    }

    private void check(Layer layer, Optional<StoredMatrix> stored) {
        LayerShape shape = layer.shape();
        if (stored.isEmpty()) {
            problems.add(Code.MISSING, "/" + layer.name(), "is missing: config.json describes it");
        } else if (stored.get().rows() != shape.k() || stored.get().columns() != shape.channelsPerGroup()) {
            problems.add(
                    "/" + layer.name(),
                    "must have %d outputs and %d inputs, as config.json says, was %d and %d",
                    shape.k(),
                    shape.channelsPerGroup(),
                    stored.get().rows(),
                    stored.get().columns());
        }
    }

    /** Experts that no token was sent to rest; any other matrix that the configuration does not know is a fault. */
    private void noteOthers(Collection<String> others, Transformer model) {
        List<String> resting = others.stream()
                .filter(name -> model.isMixture() && name.contains(".experts."))
                .toList();
        others.stream()
                .filter(name -> !resting.contains(name) && !name.equals("pooler.dense") && !name.startsWith("cls."))
                .forEach(name -> problems.add("/" + name, "is no layer that config.json describes"));
        if (!resting.isEmpty()) {
            notes.add(RootLocale.format("%d layers of experts rest: no token is sent to them", resting.size()));
        }
    }

    private void requireSize(List<Layer> layers) {
        EmbeddedNetwork.tooLarge(layers).ifPresent(fault -> problems.add("", "%s", fault));
        long bytes =
                Math.multiplyExact(layers.stream().mapToLong(Layer::parameters).sum(), (long) Float.BYTES);
        if (bytes > TensorFile.LARGEST_FILE_BYTES) {
            problems.add(
                    Code.OUT_OF_RANGE,
                    "",
                    "must make a model of at most %d bytes, was of %d: 4 for each of its weights; --only NAMES takes"
                            + " some of its layers (of a block: --only 'model.layers.0.*'), and a run takes the folder"
                            + " itself as its network",
                    TensorFile.LARGEST_FILE_BYTES,
                    bytes);
        }
        problems.throwIfAny();
    }

    private Optional<CompressedLayer> compressed(Layer layer, StoredMatrix matrix) {
        try {
            WeightTensor weights = WeightTensor.ofStored(matrix.dequantised(), matrix.bits(), matrix.quantisation());
            float[] bias = matrix.bias().map(Supplier::get).orElseGet(() -> new float[matrix.rows()]);
            return Optional.of(new CompressedLayer(layer, weights, Bias.of(bias), Optional.empty()));
        } catch (InvalidInputException e) {
            e.faults().forEach(problems::add);
            return Optional.empty();
        }
    }

    private void tell(ImportOptions options) {
        if (options.pass().isEmpty()) {
            notes.add("each layer is run on one token, without the products of attention; --prefill TOKENS or --decode"
                    + " CONTEXT runs the whole model");
        }
        List<String> left = new ArrayList<>(checkpoint.leftOut());
        checkpoint.embeddings().forEach(table -> left.addAll(table.tensors()));
        if (!left.isEmpty()) {
            notes.add(RootLocale.format(
                    "%d tensors are looked up, added or normalise and are no layers: %s",
                    left.size(), Names.shortened(left)));
        }
        String types = checkpoint.matrices().stream()
                .map(matrix -> matrix.quantisation().type())
                .filter(type -> type.startsWith("fp") || type.equals("bf16") || type.equals("f16"))
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        if (!types.isEmpty()) {
            notes.add("machines count weights of " + types + " as numbers of that many bits");
        }
    }
}

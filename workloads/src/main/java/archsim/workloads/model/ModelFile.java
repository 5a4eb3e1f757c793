package archsim.workloads.model;

import archsim.base.AtomicFile;
import archsim.base.InvalidInputException;
import archsim.base.Problems;
import archsim.base.Steps;
import archsim.base.Suggestion;
import archsim.base.json.StrictJson;
import archsim.workloads.Layer;
import archsim.workloads.network.Networks;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Compressed models as {@code .safetensors} files.
 *
 * <p>Each layer of the network has {@code <layer>.weight} {@code [k][c/groups][r][s]} (I8 or I16 levels, or F32),
 * {@code <layer>.bias} {@code [k]} (F32), where it is normalised {@code <layer>.scale} {@code [k]} (F32) and perhaps
 * {@code <layer>.input} {@code [n][c][h][w]} (I8 or U8 levels). A
 * fully connected layer may leave out axes of extent 1 at the end; a product of activations has no tensors. The metadata hold the {@link ModelManifest} as JSON
 * under {@code manifest}. Strides, padding and groups come from the network that ships under the manifest's name, or
 * from the {@link EmbeddedNetwork} that the metadata hold as JSON under {@code network}. What an imported graph said of each
 * layer is kept as JSON under {@code graph}.
 */
public final class ModelFile {

    static final String MANIFEST = "manifest";
    private static final String NETWORK = "network";
    private static final String GRAPH = "graph";

    private ModelFile() {}

    /**
     * Reads a model.
     *
     * @throws InvalidInputException with every fault found
     */
    public static CompressedModel read(Path file) {
        return read(TensorFile.read(file));
    }

    /**
     * Reads a model from the content of a file called {@code name}.
     *
     * @throws InvalidInputException with every fault found
     */
    public static CompressedModel read(String name, byte[] content) {
        return read(TensorFile.read(name, content));
    }

    /** Replaces {@code file}, whose folder must exist, by {@code model}. */
    public static void write(Path file, CompressedModel model) throws IOException {
        write(file, model, Steps.ignored());
    }

    /**
     * The same.
     *
     * @param written gets the bytes of the tensors, as they are written
     */
    public static void write(Path file, CompressedModel model, Steps written) throws IOException {
        AtomicFile.write(file, temporary -> {
            try (OutputStream out = Files.newOutputStream(temporary)) {
                tensors(model).writeTo(out, written);
            }
        });
    }

    /** The bytes of the file; the same model, the same bytes. */
    public static byte[] toBytes(CompressedModel model) {
        return tensors(model).toBytes();
    }

    private static TensorFileWriter tensors(CompressedModel model) {
        var file = new TensorFileWriter().metadata("format", "archsim");
        file.metadata(MANIFEST, model.manifest().toJson().toString());
        List<Layer> network =
                model.layers().stream().map(CompressedLayer::layer).toList();
        if (!ships(model.manifest().network(), network)) {
            file.metadata(NETWORK, EmbeddedNetwork.of(network).toJson());
        }
        if (!model.graph().isEmpty()) {
            file.metadata(GRAPH, StrictJson.write(new GraphRecord(1, model.graph())));
        }
        model.layers().forEach(layer -> ModelTensors.write(layer, file));
        return file;
    }

    private static boolean ships(String name, List<Layer> layers) {
        return Networks.names().contains(name)
                && Networks.shipped(name).layers().equals(layers);
    }

    private static CompressedModel read(TensorFile file) {
        var problems = new Problems(file.name());
        Optional<ModelManifest> manifest = manifest(file, problems);
        Optional<List<Layer>> network = manifest.flatMap(found -> network(file, found, problems));
        if (network.isEmpty()) {
            throw problems.toException();
        }
        checkLayerNames(manifest.get(), network.get(), problems);
        var layers = new LayerReader(file, problems).read(manifest.get(), network.get());
        List<GraphNode> graph = graph(file, network.get(), problems);
        problems.throwIfAny();
        return new CompressedModel(
                manifest.get(), layers, Optional.of(new CompressedModel.Origin(file.name(), file.sha256())), graph);
    }

    private static Optional<ModelManifest> manifest(TensorFile file, Problems problems) {
        if (!file.metadata().containsKey(MANIFEST)) {
            String pointer = TensorHeader.pointer(TensorHeader.METADATA, MANIFEST);
            problems.add(pointer, "is missing: this is not a model of archsim (archsim import makes one of it)");
            return Optional.empty();
        }
        return metadata(file, MANIFEST, ModelManifest.class, problems);
    }

    private static <T> Optional<T> metadata(TensorFile file, String key, Class<T> type, Problems problems) {
        String pointer = TensorHeader.pointer(TensorHeader.METADATA, key);
        try {
            var tree = StrictJson.parseObject(file.name(), file.metadata().get(key));
            return StrictJson.bind(problems, tree, type, pointer);
        } catch (InvalidInputException e) {
            e.faults().forEach(fault -> problems.add(fault.code(), pointer, "%s", fault));
            return Optional.empty();
        }
    }

    private static Optional<List<Layer>> network(TensorFile file, ModelManifest manifest, Problems problems) {
        if (file.metadata().containsKey(NETWORK)) {
            return metadata(file, NETWORK, EmbeddedNetwork.class, problems).map(EmbeddedNetwork::toLayers);
        }
        try {
            return Optional.of(Networks.shipped(manifest.network()).layers());
        } catch (InvalidInputException e) {
            String pointer = TensorHeader.pointer(TensorHeader.METADATA, MANIFEST, "network");
            problems.add(
                    pointer,
                    "must be one of archsim list networks, was \"%s\"%s",
                    manifest.network(),
                    Suggestion.sentence(manifest.network(), Networks.names()));
            return Optional.empty();
        }
    }

    private static List<GraphNode> graph(TensorFile file, List<Layer> network, Problems problems) {
        if (!file.metadata().containsKey(GRAPH)) {
            return List.of();
        }
        List<GraphNode> nodes = metadata(file, GRAPH, GraphRecord.class, problems)
                .map(GraphRecord::nodes)
                .orElse(List.of());
        Set<String> names = network.stream().map(Layer::name).collect(Collectors.toSet());
        nodes.stream()
                .filter(node -> !names.contains(node.layer()))
                .forEach(node -> problems.add(
                        TensorHeader.pointer(TensorHeader.METADATA, GRAPH, "nodes"),
                        "must be of layers of the network, was of \"%s\"",
                        node.layer()));
        return nodes;
    }

    private static void checkLayerNames(ModelManifest manifest, List<Layer> network, Problems problems) {
        List<String> found = manifest.layers().stream().map(LayerManifest::name).toList();
        List<String> expected = network.stream().map(Layer::name).toList();
        if (!found.equals(expected)) {
            problems.add(
                    TensorHeader.pointer(TensorHeader.METADATA, MANIFEST, "layers"),
                    "must be %s in this order, was %s",
                    String.join(", ", expected),
                    String.join(", ", found));
            throw problems.toException();
        }
    }
}

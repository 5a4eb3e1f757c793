package archsim.workloads.imports;

import archsim.base.Fault;
import archsim.base.InvalidInputException;
import archsim.base.Problems;
import archsim.base.RootLocale;
import archsim.base.Steps;
import archsim.base.VisibleText;
import archsim.workloads.Layer;
import archsim.workloads.LayerKind;
import archsim.workloads.Scheme;
import archsim.workloads.model.CompressedLayer;
import archsim.workloads.model.CompressedModel;
import archsim.workloads.model.EmbeddedNetwork;
import archsim.workloads.model.GraphNode;
import archsim.workloads.model.ModelManifest;
import archsim.workloads.network.Network;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A model made of a file of tensors.
 *
 * @param model that archsim can run
 * @param regularities what the zeros of each layer look like
 * @param notes what was assumed and what was left out
 */
public record ModelImport(CompressedModel model, List<Scheme> regularities, List<String> notes) {

    public ModelImport {
        regularities = List.copyOf(regularities);
        notes = List.copyOf(notes);
    }

    /**
     * Imports {@code file}: {@code .safetensors}, {@code .npz}, {@code .npy} or {@code .onnx}, or a checkpoint's folder.
     *
     * @param archsimVersion for the manifest
     * @throws InvalidInputException with every fault found
     */
    public static ModelImport of(Path file, ImportOptions options, String archsimVersion) {
        return of(file, options, archsimVersion, Steps.ignored());
    }

    /**
     * The same.
     *
     * @param read gets the layers, as each is read
     */
    public static ModelImport of(Path file, ImportOptions options, String archsimVersion, Steps read) {
        if (CheckpointModel.isOne(file)) {
            return CheckpointModel.read(file, options, archsimVersion, read);
        }
        if (options.pass().isPresent()) {
            throw InvalidInputException.of(
                    file.toString(), "must be the folder of a language model for --prefill or --decode, was a file");
        }
        if (options.only().isPresent()) {
            throw InvalidInputException.of(
                    file.toString(),
                    "must be a checkpoint (a folder with config.json, or a GGUF file) for --only, was another file");
        }
        return of(TensorSource.read(file), options, archsimVersion, read);
    }

    /** Imports the content of a file called {@code name}. */
    static ModelImport of(String name, byte[] content, ImportOptions options) {
        return of(TensorSource.read(name, content), options, "test", Steps.ignored());
    }

    private static ModelImport of(TensorSource source, ImportOptions options, String archsimVersion, Steps progress) {
        var notes = new ArrayList<>(source.notes());
        List<PlannedLayer> planned = options.network()
                .map(network -> NetworkLayers.find(source, network, notes))
                .or(() -> source.graph().map(graph -> GraphLayers.find(source, graph, options, notes)))
                .orElseGet(() -> ImportedLayers.find(source, options, notes));
        checkSize(source, options.network().map(Network::layers).orElseGet(() -> planned.stream()
                .map(PlannedLayer::layer)
                .toList()));
        List<CompressedLayer> weighted = read(source, planned, progress);
        List<CompressedLayer> layers = options.network()
                .map(network -> withProducts(network, weighted))
                .orElse(weighted);
        tellWhatIsMissing(source, options, planned, notes);
        tellOfOwnLevels(weighted, notes);
        List<GraphNode> nodes =
                planned.stream().flatMap(layer -> layer.node().stream()).toList();
        ModelImport made = of(source.name(), source.sha256(), layers, options, notes, archsimVersion);
        return new ModelImport(made.model().withGraph(nodes), made.regularities(), made.notes());
    }

    /** A model of {@code layers} that lay in the file {@code name}. */
    static ModelImport of(
            String name,
            String sha256,
            List<CompressedLayer> layers,
            ImportOptions options,
            List<String> notes,
            String archsimVersion) {
        List<Scheme> found = layers.stream()
                .map(layer -> RecognisedScheme.of(
                        layer.weights().mask(), layer.layer().shape()))
                .toList();
        Scheme scheme = options.scheme()
                .orElseGet(() -> RecognisedScheme.of(
                        found,
                        layers.stream().map(layer -> layer.layer().shape()).toList()));
        ModelManifest manifest = manifest(name, sha256, options, layers, scheme, notes, archsimVersion);
        return new ModelImport(new CompressedModel(manifest, layers), found, notes);
    }

    /** Inputs and operands of products are not bounded by the file. */
    private static void checkSize(TensorSource source, List<Layer> layers) {
        EmbeddedNetwork.tooLarge(layers).ifPresent(fault -> {
            throw InvalidInputException.of(source.name(), "%s", fault);
        });
    }

    /** All layers of {@code network}: the products of activations among them have no tensors. */
    private static List<CompressedLayer> withProducts(Network network, List<CompressedLayer> weighted) {
        Iterator<CompressedLayer> next = weighted.iterator();
        return network.layers().stream()
                .map(layer -> layer.kind() == LayerKind.ACTIVATION_PRODUCT
                        ? CompressedLayer.ofActivations(layer)
                        : next.next())
                .toList();
    }

    /** What became of a layer: itself, or its faults. */
    private record Read(Optional<CompressedLayer> layer, List<Fault> faults) {

        static Read of(PlannedLayer planned) {
            try {
                return new Read(Optional.of(planned.read()), List.of());
            } catch (InvalidInputException e) {
                return new Read(Optional.empty(), e.faults());
            }
        }
    }

    private static List<CompressedLayer> read(TensorSource source, List<PlannedLayer> planned, Steps progress) {
        var problems = new Problems(source.name());
        Runnable one = progress.oneOf(planned.size());
        List<Read> read = planned.parallelStream()
                .map(layer -> {
                    Read found = Read.of(layer);
                    one.run();
                    return found;
                })
                .toList();
        read.stream().flatMap(layer -> layer.faults().stream()).forEach(problems::add);
        problems.throwIfAny();
        return read.stream().flatMap(layer -> layer.layer().stream()).toList();
    }

    private static void tellWhatIsMissing(
            TensorSource source, ImportOptions options, List<PlannedLayer> planned, List<String> notes) {
        if (source.graph().isPresent() && options.network().isEmpty()) {
            return;
        }
        Set<String> used =
                planned.stream().flatMap(layer -> layer.tensors().stream()).collect(Collectors.toSet());
        List<String> left = source.tensors().stream()
                .filter(tensor -> !used.contains(tensor.name()))
                .map(tensor -> tensor.name()
                        + tensor.leftOut().map(reason -> " (" + reason + ")").orElse(""))
                .toList();
        if (!left.isEmpty()) {
            notes.add(RootLocale.format(
                    "%d of %d tensors are neither weights nor biases of a layer and are left out: %s",
                    left.size(), source.tensors().size(), Names.shortened(left)));
        }
    }

    private static void tellOfOwnLevels(List<CompressedLayer> layers, List<String> notes) {
        List<String> names = layers.stream()
                .filter(layer -> RecognisedLevels.hasOwnLevels(layer.weights()))
                .map(layer -> layer.layer().name())
                .toList();
        if (!names.isEmpty()) {
            notes.add("the weights are few different ones but no multiples of one step, and stay floats of 32 bits, of "
                    + Names.shortened(names));
        }
    }

    private static ModelManifest manifest(
            String name,
            String sha256,
            ImportOptions options,
            List<CompressedLayer> layers,
            Scheme scheme,
            List<String> notes,
            String archsimVersion) {
        var parameters = new TreeMap<String, String>();
        parameters.put("importedFrom", fileName(name));
        parameters.put("importedSha256", sha256);
        for (int i = 0; i < notes.size(); i++) {
            parameters.put("importNote" + (i + 1), notes.get(i));
        }
        return new ModelManifest(
                ModelManifest.SCHEMA_VERSION,
                options.network().map(Network::name).orElseGet(() -> stem(name)),
                scheme,
                options.network().map(Network::dataset).orElse("unknown"),
                "",
                layers.stream().map(CompressedLayer::manifest).toList(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                0,
                parameters,
                archsimVersion,
                Optional.empty());
    }

    private static String fileName(String file) {
        Path name = Path.of(file).getFileName();
        return VisibleText.of(name == null ? file : name.toString());
    }

    private static String stem(String file) {
        String name = fileName(file);
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}

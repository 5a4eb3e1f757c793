package archsim.workloads.model;

import archsim.base.InvalidInputException;
import archsim.base.Problems;
import archsim.base.RootLocale;
import archsim.workloads.InputChoice;
import archsim.workloads.Layer;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Workload;
import archsim.workloads.network.LayerEntry;
import archsim.workloads.network.Network;
import archsim.workloads.network.Networks;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A network with trained, possibly pruned and quantised weights.
 *
 * @param manifest how it came to be; speaks of the same layers
 * @param layers in the network's order, at least one
 * @param origin the file that it was read from; absent for a model just made
 * @param graph the nodes of the graph that it was imported from; empty if there was none
 */
public record CompressedModel(
        ModelManifest manifest, List<CompressedLayer> layers, Optional<Origin> origin, List<GraphNode> graph) {

    /**
     * Where a model was read from.
     *
     * @param file as its user named it
     * @param sha256 of the file
     */
    public record Origin(String file, String sha256) {}

    public CompressedModel {
        layers = List.copyOf(layers);
        graph = List.copyOf(graph);
        List<LayerManifest> expected =
                layers.stream().map(CompressedLayer::manifest).toList();
        if (layers.isEmpty() || !manifest.layers().equals(expected)) {
            throw new IllegalArgumentException(
                    RootLocale.format("the manifest must describe the layers %s, was %s", expected, manifest.layers()));
        }
    }

    /** A model just made. */
    public CompressedModel(ModelManifest manifest, List<CompressedLayer> layers) {
        this(manifest, layers, Optional.empty(), List.of());
    }

    /** The same model, made of the nodes of a graph. */
    public CompressedModel withGraph(List<GraphNode> nodes) {
        return new CompressedModel(manifest, layers, origin, nodes);
    }

    /** Images whose inputs every layer has recorded; 0 if some layer recorded none. */
    public int recordedImages() {
        return layers.stream()
                .mapToInt(layer -> layer.input().map(input -> input.images()).orElse(0))
                .min()
                .orElse(0);
    }

    /**
     * The network that the model is of, to be edited and given back.
     *
     * @throws InvalidInputException with every layer that a network's file cannot say
     */
    public Network network() {
        String name = manifest.network();
        List<Layer> shapes = layers.stream().map(CompressedLayer::layer).toList();
        if (Networks.names().contains(name) && Networks.shipped(name).layers().equals(shapes)) {
            return Networks.shipped(name);
        }
        String file = origin.map(Origin::file).orElse(name);
        var problems = new Problems(file);
        for (Layer layer : shapes) {
            if (layer.shape().n() > 1) {
                problems.add(
                        TensorHeader.pointer(layer.name()),
                        "has a batch of %d, but a network is of one image and a run's images make the batch; import"
                                + " with a batch of 1 (--dimension)",
                        layer.shape().n());
            }
        }
        for (Layer layer : shapes) {
            try {
                LayerEntry.of(layer.withBatch(1));
            } catch (IllegalArgumentException e) {
                problems.add(
                        TensorHeader.pointer(layer.name()), "cannot be said in a network's file: %s", e.getMessage());
            }
        }
        if (shapes.stream().noneMatch(Layer::hasParameters)) {
            problems.add("", "must have a layer with weights to be a network");
        }
        problems.throwIfAny();
        String source = manifest.hyperParameters().getOrDefault("importedFrom", "a model of archsim");
        return new Network(name, name, manifest.dataset(), shapes, List.of(), source);
    }

    /** Names of the layers whose inputs were recorded. */
    public Set<String> measuredLayers() {
        return layers.stream()
                .filter(layer -> layer.input().isPresent())
                .map(layer -> layer.layer().name())
                .collect(Collectors.toSet());
    }

    /** What a machine runs: inputs are those that were recorded, or all of them. */
    public Workload toWorkload(String name, int images) {
        return toWorkload(name, images, InputChoice.AS_MEASURED);
    }

    /**
     * What a machine runs.
     *
     * @param name of the workload
     * @param images the batch: the first of the recorded ones where inputs were recorded
     * @param choice of the inputs
     * @throws InvalidInputException if a layer has recorded fewer images than are needed
     */
    public Workload toWorkload(String name, int images, InputChoice choice) {
        if (images < 1) {
            throw new IllegalArgumentException("images must be at least 1, was " + images);
        }
        String file = origin.map(Origin::file).orElse(manifest.network());
        var problems = new Problems(file);
        for (CompressedLayer layer : layers) {
            int recorded = layer.input().map(input -> input.images()).orElse(images);
            if (recorded < images && choice.needs(layer.layer())) {
                problems.add(
                        TensorHeader.pointer(ModelTensors.input(layer.layer())),
                        "must hold %d images, was %d",
                        images,
                        recorded);
            }
        }
        problems.throwIfAny();
        List<LayerWorkload> workloads = layers.stream()
                .map(layer -> layer.toWorkload(images, manifest.scheme(), choice)
                        .withPattern(layer.isProduct() ? Optional.empty() : manifest.block()))
                .toList();
        OptionalDouble accuracy = choice.keepsAccuracy() ? manifest.accuracyAfter() : OptionalDouble.empty();
        return new Workload(name, file, origin.map(Origin::sha256).orElse(""), workloads, accuracy);
    }
}

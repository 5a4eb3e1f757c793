package archsim.workloads.model;

import archsim.base.InvalidInputException;
import archsim.base.Problems;
import archsim.base.RootLocale;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Workload;
import java.util.List;
import java.util.Optional;

/**
 * A network with trained, possibly pruned and quantised weights.
 *
 * @param manifest how it came to be; speaks of the same layers
 * @param layers in the network's order, at least one
 * @param origin the file that it was read from; absent for a model just made
 */
public record CompressedModel(ModelManifest manifest, List<CompressedLayer> layers, Optional<Origin> origin) {

    /**
     * Where a model was read from.
     *
     * @param file as its user named it
     * @param sha256 of the file
     */
    public record Origin(String file, String sha256) {}

    public CompressedModel {
        layers = List.copyOf(layers);
        List<LayerManifest> expected =
                layers.stream().map(CompressedLayer::manifest).toList();
        if (layers.isEmpty() || !manifest.layers().equals(expected)) {
            throw new IllegalArgumentException(
                    RootLocale.format("the manifest must describe the layers %s, was %s", expected, manifest.layers()));
        }
    }

    /** A model just made. */
    public CompressedModel(ModelManifest manifest, List<CompressedLayer> layers) {
        this(manifest, layers, Optional.empty());
    }

    /** Images whose inputs every layer has recorded; 0 if some layer recorded none. */
    public int recordedImages() {
        return layers.stream()
                .mapToInt(layer -> layer.input().map(input -> input.images()).orElse(0))
                .min()
                .orElse(0);
    }

    /**
     * What a machine runs.
     *
     * @param name of the workload
     * @param images the batch: the first of the recorded ones. A layer without recorded inputs has all of them present
     * @throws InvalidInputException if a layer has recorded fewer images
     */
    public Workload toWorkload(String name, int images) {
        if (images < 1) {
            throw new IllegalArgumentException("images must be at least 1, was " + images);
        }
        String file = origin.map(Origin::file).orElse(manifest.network());
        var problems = new Problems(file);
        for (CompressedLayer layer : layers) {
            int recorded = layer.input().map(input -> input.images()).orElse(images);
            if (recorded < images) {
                problems.add(
                        TensorHeader.pointer(ModelTensors.input(layer.layer())),
                        "must hold %d images, was %d",
                        images,
                        recorded);
            }
        }
        problems.throwIfAny();
        List<LayerWorkload> workloads = layers.stream()
                .map(layer -> layer.toWorkload(images, manifest.scheme()))
                .toList();
        return new Workload(name, file, origin.map(Origin::sha256).orElse(""), workloads, manifest.accuracyAfter());
    }
}

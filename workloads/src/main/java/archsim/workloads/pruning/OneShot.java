package archsim.workloads.pruning;

import archsim.base.RootLocale;
import archsim.workloads.Layer;
import archsim.workloads.LayerShape;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;
import archsim.workloads.WeightTensor;
import archsim.workloads.model.CompressedLayer;
import archsim.workloads.model.CompressedModel;
import archsim.workloads.model.ModelManifest;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/**
 * Prunes and quantises a model in one step, without training.
 *
 * <p>Recorded inputs stay as they are: those of the model before.
 *
 * <p>Each layer is pruned for itself: filters that go do not take the channels of the next layer with them, and products
 * of activations have no weights to prune.
 *
 * @param projection that says which weights of a layer stay
 * @param bits width of a weight afterwards; as before if empty
 * @param spared names of layers that stay as they are
 */
public record OneShot(Projection projection, OptionalInt bits, Set<String> spared) {

    public OneShot {
        spared = Set.copyOf(spared);
        if (bits.isPresent() && (bits.getAsInt() < 1 || bits.getAsInt() > 16)) {
            throw new IllegalArgumentException("bits must be 1 to 16, was " + bits.getAsInt());
        }
    }

    /** The pruned model; {@code model} is left as it is. */
    public CompressedModel apply(CompressedModel model, String archsimVersion) {
        String last = model.layers().get(model.layers().size() - 1).layer().name();
        List<CompressedLayer> layers = model.layers().parallelStream()
                .map(layer -> isSpared(layer.layer())
                        ? layer
                        : prune(layer, layer.layer().name().equals(last)))
                .toList();
        return new CompressedModel(manifest(model, layers, archsimVersion), layers).withGraph(model.graph());
    }

    private boolean isSpared(Layer layer) {
        return spared.contains(layer.name()) || !layer.hasParameters();
    }

    private CompressedLayer prune(CompressedLayer layer, boolean outputs) {
        WeightTensor weights = layer.weights();
        LayerShape shape = layer.layer().shape();
        float[] values = weights.toFloats();
        float[] magnitudes = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            magnitudes[i] = Math.abs(values[i]);
        }
        Mask kept = projection.project(magnitudes, shape, outputs);
        for (int i = 0; i < values.length; i++) {
            values[i] = kept.get(i) ? values[i] : 0;
        }
        return new CompressedLayer(
                layer.layer(), stored(weights, kept, values), layer.scale(), layer.bias(), layer.input());
    }

    private WeightTensor stored(WeightTensor before, Mask kept, float[] values) {
        if (bits.isPresent()) {
            return EqualLevels.quantise(values, bits.getAsInt());
        }
        if (!before.isQuantised()) {
            return WeightTensor.ofFloats(values, before.bits());
        }
        short[] levels = before.toLevels();
        for (int i = 0; i < levels.length; i++) {
            levels[i] = kept.get(i) ? levels[i] : 0;
        }
        return WeightTensor.ofLevels(levels, before.scale(), before.bits());
    }

    private ModelManifest manifest(CompressedModel model, List<CompressedLayer> layers, String archsimVersion) {
        ModelManifest before = model.manifest();
        var parameters = new TreeMap<>(before.hyperParameters());
        if (projection.scheme() != Scheme.DENSE) {
            parameters.put("pruning", "one-shot " + projection.describe() + ", without training");
            parameters.put("pruningRate", Double.toString(projection.rate()));
        }
        bits.ifPresent(width ->
                parameters.put("quantisation", RootLocale.format("one-shot %d bits, without training", width)));
        model.origin().ifPresent(origin -> parameters.put("prunedFromSha256", origin.sha256()));
        return new ModelManifest(
                before.schemaVersion(),
                before.network(),
                projection.scheme() == Scheme.DENSE ? before.scheme() : projection.scheme(),
                before.dataset(),
                before.datasetSha256(),
                layers.stream().map(CompressedLayer::manifest).toList(),
                before.accuracyAfter(),
                OptionalDouble.empty(),
                before.seed(),
                parameters,
                archsimVersion);
    }
}

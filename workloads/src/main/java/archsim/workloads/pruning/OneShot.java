package archsim.workloads.pruning;

import archsim.base.InvalidInputException;
import archsim.base.Problems;
import archsim.base.RootLocale;
import archsim.base.json.EnumNames;
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
 * @param criterion what a weight is worth; all but {@link Criterion#MAGNITUDE} need recorded inputs
 */
public record OneShot(Projection projection, OptionalInt bits, Set<String> spared, Criterion criterion) {

    public OneShot {
        spared = Set.copyOf(spared);
        if (bits.isPresent() && (bits.getAsInt() < 1 || bits.getAsInt() > 16)) {
            throw new IllegalArgumentException("bits must be 1 to 16, was " + bits.getAsInt());
        }
    }

    /** By magnitude. */
    public OneShot(Projection projection, OptionalInt bits, Set<String> spared) {
        this(projection, bits, spared, Criterion.MAGNITUDE);
    }

    /**
     * Adds why {@code model} cannot be pruned so.
     *
     * @param problems of the model's file
     */
    public void findFaults(CompressedModel model, Problems problems) {
        boolean single = projection instanceof SingleWeights || projection instanceof Groups;
        if (criterion == Criterion.SPARSEGPT && !single) {
            problems.add(
                    "",
                    "cannot be pruned by sparsegpt in the scheme %s: it prunes single weights or N of M",
                    projection.describe());
        }
        for (CompressedLayer layer : model.layers()) {
            if (criterion != Criterion.MAGNITUDE
                    && !isSpared(layer.layer())
                    && layer.input().isEmpty()) {
                problems.add(
                        "",
                        "has no recorded inputs of layer \"%s\", which %s needs (archsim import --inputs records them)",
                        layer.layer().name(),
                        EnumNames.of(criterion));
            }
        }
    }

    /**
     * The pruned model; {@code model} is left as it is.
     *
     * @throws InvalidInputException if it has the faults that {@link #findFaults} finds
     */
    public CompressedModel apply(CompressedModel model, String archsimVersion) {
        var problems = new Problems(model.manifest().network());
        findFaults(model, problems);
        problems.throwIfAny();
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
        Mask kept = criterion == Criterion.MAGNITUDE || projection.scheme() == Scheme.DENSE
                ? byMagnitude(values, shape, outputs)
                : new CalibratedLayer(shape, projection, outputs)
                        .prune(values, criterion, layer.input().orElseThrow());
        return new CompressedLayer(
                layer.layer(), stored(weights, kept, values), layer.scale(), layer.bias(), layer.input());
    }

    private Mask byMagnitude(float[] values, LayerShape shape, boolean outputs) {
        float[] magnitudes = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            magnitudes[i] = Math.abs(values[i]);
        }
        Mask kept = projection.project(magnitudes, shape, outputs);
        for (int i = 0; i < values.length; i++) {
            values[i] = kept.get(i) ? values[i] : 0;
        }
        return kept;
    }

    private WeightTensor stored(WeightTensor before, Mask kept, float[] values) {
        if (bits.isPresent()) {
            return EqualLevels.quantise(values, bits.getAsInt());
        }
        if (!before.isQuantised()) {
            return WeightTensor.ofFloats(values, before.bits());
        }
        if (criterion == Criterion.SPARSEGPT) {
            return EqualLevels.quantise(values, before.bits()); // what others made up for lies on no level
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
            String by = criterion == Criterion.MAGNITUDE ? "" : " by " + EnumNames.of(criterion);
            parameters.put("pruning", "one-shot " + projection.describe() + by + ", without training");
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
                archsimVersion,
                projection.scheme() == Scheme.DENSE ? before.block() : projection.blocks());
    }
}

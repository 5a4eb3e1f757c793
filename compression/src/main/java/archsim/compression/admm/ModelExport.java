package archsim.compression.admm;

import archsim.base.json.StrictJson;
import archsim.compression.config.Blocks;
import archsim.compression.config.CompressionConfig;
import archsim.compression.config.CompressionRequest;
import archsim.compression.network.CompactNetwork;
import archsim.compression.network.FoldedNormalisation;
import archsim.compression.network.LayerSpec;
import archsim.compression.network.NetworkModel;
import archsim.compression.network.Node;
import archsim.compression.projection.Levels;
import archsim.compression.train.ThreadTeam;
import archsim.compression.train.Trainer;
import archsim.compression.train.data.Samples;
import archsim.workloads.Activations;
import archsim.workloads.Bias;
import archsim.workloads.BlockPattern;
import archsim.workloads.FilterScale;
import archsim.workloads.Layer;
import archsim.workloads.LayerShape;
import archsim.workloads.Pooling;
import archsim.workloads.Scheme;
import archsim.workloads.WeightTensor;
import archsim.workloads.model.CompressedLayer;
import archsim.workloads.model.CompressedModel;
import archsim.workloads.model.ModelManifest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;

/** Turns a finished state into a model: integer levels, recorded activations, and the accuracy on the test set. */
final class ModelExport {

    /** Test images whose activations are recorded. */
    private static final int RECORDED_IMAGES = 4;

    private final CompressionRequest request;
    private final CompressionConfig config;
    private final CompressionState state;
    private final NetworkModel architecture;
    private final ThreadTeam team;

    ModelExport(CompressionRequest request, CompressionState state, ThreadTeam team) {
        this.request = request;
        this.config = request.config();
        this.state = state;
        this.architecture = state.architecture;
        this.team = team;
    }

    /**
     * The model; reads the test set, for the first and only time of a run.
     *
     * @param fromSha256 of the file of weights that the run started from, if it did
     */
    CompressedModel toModel(Optional<String> fromSha256) {
        Samples test = SplitData.samples(request.data().test(), config);
        int slices = slices();
        int recorded = Math.min(RECORDED_IMAGES, Math.min(test.count(), config.batchSize() / slices));
        var layers = new ArrayList<CompressedLayer>();
        double before;
        double after;
        try (var trainer = new Trainer(CompactNetwork.whole(architecture), config.batchSize(), slices, team)) {
            before = trainer.evaluate(test, state.dense).accuracy();
            after = trainer.evaluate(test, state.parameters).accuracy();
            for (int i = 0; i < architecture.depth(); i++) {
                float[] inputs = trainer.inputsOf(i, test, recorded, state.parameters);
                layers.add(layer(i, activations(inputs, recorded)));
            }
        }
        ModelManifest manifest = manifest(layers, before, after);
        return new CompressedModel(
                fromSha256.map(digest -> manifest.with("fromSha256", digest)).orElse(manifest), layers);
    }

    /** As many as in training, but each with all images that are recorded, if the batch has as many. */
    private int slices() {
        int slices = config.slicesOrUsual();
        while (slices > 1 && (config.batchSize() % slices != 0 || config.batchSize() / slices < RECORDED_IMAGES)) {
            slices--;
        }
        return slices;
    }

    private CompressedLayer layer(int index, Activations inputs) {
        var folded = new FoldedNormalisation(architecture, index, state.parameters);
        return new CompressedLayer(
                shape(index),
                weights(index),
                folded.scales().map(FilterScale::of),
                Bias.of(folded.addends()),
                Optional.of(inputs));
    }

    private Layer shape(int index) {
        LayerSpec spec = architecture.layer(index);
        if (spec.fullyConnected()) {
            return new Layer(spec.name(), LayerShape.fullyConnected(1, spec.columns(), spec.filters()));
        }
        return new Layer(
                spec.name(), spec.shape(), architecture.poolingAfter(index).map(ModelExport::pooling));
    }

    private static Pooling pooling(Node.Pool node) {
        return new Pooling(
                node.window(),
                node.stride(),
                node.padding() > 0 ? OptionalInt.of(node.padding()) : OptionalInt.empty());
    }

    private WeightTensor weights(int layer) {
        int offset = architecture.weightOffset(layer);
        if (config.quantisation().isEmpty()) {
            return WeightTensor.ofFloats(Arrays.copyOfRange(
                    state.parameters, offset, offset + architecture.layer(layer).weights()));
        }
        Levels levels =
                config.quantisation().get().levels(architecture.layer(layer).name());
        float interval = state.intervals[layer];
        short[] stored = new short[architecture.layer(layer).weights()];
        for (int i = 0; i < stored.length; i++) {
            stored[i] = (short) (state.mask[offset + i] ? levels.nearest(state.parameters[offset + i], interval) : 0);
        }
        return WeightTensor.ofLevels(stored, interval, levels.bits());
    }

    /** Magnitudes of activations as levels 0 to 255 of the largest; those below half a level become absent. */
    private static Activations activations(float[] values, int images) {
        float most = 0;
        for (float value : values) {
            most = Math.max(most, Math.abs(value));
        }
        byte[] levels = new byte[values.length];
        for (int i = 0; i < levels.length && most > 0; i++) {
            levels[i] = (byte) Math.round(Math.abs(values[i]) / most * 255);
        }
        return Activations.ofUnsigned(images, levels);
    }

    private Map<String, String> hyperParameters(String configuration, double accuracy) {
        var said = new TreeMap<String, String>();
        said.put("configuration", configuration);
        said.put("epochs", Integer.toString(state.history.size()));
        said.put(
                ModelManifest.TEST_IMAGES,
                Integer.toString(request.data().test().n()));
        Chance.warning(request.data().test(), architecture.classes(), accuracy)
                .ifPresent(warning -> said.put(ModelManifest.WARNING, warning));
        return said;
    }

    private ModelManifest manifest(List<CompressedLayer> layers, double before, double after) {
        String text = StrictJson.parseObject("configuration", StrictJson.write(config.withoutFolders()))
                .toString();
        return new ModelManifest(
                ModelManifest.SCHEMA_VERSION,
                architecture.name(),
                config.scheme(),
                request.data().name(),
                request.data().sha256(),
                layers.stream().map(CompressedLayer::manifest).toList(),
                OptionalDouble.of(before),
                OptionalDouble.of(after),
                config.seed(),
                hyperParameters(text, after),
                request.archsimVersion(),
                config.scheme() == Scheme.BLOCK ? lastBlocks() : Optional.empty());
    }

    private Optional<BlockPattern> lastBlocks() {
        return config.rounds().stream()
                .flatMap(round -> round.blocks().stream())
                .map(Blocks::pattern)
                .reduce((before, after) -> after);
    }
}

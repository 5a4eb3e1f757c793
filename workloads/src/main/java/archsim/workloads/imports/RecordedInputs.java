package archsim.workloads.imports;

import archsim.base.InvalidInputException;
import archsim.base.Problems;
import archsim.base.RootLocale;
import archsim.base.Steps;
import archsim.workloads.Activations;
import archsim.workloads.InputFile;
import archsim.workloads.imports.onnx.FilesBeside;
import archsim.workloads.imports.onnx.OnnxModel;
import archsim.workloads.model.CompressedLayer;
import archsim.workloads.model.CompressedModel;
import archsim.workloads.model.GraphNode;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Records what the layers of an imported graph read while it runs on a user's samples.
 *
 * <p>The graph is run twice: first to find the largest input of each layer, then to record its inputs as levels of 8 bits of
 * it. An input other than zero never becomes level 0. Every shape is held against the one that the import found.
 */
public final class RecordedInputs {

    private static final long MOST_INPUTS = 1L << 28;

    private final ModelImport made;
    private final Map<String, GraphNode> nodes = new LinkedHashMap<>();
    private final Map<String, LayerRecorder> recorders = new LinkedHashMap<>();
    private final List<String> unrecorded = new ArrayList<>();

    private RecordedInputs(ModelImport made) {
        this.made = made;
        made.model().graph().forEach(node -> nodes.put(node.layer(), node));
        for (CompressedLayer layer : made.model().layers()) {
            Optional<LayerRecorder> recorder =
                    LayerRecorder.of(layer.layer(), nodes.get(layer.layer().name()));
            recorder.ifPresentOrElse(
                    found -> recorders.put(layer.layer().name(), found),
                    () -> unrecorded.add(layer.layer().name()));
        }
    }

    /**
     * The same model with the inputs that its layers meet.
     *
     * @param made the import of {@code file}
     * @param samples a file of them or a folder
     * @param runs gets the runs of the graph, two a sample, as each is done
     * @throws InvalidInputException if the file is no graph, the samples do not fit, or a shape is not what was imported
     */
    public static ModelImport of(
            ModelImport made, Path file, ImportOptions options, Path samples, GraphRunner runner, Steps runs) {
        String name = file.toString();
        if (made.model().graph().isEmpty()) {
            throw InvalidInputException.of(name, "must be a graph (.onnx) to be run on samples");
        }
        var content = InputFile.read(file, TensorSource.LARGEST_FILE_BYTES);
        OnnxModel graph = OnnxModel.read(name, content, new FilesBeside(file));
        var inputs = graph.follow(options.answers(), TensorNames::layer).inputs();
        List<Map<String, GraphValue>> read = Samples.read(samples, inputs);
        var recorded = new RecordedInputs(made);
        recorded.checkSize(name, read.size());
        ByteBuffer shown = graph.showing(content, recorded.wanted());
        Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(Path.of("."));
        try (GraphRunner.Session session = runner.open(name, shown, folder)) {
            Runnable one = runs.oneOf(2L * read.size());
            for (Pass pass : List.<Pass>of(LayerRecorder::measure, LayerRecorder::record)) {
                for (Map<String, GraphValue> sample : read) {
                    recorded.run(name, session, sample, pass);
                    one.run();
                }
            }
        }
        return recorded.result(samples, read.size(), runner);
    }

    private void checkSize(String name, int samples) {
        for (CompressedLayer layer : made.model().layers()) {
            if (layer.layer().shape().n() != 1) {
                throw InvalidInputException.of(
                        name,
                        "must have a batch of 1 to be run sample by sample, was %d; --dimension says it",
                        layer.layer().shape().n());
            }
        }
        long inputs =
                recorders.values().stream().mapToLong(LayerRecorder::inputs).sum();
        if (inputs * samples > MOST_INPUTS) {
            throw InvalidInputException.of(
                    name,
                    "would record %d inputs of %d samples each, more than 2^28; %d samples are the most",
                    inputs,
                    samples,
                    MOST_INPUTS / Math.max(1, inputs));
        }
    }

    /** Every value that is held against the import. */
    private Set<String> wanted() {
        var wanted = new LinkedHashSet<String>();
        for (GraphNode node : nodes.values()) {
            node.inputs().stream()
                    .filter(input -> !input.stored())
                    .map(GraphNode.Tensor::name)
                    .forEach(wanted::add);
            wanted.add(node.output().name());
            node.data().flatMap(GraphNode.Data::zeroPoint).ifPresent(wanted::add);
        }
        return wanted;
    }

    /** What a pass does with a layer's inputs. */
    private interface Pass {

        void accept(LayerRecorder layer, Map<String, GraphValue> values);
    }

    private void run(String name, GraphRunner.Session session, Map<String, GraphValue> sample, Pass pass) {
        var values = new HashMap<>(sample);
        values.putAll(session.run(sample));
        checkShapes(name, values);
        recorders.values().forEach(layer -> pass.accept(layer, values));
    }

    private void checkShapes(String name, Map<String, GraphValue> values) {
        var problems = new Problems(name);
        for (GraphNode node : nodes.values()) {
            var tensors = new ArrayList<>(node.inputs());
            tensors.add(node.output());
            tensors.stream()
                    .filter(tensor -> values.containsKey(tensor.name()))
                    .filter(tensor ->
                            !tensor.shape().equals(values.get(tensor.name()).shape()))
                    .forEach(tensor -> problems.add(
                            "/" + node.node(),
                            "has %s of shape %s, but when it runs of %s",
                            tensor.name(),
                            tensor.shape(),
                            values.get(tensor.name()).shape()));
        }
        problems.throwIfAny();
    }

    private ModelImport result(Path samples, int count, GraphRunner runner) {
        CompressedModel model = made.model();
        List<CompressedLayer> layers = model.layers().stream()
                .map(layer -> Optional.ofNullable(recorders.get(layer.layer().name()))
                        .map(recorder -> layer.withInput(recorder.activations()))
                        .orElse(layer))
                .toList();
        var notes = new ArrayList<>(made.notes());
        long zeros = 0;
        long all = 0;
        for (CompressedLayer layer : layers) {
            Optional<Activations> input = layer.input();
            zeros += input.map(found ->
                            (long) found.size() - found.mask(found.images()).count())
                    .orElse(0L);
            all += input.map(Activations::size).orElse(0);
        }
        notes.add(RootLocale.format(
                "the inputs of %d layers are recorded on %d samples by %s, which finds every shape as it was imported;"
                        + " %.1f %% of the inputs are zero",
                recorders.size(), count, runner.name(), all == 0 ? 0 : 100.0 * zeros / all));
        if (!unrecorded.isEmpty()) {
            notes.add("the inputs are not recorded, and dense, of " + Names.shortened(unrecorded));
        }
        String name =
                Optional.ofNullable(samples.getFileName()).map(Path::toString).orElse("");
        return new ModelImport(
                new CompressedModel(
                                model.manifest().with("inputs", RootLocale.format("%d samples of %s", count, name)),
                                layers)
                        .withGraph(model.graph()),
                made.regularities(),
                notes);
    }
}

package archsim.compression.equal;

import archsim.base.OutputLock;
import archsim.base.RootLocale;
import archsim.base.Steps;
import archsim.compression.Evaluation;
import archsim.compression.config.InputScaling;
import archsim.compression.equal.EqualAccuracyResult.Compared;
import archsim.compression.equal.EqualAccuracyResult.Search;
import archsim.compression.equal.EqualAccuracyResult.Tested;
import archsim.compression.network.Architectures;
import archsim.compression.network.NetworkModel;
import archsim.compression.network.TrainedParameters;
import archsim.workloads.dataset.DataSet;
import archsim.workloads.dataset.ImageSet;
import archsim.workloads.imports.TrainedWeights;
import archsim.workloads.model.CompressedModel;
import archsim.workloads.model.LayerManifest;
import archsim.workloads.model.ModelFile;
import archsim.workloads.model.ModelManifest;
import archsim.workloads.network.Network;
import archsim.workloads.storage.StorageReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** Asks the models of a study about the test images, and compares their answers. */
final class FinalTest {

    private static final String MODELS = "models";

    private final EqualAccuracyConfig config;
    private final DataSet data;
    private final int threads;
    private final Network network;
    private final NetworkModel asked;
    private final int[] labels;

    FinalTest(EqualAccuracyConfig config, DataSet data, int threads) {
        this.config = config;
        this.data = data;
        this.threads = threads;
        this.network = Architectures.find(config.recipe().network());
        this.asked = Architectures.of(network);
        ImageSet test = data.test();
        this.labels = IntStream.range(0, test.n()).map(test::label).toArray();
    }

    /**
     * Tests all models and writes them with their accuracies.
     *
     * @param kinds the models of each kind, one a seed; the first kind is the dense one
     * @param folder of the study
     */
    EqualAccuracyResult of(double dense, List<Search> searches, Map<String, List<CompressedModel>> kinds, Path folder)
            throws IOException {
        Path models = Files.createDirectories(folder.resolve(MODELS));
        return OutputLock.holding(models, () -> tested(dense, searches, kinds, folder));
    }

    private EqualAccuracyResult tested(
            double dense, List<Search> searches, Map<String, List<CompressedModel>> kinds, Path folder)
            throws IOException {
        var answers = new LinkedHashMap<String, List<int[]>>();
        var tested = new ArrayList<Tested>();
        for (Map.Entry<String, List<CompressedModel>> kind : kinds.entrySet()) {
            answers.put(
                    kind.getKey(), kind.getValue().stream().map(this::answers).toList());
            for (int i = 0; i < kind.getValue().size(); i++) {
                double denseAccuracy = accuracy(answers.get(EqualAccuracy.DENSE).get(i));
                double accuracy = accuracy(answers.get(kind.getKey()).get(i));
                CompressedModel model = kind.getValue().get(i);
                String file = RootLocale.format(
                        "%s/%s-seed%d.safetensors",
                        MODELS, kind.getKey(), model.manifest().seed());
                ModelFile.write(folder.resolve(file), withAccuracies(model, denseAccuracy, accuracy));
                tested.add(tested(kind.getKey(), model, file, accuracy));
            }
        }
        return new EqualAccuracyResult(
                config,
                data.name(),
                config.recipe().validationImages(),
                labels.length,
                dense,
                searches,
                tested,
                comparisons(answers));
    }

    private List<Compared> comparisons(Map<String, List<int[]>> answers) {
        List<String> kinds = List.copyOf(answers.keySet());
        var all = new ArrayList<Compared>();
        for (int first = 0; first < kinds.size(); first++) {
            for (int second = first + 1; second < kinds.size(); second++) {
                all.add(new Compared(
                        kinds.get(first),
                        kinds.get(second),
                        SeedPairs.of(labels, answers.get(kinds.get(first)), answers.get(kinds.get(second)))));
            }
        }
        return all;
    }

    private int[] answers(CompressedModel model) {
        float[] parameters = TrainedParameters.of(asked, TrainedWeights.ofModel(model, network));
        InputScaling input = config.recipe().input().orElse(InputScaling.PIXELS);
        return Evaluation.answers(asked, parameters, data.test(), input, threads, Steps.ignored());
    }

    private double accuracy(int[] answers) {
        long right = IntStream.range(0, labels.length)
                .filter(image -> answers[image] == labels[image])
                .count();
        return (double) right / labels.length;
    }

    private static Tested tested(String kind, CompressedModel model, String file, double accuracy) {
        ModelManifest manifest = model.manifest();
        return new Tested(
                kind,
                manifest.seed(),
                file,
                manifest.layers().stream().mapToLong(LayerManifest::keptWeights).sum(),
                manifest.layers().stream().mapToLong(LayerManifest::weights).sum(),
                StorageReport.leastBits(model.toWorkload(kind, 1).layers()) / 8.0,
                manifest.accuracyAfter().orElseThrow(),
                accuracy);
    }

    /** The model as its file says it: accuracies on the test images; inputs stay those recorded on validation images. */
    private CompressedModel withAccuracies(CompressedModel model, double before, double after) {
        ModelManifest manifest = model.manifest()
                .withAccuracies(data.name(), data.sha256(), OptionalDouble.of(before), OptionalDouble.of(after))
                .with(ModelManifest.TEST_IMAGES, Integer.toString(labels.length))
                .with("recordedInputs", "of validation images");
        return new CompressedModel(manifest, model.layers());
    }
}

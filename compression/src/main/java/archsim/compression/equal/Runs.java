package archsim.compression.equal;

import archsim.base.InvalidInputException;
import archsim.base.OutputLock;
import archsim.base.RootLocale;
import archsim.base.json.EnumNames;
import archsim.base.json.StrictJson;
import archsim.compression.Compression;
import archsim.compression.config.CompressionConfig;
import archsim.compression.config.CompressionRequest;
import archsim.compression.config.Progress;
import archsim.compression.config.Round;
import archsim.compression.network.Architectures;
import archsim.compression.network.LayerSpec;
import archsim.workloads.Scheme;
import archsim.workloads.dataset.DataSet;
import archsim.workloads.imports.TrainedWeights;
import archsim.workloads.imports.TrainedWeights.TrainedLayer;
import archsim.workloads.model.CompressedModel;
import archsim.workloads.model.ModelFile;
import archsim.workloads.network.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * The trainings of a study, each in a folder of its own with a configuration that repeats it alone; those of one seed share
 * their dense training. One that has ended is read, not trained again, and one that was stopped goes on.
 */
final class Runs {

    /** Name of the dense networks that all others start from. */
    private static final String FLOATS = "floats";

    private final EqualAccuracyConfig config;
    private final DataSet data;
    private final Path folder;
    private final int threads;
    private final String version;
    private final Supplier<Progress> progress;
    private final Network network;

    /**
     * @param data whose test images are what the search goes by
     * @param folder of the runs
     * @param progress of a run, a new one for each
     */
    Runs(
            EqualAccuracyConfig config,
            DataSet data,
            Path folder,
            int threads,
            String version,
            Supplier<Progress> progress) {
        this.config = config;
        this.data = data;
        this.folder = folder;
        this.threads = threads;
        this.version = version;
        this.progress = progress;
        this.network = Architectures.find(config.recipe().network());
    }

    /** The dense network in floats. */
    CompressedModel floats(long seed) throws IOException {
        CompressionRequest request = request(FLOATS, recipe(seed).denseOnly());
        return made(request, () -> Compression.run(request, progress.get()));
    }

    /** The dense network with the weights' width of the others. */
    CompressedModel dense(long seed) throws IOException {
        return afterDense(EqualAccuracy.DENSE, recipe(seed));
    }

    /** The network pruned by {@code scheme} to {@code rate}; targets follow from the dense network of the same seed. */
    CompressedModel pruned(Scheme scheme, double rate, long seed) throws IOException {
        CompressedModel dense = floats(seed);
        List<String> names =
                Architectures.of(network).layers().stream().map(LayerSpec::name).toList();
        var targets = new Targets(
                Architectures.of(network),
                config.layers().orElse(names),
                TrainedWeights.ofModel(dense, network).layers().stream()
                        .map(TrainedLayer::weights)
                        .toList());
        int count = config.rounds().size();
        List<Round> rounds = IntStream.range(0, count)
                .mapToObj(i -> targets.round(
                        scheme,
                        Math.pow(rate, (i + 1.0) / count),
                        config.rounds().get(i)))
                .toList();
        return afterDense(
                RootLocale.format("%s-%.2fx", EnumNames.of(scheme), rate),
                recipe(seed).pruned(scheme, rounds, config.recipe().quantisation()));
    }

    private CompressionConfig recipe(long seed) {
        return config.recipe().withSeed(seed);
    }

    private CompressedModel afterDense(String name, CompressionConfig run) throws IOException {
        floats(run.seed());
        CompressionRequest request = request(name, run);
        CompressionRequest dense = request(FLOATS, run.denseOnly());
        return made(request, () -> Compression.run(request, dense, progress.get()));
    }

    private CompressionRequest request(String name, CompressionConfig run) throws IOException {
        Path own = Files.createDirectories(folder.resolve(RootLocale.format("%s-seed%d", name, run.seed())));
        return new CompressionRequest(run, data, own, true, threads, version);
    }

    private CompressedModel made(CompressionRequest request, OutputLock.Work<CompressedModel> training)
            throws IOException {
        return OutputLock.holding(
                request.outFolder(), () -> Files.exists(request.modelFile()) ? read(request) : training.done());
    }

    private CompressedModel read(CompressionRequest request) {
        CompressedModel found = ModelFile.read(request.modelFile());
        String made = found.manifest().hyperParameters().getOrDefault("configuration", "");
        boolean same = StrictJson.parse(
                                "configuration",
                                StrictJson.write(request.config().withoutFolders()))
                        .equals(StrictJson.parse("configuration", made))
                && found.manifest().datasetSha256().equals(data.sha256());
        if (!same) {
            throw InvalidInputException.of(
                    request.modelFile().toString(),
                    "is of another configuration or other data: --force starts over, or name another --out");
        }
        return found;
    }
}

package archsim.compression.equal;

import archsim.base.InvalidInputException;
import archsim.base.RootLocale;
import archsim.base.json.EnumNames;
import archsim.compression.Compression;
import archsim.compression.config.Progress;
import archsim.compression.equal.EqualAccuracyResult.Search;
import archsim.workloads.Scheme;
import archsim.workloads.dataset.DataSet;
import archsim.workloads.dataset.ImageSet;
import archsim.workloads.model.CompressedModel;
import archsim.workloads.model.LayerManifest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/**
 * Searches, by bisection on validation images, the highest rate of each scheme at the accuracy of the dense network, trains
 * all seeds at the rates found, and asks the test images once.
 *
 * <p>To every training the validation images are the test set: the accuracies that it writes are on those, and the test images
 * are not read before all models are there. A study that was killed at any moment and is run again ends in the bytes of one
 * that was not.
 */
public final class EqualAccuracy {

    /** Kind of the models of which nothing is pruned. */
    public static final String DENSE = "dense";

    /** Accuracies are shares of whole images: what is nearer is equal. */
    private static final double ROUNDING = 1e-9;

    private final EqualAccuracyConfig config;
    private final Path folder;
    private final Supplier<Progress> progress;
    private final Runs runs;
    private final FinalTest test;

    /**
     * @param folder of all runs and models; exists
     * @param threads to compute with; never changes the result
     * @param version of archsim, for the manifests
     * @param progress of a run, a new one for each
     * @throws InvalidInputException if the network cannot learn from the data
     */
    public EqualAccuracy(
            EqualAccuracyConfig config,
            DataSet data,
            Path folder,
            int threads,
            String version,
            Supplier<Progress> progress) {
        Compression.check(config.recipe(), data, data.name());
        ImageSet train = data.train();
        var heldOut = new DataSet(
                data.name() + " (validation images)",
                train,
                train.slice(train.n() - config.recipe().validationImages(), train.n()));
        this.config = config;
        this.folder = folder;
        this.progress = progress;
        this.runs = new Runs(config, heldOut, folder.resolve("runs"), threads, version, progress);
        this.test = new FinalTest(config, data, threads);
    }

    /** Runs what has not been run yet, and writes the models that were tested to {@code models}. */
    public EqualAccuracyResult run() throws IOException {
        double dense = validation(runs.floats(config.seeds().get(0)));
        var searches = new ArrayList<Search>();
        for (Scheme scheme : config.schemes()) {
            searches.add(search(scheme, dense));
        }
        var kinds = new LinkedHashMap<String, List<CompressedModel>>();
        kinds.put(DENSE, new ArrayList<>());
        for (long seed : config.seeds()) {
            kinds.get(DENSE).add(runs.dense(seed));
        }
        for (Search search : searches) {
            OptionalDouble rate = search.found();
            if (rate.isPresent()) {
                var models = new ArrayList<CompressedModel>();
                for (long seed : config.seeds()) {
                    models.add(runs.pruned(search.scheme(), rate.getAsDouble(), seed));
                }
                kinds.put(EnumNames.of(search.scheme()), models);
            }
        }
        return test.of(dense, searches, kinds, folder);
    }

    private Search search(Scheme scheme, double dense) throws IOException {
        var steps = new RateSearch(config.rates());
        var tried = new ArrayList<Probe>();
        for (OptionalDouble rate = steps.next(tried); rate.isPresent(); rate = steps.next(tried)) {
            CompressedModel made =
                    runs.pruned(scheme, rate.getAsDouble(), config.seeds().get(0));
            double accuracy = validation(made);
            boolean holds = 100 * (dense - accuracy) <= config.withinPoints() + ROUNDING;
            tried.add(new Probe(rate.getAsDouble(), rate(made), accuracy, holds));
            progress.get()
                    .finds(RootLocale.format(
                            "%s at %.2fx, %.2fx reached: %.2f %% of the validation images, dense %.2f %%: %s",
                            EnumNames.of(scheme),
                            rate.getAsDouble(),
                            rate(made),
                            100 * accuracy,
                            100 * dense,
                            holds ? "holds" : "does not hold"));
        }
        return new Search(scheme, tried);
    }

    private static double validation(CompressedModel model) {
        return model.manifest().accuracyAfter().orElseThrow();
    }

    private static double rate(CompressedModel model) {
        List<LayerManifest> layers = model.manifest().layers();
        return (double) layers.stream().mapToLong(LayerManifest::weights).sum()
                / layers.stream().mapToLong(LayerManifest::keptWeights).sum();
    }
}

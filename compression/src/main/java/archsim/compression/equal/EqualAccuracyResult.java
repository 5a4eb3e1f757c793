package archsim.compression.equal;

import archsim.compression.PairedAnswers;
import archsim.workloads.Scheme;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What a search for equal accuracy found.
 *
 * @param config as asked
 * @param data name of the set
 * @param validationImages that the search went by
 * @param testImages that the models were asked about
 * @param denseValidationAccuracy of the dense network of the first seed, in floats, 0 to 1
 * @param searches of each scheme, in the configuration's order
 * @param models that were tested, by kind and seed: dense ones first
 * @param comparisons of kinds of models
 */
public record EqualAccuracyResult(
        EqualAccuracyConfig config,
        String data,
        int validationImages,
        int testImages,
        double denseValidationAccuracy,
        List<Search> searches,
        List<Tested> models,
        List<Compared> comparisons) {

    public EqualAccuracyResult {
        searches = List.copyOf(searches);
        models = List.copyOf(models);
        comparisons = List.copyOf(comparisons);
    }

    /**
     * A scheme's search.
     *
     * @param tried in their order
     */
    public record Search(Scheme scheme, List<Probe> tried) {

        public Search {
            tried = List.copyOf(tried);
        }

        /** The highest rate that held. */
        public OptionalDouble found() {
            return RateSearch.found(tried);
        }
    }

    /**
     * A model that was asked about the test images.
     *
     * @param kind {@code dense}, or a scheme's name
     * @param file below the study's folder
     * @param kept weights that are left of {@code weights}
     * @param bytes of the weights, each layer in the format that takes least
     * @param validationAccuracy 0 to 1
     * @param testAccuracy 0 to 1
     */
    public record Tested(
            String kind,
            long seed,
            String file,
            long kept,
            long weights,
            double bytes,
            double validationAccuracy,
            double testAccuracy) {

        /** Weights before over weights after. */
        public double rate() {
            return (double) weights / kept;
        }
    }

    /**
     * Two kinds of models on the test images, over all seeds.
     *
     * @param first {@code dense}, or a scheme's name
     * @param second a scheme's name
     */
    public record Compared(String first, String second, SeedPairs pairs) {}

    /** What the test says of each two kinds, as one: equal if all are, and not equal if some are not. */
    public PairedAnswers.Verdict verdict(List<String> kinds) {
        List<PairedAnswers.Verdict> verdicts = comparisons.stream()
                .filter(pair -> kinds.contains(pair.first()) && kinds.contains(pair.second()))
                .map(pair -> pair.pairs().verdict(config.withinPoints()))
                .toList();
        if (verdicts.contains(PairedAnswers.Verdict.NOT_EQUAL)) {
            return PairedAnswers.Verdict.NOT_EQUAL;
        }
        return verdicts.contains(PairedAnswers.Verdict.NOT_DECIDED)
                ? PairedAnswers.Verdict.NOT_DECIDED
                : PairedAnswers.Verdict.EQUAL;
    }

    /** The tested models of a kind, by seed. */
    public List<Tested> models(String kind) {
        return models.stream().filter(model -> model.kind().equals(kind)).toList();
    }
}

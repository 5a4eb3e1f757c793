package archsim.sweep.study;

import archsim.base.RootLocale;
import archsim.base.json.EnumNames;
import archsim.sweep.study.Claim.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** The paper's claims, held against one pair. */
final class Claims {

    /** The least PPR of non-structured pruning that the paper's section VII gives. */
    static final double LEAST_PPR = 2.7;

    private final PairResult pair;
    private final double tolerancePoints;
    private final Optional<PublishedTable> published;

    /** @param tolerancePoints by which equal accuracies may differ, in per cent points */
    Claims(PairResult pair, double tolerancePoints) {
        this.pair = pair;
        this.tolerancePoints = tolerancePoints;
        this.published = pair.pair().published();
    }

    /** All of them, in their order. */
    List<Claim> all() {
        return List.of(
                rateRatio(),
                breakEvenPpr(),
                storage("C6 relative", true),
                storage("C6 absolute", false),
                breakEvenRate(),
                trained(),
                computation());
    }

    private Claim rateRatio() {
        double ratio = pair.rateRatio();
        double least = 1 / LEAST_PPR;
        return judged(
                "C4",
                "structured pruning reaches more than 1/2.7 = 0.370 of the non-structured rate",
                ratio,
                published.map(PublishedTable::rateRatio),
                least,
                true,
                text("structured %.1fx of %.1fx", rate(Category.STRUCTURED), rate(Category.NON_STRUCTURED)));
    }

    private Claim breakEvenPpr() {
        return judged(
                "C5",
                "the PPR up to which non-structured pruning would pay is below the 2.7 that it is said to have at least",
                pair.breakEvenPpr(),
                published.map(table -> 1 / table.rateRatio()),
                LEAST_PPR,
                false,
                text("it pays only on a machine with a PPR below %.2f", pair.breakEvenPpr()));
    }

    private Claim storage(String id, boolean relative) {
        double ratio = pair.storageRatio(relative);
        return judged(
                id,
                RootLocale.format(
                        "with %s indices the non-structured model takes more storage",
                        relative ? "relative" : "absolute"),
                ratio,
                published.flatMap(table -> table.storageRatio(relative)),
                1,
                true,
                text(
                        "non-structured %,.0f B, structured %,.0f B",
                        relative
                                ? pair.stored(Category.NON_STRUCTURED).relativeBytes()
                                : pair.stored(Category.NON_STRUCTURED).absoluteBytes(),
                        pair.stored(Category.STRUCTURED).relativeBytes()));
    }

    /** At equal widths, stored bits are equal where the rates' ratio is the share of values in the indexed model. */
    private Claim breakEvenRate() {
        StoredModel indexed = pair.stored(Category.NON_STRUCTURED);
        double values = indexed.weightBytes() / indexed.relativeBytes();
        double widths = (double) pair.stored(Category.STRUCTURED).weightBits() / indexed.weightBits();
        double needed = values * widths;
        return judged(
                "C7",
                "structured pruning stores less once it reaches the share q/((q+b)(1+d)) of the non-structured rate",
                pair.rateRatio() / needed,
                Optional.empty(),
                1,
                true,
                text("it needs %.3f of the rate and has %.3f", needed, pair.rateRatio()));
    }

    private Claim trained() {
        String statement =
                text("at equal accuracy (within %.1f points) on models trained here, C4 and C6 hold", tolerancePoints);
        if (!pair.trained()) {
            return new Claim(
                    "C17",
                    statement,
                    Optional.empty(),
                    Optional.empty(),
                    tolerancePoints,
                    Verdict.NOT_CHECKED,
                    "masks are generated at the paper's rates: nothing was trained, so nothing is said on accuracy");
        }
        double[] percent = pair.storage().stream()
                .mapToDouble(model -> 100 * model.accuracy().orElseThrow())
                .toArray();
        double spread = DoubleStream.of(percent).max().orElseThrow()
                - DoubleStream.of(percent).min().orElseThrow();
        boolean equal = pair.pair()
                .accuracies()
                .map(tested -> tested == AccuracyVerdict.EQUAL)
                .orElse(spread <= tolerancePoints + 1e-9);
        boolean holds = equal && pair.rateRatio() > 1 / LEAST_PPR && pair.storageRatio(true) > 1;
        String accuracies =
                text("%.2f %% dense, %.2f %% non-structured, %.2f %% structured", percent[0], percent[1], percent[2]);
        String cause = equal
                ? text("rate ratio %.3f, storage ratio %.2f", pair.rateRatio(), pair.storageRatio(true))
                : "these are not equal";
        boolean open = pair.pair().accuracies().equals(Optional.of(AccuracyVerdict.NOT_DECIDED));
        return new Claim(
                "C17",
                statement,
                Optional.of(spread),
                Optional.empty(),
                tolerancePoints,
                open ? Verdict.NOT_DECIDED : Verdict.of(holds),
                accuracies + ": " + cause + tested("three", pair.pair().accuracies())
                        + "; gains of training rounds and of ADMM over one-shot pruning are not part of a study");
    }

    /** What the paper concludes for computation, measured. */
    private Claim computation() {
        String statement = "of machines with as many multipliers, the best dense one runs the structured model in fewer"
                + " cycles than the best sparse one runs the non-structured model";
        List<BestPair> rivals = BestPair.of(pair, BestPair::cycles);
        if (rivals.isEmpty()) {
            return new Claim(
                    "computation",
                    statement,
                    Optional.empty(),
                    Optional.empty(),
                    1,
                    Verdict.NOT_CHECKED,
                    "no sparse machine of the study can run the non-structured model beside a dense one of its size");
        }
        double least = rivals.stream().mapToDouble(BestPair::ratio).min().orElseThrow();
        String reading = rivals.stream()
                .map(best -> text(
                        "%d multipliers: %s %,.0f cycles, %s %,.0f",
                        best.multipliers(),
                        best.sparse().name(),
                        best.nonStructured(),
                        best.dense().name(),
                        best.structured()))
                .collect(Collectors.joining("; "));
        return new Claim(
                "computation",
                statement,
                Optional.of(least),
                Optional.empty(),
                1,
                comparable(least > 1),
                reading + text("; least ratio %.2f", least) + testedPruned());
    }

    private double rate(Category category) {
        return pair.stored(category).pruneRate();
    }

    /** @param above whether the value must lie above the threshold, not below */
    private Claim judged(
            String id,
            String statement,
            double value,
            Optional<Double> published,
            double threshold,
            boolean above,
            String facts) {
        boolean holds = above ? value > threshold : value < threshold;
        String paper = published
                .map(printed -> {
                    boolean printedHolds = above ? printed > threshold : printed < threshold;
                    String figure = text("; the paper's own rows give %.2f", printed);
                    return printedHolds == holds
                            ? figure
                            : figure + (printedHolds ? ", for which it holds" : ", for which it does not hold");
                })
                .orElse("");
        return new Claim(
                id,
                statement,
                Optional.of(value),
                published,
                threshold,
                comparable(holds),
                facts + paper + testedPruned());
    }

    /** Of a claim on two pruned models of equal accuracy: open unless a test, where there was one, shows that these are. */
    private Verdict comparable(boolean holds) {
        boolean equal = pair.pair().testOfPruned().orElse(AccuracyVerdict.EQUAL) == AccuracyVerdict.EQUAL;
        return equal ? Verdict.of(holds) : Verdict.NOT_DECIDED;
    }

    private String testedPruned() {
        return tested("two", pair.pair().testOfPruned());
    }

    private static String tested(String models, Optional<AccuracyVerdict> said) {
        return said.map(verdict -> text(
                        "; a paired test of the %s accuracies says: %s",
                        models, EnumNames.of(verdict).replace('-', ' ')))
                .orElse("");
    }

    private static String text(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }
}

package archsim.sweep.study;

import archsim.base.RootLocale;
import archsim.base.Source;
import java.util.List;
import java.util.Optional;

/**
 * What was published on the models of a pair.
 *
 * @param table its name, e.g. {@code Table XIV}
 * @param accuracyMetric what its accuracies count, e.g. {@code top-1}
 * @param rows in the order of the table
 */
public record PublishedTable(String table, String accuracyMetric, Source source, List<PublishedRow> rows) {

    public PublishedTable {
        rows = List.copyOf(rows);
        for (Category category : List.of(Category.NON_STRUCTURED, Category.STRUCTURED)) {
            long compared = compared(rows, category).size();
            if (compared != 1) {
                throw new IllegalArgumentException(RootLocale.format(
                        "rows must hold one %s line that is \"compared\", was %d", category.label(), compared));
            }
        }
    }

    private static List<PublishedRow> compared(List<PublishedRow> rows, Category category) {
        return rows.stream()
                .filter(row -> row.category() == category && row.isCompared())
                .toList();
    }

    /** The line that the study's own model of that category is held against. */
    PublishedRow compared(Category category) {
        return compared(rows, category).get(0);
    }

    /** Lines of that category. */
    public List<PublishedRow> rows(Category category) {
        return rows.stream().filter(row -> row.category() == category).toList();
    }

    /** Weights of the structured model's rate over the other one's. */
    double rateRatio() {
        return compared(Category.STRUCTURED).pruneRate()
                / compared(Category.NON_STRUCTURED).pruneRate();
    }

    /** Bytes of the non-structured model over those of the structured one; absent where one is not printed. */
    Optional<Double> storageRatio(boolean relative) {
        PublishedRow from = compared(Category.NON_STRUCTURED);
        PublishedRow to = compared(Category.STRUCTURED);
        var bytes = relative ? from.relativeBytes() : from.absoluteBytes();
        return bytes.isPresent() && to.relativeBytes().isPresent()
                ? Optional.of((double) bytes.getAsLong() / to.relativeBytes().getAsLong())
                : Optional.empty();
    }
}

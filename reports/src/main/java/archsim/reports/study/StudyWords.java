package archsim.reports.study;

import archsim.base.RootLocale;
import archsim.base.json.EnumNames;
import archsim.sweep.study.PairResult;
import archsim.sweep.study.PublishedRow;
import archsim.sweep.study.StudyResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The sentences of a study that all its forms share. */
final class StudyWords {

    /** What the columns stand for. */
    static final List<String> LEGEND = List.of(
            "PPR W, PPR M: times fewer weights, or multiply-accumulates whose weight is kept, over times faster than"
                    + " the dense model on the same machine; in contests, than the dense model on the machine of the"
                    + " structured one.",
            "cycles (ns/s), energy (ns/s), EDP (ns/s): non-structured over structured; above 1 structured pruning"
                    + " wins. EDP: energy times latency.",
            "GOPS, TOPS/W: an operation is half a multiply-accumulate of the dense layers; eff.: of those whose weight"
                    + " and input are both non-zero. OP/B: arithmetic intensity, dense operations a byte of DRAM traffic.",
            "index: bits of a relative index, one width for all layers, the one that takes least. values: the weights"
                    + " alone; rel.: with relative indices and fillers; abs.: with absolute indices in blocks of 64 x 64."
                    + " all (x): dense 32-bit weights over rel. MB and KB of the published lines are 10^6 and 10^3"
                    + " bytes.");

    private StudyWords() {}

    static String title(StudyResult result) {
        return RootLocale.format(
                "%s (study %s, %s fidelity, seed %d)",
                result.study().config().title(),
                result.study().name(),
                result.study().fidelity().jsonName(),
                result.study().seed());
    }

    static String heading(PairResult pair) {
        return pair.pair().name() + ": " + pair.pair().title() + " ("
                + pair.pair().scope().label() + ", "
                + (pair.trained() ? "trained models" : "generated masks, no accuracy claimed") + ")";
    }

    /** Those of the study, then the pairs' own and those on published lines. */
    static List<String> remarks(StudyResult result) {
        var remarks = new ArrayList<String>(result.study().config().remarks().orElse(List.of()));
        for (PairResult pair : result.pairs()) {
            pair.pair()
                    .remarks()
                    .orElse(List.of())
                    .forEach(remark -> remarks.add(pair.pair().name() + ": " + remark));
            pair.pair().published().ifPresent(table -> {
                remarks.add(RootLocale.format(
                        "%s: published lines from %s (confidence %s)",
                        pair.pair().name(),
                        table.source().citation(),
                        EnumNames.of(table.source().confidence())));
                byRemark(table.rows())
                        .forEach((remark, methods) -> remarks.add(RootLocale.format(
                                "%s, %s, %s: %s", pair.pair().name(), table.table(), methods, remark)));
            });
        }
        return remarks;
    }

    private static Map<String, String> byRemark(List<PublishedRow> rows) {
        return rows.stream()
                .filter(row -> row.remark().isPresent())
                .collect(Collectors.toMap(
                        row -> row.remark().orElseThrow(),
                        row -> row.method() + " " + row.category().label(),
                        (one, other) -> one + " and " + other,
                        LinkedHashMap::new));
    }

    /** One line for each machine and reason that models were not run. */
    static List<String> refused(PairResult pair) {
        var models = new LinkedHashMap<String, String>();
        pair.runs().stream()
                .filter(run -> run.result().isEmpty())
                .forEach(run -> models.merge(
                        run.machine().name() + "\n" + run.reason(),
                        run.category().label(),
                        (a, b) -> a + ", " + b));
        var lines = new ArrayList<String>();
        models.forEach((key, categories) -> {
            String[] parts = key.split("\n", 2);
            lines.add(RootLocale.format("not run on %s: %s: %s", parts[0], categories, parts[1]));
        });
        return lines;
    }
}

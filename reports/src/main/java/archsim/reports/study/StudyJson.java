package archsim.reports.study;

import archsim.base.json.StrictJson;
import archsim.reports.result.ComparisonJson;
import archsim.reports.result.MetricsJson;
import archsim.reports.result.ResultJson;
import archsim.sweep.study.Category;
import archsim.sweep.study.Claim;
import archsim.sweep.study.Matchup;
import archsim.sweep.study.PairResult;
import archsim.sweep.study.StoredModel;
import archsim.sweep.study.StudyResult;
import archsim.sweep.study.StudyRun;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A study as {@code study.json}: keys are those of the records in {@code archsim.sweep.study}; what is not known is absent. */
public final class StudyJson {

    /** Version of the layout; a change that could break a reader raises it. */
    public static final int SCHEMA_VERSION = 1;

    private StudyJson() {}

    /** The document, indented, ending with a line feed. */
    public static String of(StudyResult result) {
        var document = new LinkedHashMap<String, Object>();
        document.put("schemaVersion", SCHEMA_VERSION);
        document.put("study", result.study().name());
        document.put("title", result.study().config().title());
        document.put("remarks", StudyWords.remarks(result));
        document.put("provenance", ResultJson.provenance(result.provenance()));
        document.put("fidelity", result.study().fidelity().jsonName());
        document.put(
                "machines",
                result.study().machines().stream()
                        .map(machine -> {
                            var tree = new LinkedHashMap<String, Object>();
                            tree.put("name", machine.name());
                            tree.put("role", machine.role().label());
                            tree.put("multipliers", machine.multipliers());
                            tree.put("clockMhz", machine.accelerator().clockMhz());
                            tree.put("technologyNm", machine.accelerator().technologyNm());
                            return tree;
                        })
                        .toList());
        document.put(
                "pairs", result.pairs().stream().map(pair -> pair(result, pair)).toList());
        return StrictJson.write(document);
    }

    private static Map<String, Object> pair(StudyResult result, PairResult pair) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("name", pair.pair().name());
        tree.put("title", pair.pair().title());
        tree.put("layers", pair.pair().scope().label());
        tree.put("masks", pair.trained() ? "trained" : "generated");
        tree.put("rateRatio", pair.rateRatio());
        tree.put("breakEvenPpr", pair.breakEvenPpr());
        tree.put("storage", pair.storage().stream().map(StudyJson::stored).toList());
        tree.put("claims", result.claims(pair).stream().map(StudyJson::claim).toList());
        tree.put("whoWins", StudyVerdicts.of(pair));
        tree.put("contests", Matchup.of(pair).stream().map(StudyJson::contest).toList());
        tree.put("runs", pair.runs().stream().map(run -> run(pair, run)).toList());
        return tree;
    }

    private static Map<String, Object> stored(StoredModel model) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("category", model.category().label());
        model.accuracy().ifPresent(accuracy -> tree.put("accuracy", accuracy));
        tree.put("denseWeights", model.denseWeights());
        tree.put("weights", model.weights());
        tree.put("pruneRate", model.pruneRate());
        tree.put("weightBits", model.weightBits());
        model.indexBits().ifPresent(bits -> tree.put("indexBits", bits));
        tree.put("relativeBits", MetricsJson.storageBits(model.relative()));
        tree.put("absoluteBits", MetricsJson.storageBits(model.absolute()));
        tree.put("compressionRate", model.compressionRate());
        return tree;
    }

    private static Map<String, Object> claim(Claim claim) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("id", claim.id());
        tree.put("statement", claim.statement());
        put(tree, "value", claim.value());
        put(tree, "published", claim.published());
        tree.put("threshold", claim.threshold());
        tree.put("verdict", claim.verdict().words());
        tree.put("reading", claim.reading());
        return tree;
    }

    private static Map<String, Object> contest(Matchup contest) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("sparseMachine", contest.sparse().name());
        tree.put("otherMachine", contest.other().name());
        tree.put("cyclesRatio", contest.cyclesRatio());
        tree.put("energyRatio", contest.energyRatio());
        tree.put("edpRatio", contest.edpRatio());
        put(tree, "pprWeights", contest.ppr());
        return tree;
    }

    private static Map<String, Object> run(PairResult pair, StudyRun run) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("machine", run.machine().name());
        tree.put("category", run.category().label());
        run.result().ifPresent(result -> {
            var totals = MetricsJson.of(result.totals());
            totals.putAll(result.rates().byName());
            tree.put("totals", totals);
        });
        if (run.category() != Category.BASELINE) {
            pair.comparison(run.machine(), run.category())
                    .ifPresent(comparison -> tree.put("comparison", ComparisonJson.of(comparison)));
        }
        if (run.result().isEmpty()) {
            tree.put("reason", run.reason());
        }
        return tree;
    }

    private static void put(Map<String, Object> tree, String key, Optional<Double> value) {
        value.filter(Double::isFinite).ifPresent(number -> tree.put(key, number));
    }
}

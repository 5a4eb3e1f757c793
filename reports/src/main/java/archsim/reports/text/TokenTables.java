package archsim.reports.text;

import archsim.base.RootLocale;
import archsim.base.table.ResultTable;
import archsim.engine.run.result.RunResult;
import archsim.engine.run.result.SimulationResult;
import archsim.engine.run.result.TokenRates;
import archsim.reports.words.FittedText;
import archsim.workloads.language.LanguageFacts;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What language models give for their tokens, and what was taken for granted. */
final class TokenTables {

    private static final double NS_A_MS = 1e6;
    private static final double JOULES_A_MJ = 1e-3;

    private TokenTables() {}

    /** The table and a sentence for each assumption; empty if no run is of a language model. */
    static Optional<String> of(SimulationResult result) {
        List<RunResult> runs =
                result.runs().stream().filter(run -> run.language().isPresent()).toList();
        if (runs.isEmpty()) {
            return Optional.empty();
        }
        var text = new StringBuilder(FittedText.table(table(runs)));
        runs.stream()
                .flatMap(run -> sentences(run).stream())
                .distinct()
                .forEach(sentence -> text.append(FittedText.wrapped(sentence, "  ")));
        return Optional.of(text.toString());
    }

    private static ResultTable table(List<RunResult> runs) {
        var table = ResultTable.titled(
                        "Tokens (first: the prompt's time and energy a sequence; then a generated token's)")
                .text("workload")
                .number("batch", "%,d")
                .number("first (ms)", "%,.2f")
                .number("first (mJ)", "%,.2f")
                .number("token (ms)", "%,.3f")
                .number("token (mJ)", "%,.3f")
                .number("tokens/s", "%,.2f")
                .number("KV (B/token)", "%,d");
        for (RunResult run : runs) {
            TokenRates rates = run.tokenRates().orElseThrow();
            table.row(
                    run.workload(),
                    rates.batch(),
                    cell(rates.timeToFirstTokenNs().map(ns -> ns / NS_A_MS)),
                    cell(rates.joulesToFirstToken().map(joules -> joules / JOULES_A_MJ)),
                    cell(rates.timePerTokenNs().map(ns -> ns / NS_A_MS)),
                    cell(rates.joulesPerToken().map(joules -> joules / JOULES_A_MJ)),
                    cell(rates.tokensPerSecond()),
                    run.language().orElseThrow().cacheBytesPerToken());
        }
        return table.build();
    }

    private static Object cell(Optional<Double> value) {
        return value.map(Object.class::cast).orElse("-");
    }

    private static List<String> sentences(RunResult run) {
        LanguageFacts facts = run.language().orElseThrow();
        String name = FittedText.shortened(run.workload(), 60);
        String experts = facts.busiestExpertShare().isEmpty()
                ? ""
                : RootLocale.format(
                        "; the busiest expert gets %.2f %% of its block's tokens, %.2f times the mean; the Gini index"
                                + " of the experts' tokens is %.3f",
                        100 * facts.busiestExpertShare().getAsDouble(),
                        facts.busiestExpertOverMean().getAsDouble(),
                        facts.expertGini().orElse(0));
        return List.of(
                RootLocale.format(
                        "%s: %s%s", name, facts.assumptions().stream().collect(Collectors.joining("; ")), experts),
                RootLocale.format(
                        "Not simulated of %s, %.2f %% of all operations: %s",
                        name,
                        100 * facts.leftOutShare(),
                        facts.leftOut().entrySet().stream()
                                .filter(entry -> entry.getValue() > 0)
                                .map(entry -> RootLocale.format("%s %,d", entry.getKey(), entry.getValue()))
                                .collect(Collectors.joining(", "))));
    }
}

package archsim.reports.text;

import archsim.base.Provenance;
import archsim.base.RootLocale;
import archsim.engine.run.result.RunResult;
import archsim.engine.run.result.SimulationResult;
import archsim.reports.result.MonteCarloReport;
import archsim.reports.words.FittedText;
import archsim.reports.words.MachineText;
import archsim.reports.words.OperandText;
import archsim.reports.words.PartialEnergy;
import archsim.reports.words.RunLabel;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A result as a terminal shows it, at most 120 columns wide: first what matters to a decision, then why.
 *
 * <p>The order is: all workloads side by side, PPR, where it was lost, storage, DRAM traffic; then each workload's layers, cycle
 * stack and energy; then what it was made from.
 */
public final class TextReport {

    private TextReport() {}

    /** The report, ending with a line feed. */
    public static String of(SimulationResult result) {
        RunLabel label = RunLabel.of(result);
        String conditions = label.conditions();
        var text = new StringBuilder(FittedText.wrapped(
                label.accelerator() + (conditions.isEmpty() ? "" : ", " + conditions) + OperandText.missedZeros(result),
                "  "));
        MachineText.of(result).forEach(sentence -> text.append(FittedText.wrapped(sentence, "  ")));
        section(
                text,
                FittedText.table(SummaryTables.summary(result))
                        + FittedText.wrapped(SummaryTables.summaryLegend(), "  ")
                        + accuracies(result)
                        + FittedText.wrapped(OperandText.inputs(result), "  ")
                        + Stream.concat(OperandText.rounded(result).stream(), OperandText.scaled(result).stream())
                                .map(sentence -> FittedText.wrapped(sentence, "  "))
                                .collect(Collectors.joining())
                        + PartialEnergy.sentences(result).stream()
                                .map(sentence -> FittedText.wrapped(sentence, "  "))
                                .collect(Collectors.joining()));
        section(
                text,
                FittedText.table(SummaryTables.rates(result)) + FittedText.wrapped(SummaryTables.ratesLegend(), "  "));
        TokenTables.of(result).ifPresent(tokens -> section(text, tokens));
        if (!result.comparisons().isEmpty()) {
            section(
                    text,
                    FittedText.table(SummaryTables.ppr(result))
                            + FittedText.wrapped(SummaryTables.pprLegend(result), "  "));
            section(text, FittedText.table(SummaryTables.lossFactors(result)));
        }
        section(
                text,
                FittedText.table(SummaryTables.storage(result))
                        + FittedText.wrapped(SummaryTables.storageLegend(), "  "));
        section(text, FittedText.table(SummaryTables.dram(result)));
        result.monteCarlo()
                .ifPresent(energies -> section(
                        text, FittedText.table(MonteCarloReport.table(energies)) + MonteCarloReport.legend(energies)));
        for (RunResult run : result.runs()) {
            section(text, heading(run.workload()));
            section(text, FittedText.table(RunTables.layers(run)));
            section(text, FittedText.table(RunTables.cycleStack(run)));
            section(text, FittedText.table(RunTables.energy(run)));
        }
        section(text, provenance(result.provenance()));
        return text.toString();
    }

    private static void section(StringBuilder text, String section) {
        text.append('\n').append(section);
    }

    /** One line on the models whose accuracy is known; nothing if none is. */
    private static String accuracies(SimulationResult result) {
        String known = result.runs().stream()
                .filter(run -> run.accuracy().isPresent())
                .map(run -> String.format(
                        Locale.ROOT,
                        "%s %.2f",
                        run.workload(),
                        100 * run.accuracy().getAsDouble()))
                .collect(Collectors.joining(", "));
        return known.isEmpty() ? "" : FittedText.wrapped("Accuracy on the test set (%): " + known, "  ");
    }

    private static String heading(String workload) {
        String name = FittedText.shortened(workload, FittedText.WIDTH - 8);
        return "=== " + name + " ===\n";
    }

    /** Digests are cut to what distinguishes two runs; {@code result.json} has them whole. */
    private static String provenance(Provenance provenance) {
        var text = new StringBuilder(FittedText.wrapped(
                RootLocale.format(
                        "Made by archsim %s (commit %s), seed %d, configuration %s",
                        provenance.archsimVersion(),
                        cut(provenance.gitCommit()),
                        provenance.seed(),
                        cut(provenance.configSha256())),
                "  "));
        for (Map.Entry<String, String> model : provenance.modelSha256().entrySet()) {
            text.append(
                    FittedText.wrapped(RootLocale.format("Model %s %s", model.getKey(), cut(model.getValue())), "  "));
        }
        List<String> documents = provenance.tableSources().stream()
                .map(TextReport::document)
                .distinct()
                .toList();
        for (String document : documents) {
            text.append(FittedText.wrapped("Prices: " + document, "  "));
        }
        return text.toString();
    }

    /** A citation without how the price was made from it, which stands in {@code result.json}. */
    private static String document(String citation) {
        return citation.split("[;:] ", 2)[0];
    }

    private static String cut(String digest) {
        return digest.length() <= 12 ? digest : digest.substring(0, 12);
    }
}

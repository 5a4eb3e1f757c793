package archsim.reports.text;

import archsim.base.RootLocale;
import archsim.reports.words.FittedText;
import archsim.validation.ValidationReport;
import archsim.validation.fact.Check;
import archsim.validation.fact.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** Checks against published figures as a terminal shows them, at most 120 columns wide. */
public final class ValidationText {

    private ValidationText() {}

    /** The table, then why figures differ that are not close, each reason once, then a line on the whole. */
    public static String of(ValidationReport report) {
        var text = new StringBuilder(FittedText.table(report.table())).append('\n');
        var namesByReason = new LinkedHashMap<String, List<String>>();
        report.checks().stream()
                .filter(check -> check.verdict() != Verdict.PASS)
                .forEach(check -> namesByReason
                        .computeIfAbsent(reason(check), reason -> new ArrayList<>())
                        .add(named(check)));
        namesByReason.forEach(
                (reason, names) -> text.append(FittedText.wrapped(String.join(", ", names) + ": " + reason, "  ")));
        if (!report.missClasses().isEmpty()) {
            text.append(FittedText.wrapped("Reported differences by whose they are: " + report.missClasses(), "  "));
        }
        return text.append(RootLocale.format(
                        "%d checks: %d passed, %d within the bounds of their prices, %d reported with a known reason, %d"
                                + " failed\n",
                        report.checks().size(),
                        report.count(Verdict.PASS),
                        report.count(Verdict.WITHIN_PRICES),
                        report.count(Verdict.REPORTED),
                        report.count(Verdict.FAIL)))
                .toString();
    }

    private static String named(Check check) {
        return check.boundsInWords()
                .map(words -> RootLocale.format("%s (%s)", check.name(), words.replaceFirst("^T", "t")))
                .orElse(check.name());
    }

    /** A failed check is not explained by a reason that was given for another difference. */
    private static String reason(Check check) {
        String reason = check.verdict() == Verdict.FAIL
                ? RootLocale.format(
                        "%s is outside the tolerance of what was published, and no known reason explains it",
                        check.what())
                : check.explanation().orElse("");
        return RootLocale.format("%s [%s]", reason, check.source().citation());
    }
}

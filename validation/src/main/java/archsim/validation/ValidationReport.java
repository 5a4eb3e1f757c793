package archsim.validation;

import archsim.base.RootLocale;
import archsim.base.table.ResultTable;
import archsim.validation.fact.Check;
import archsim.validation.fact.Verdict;
import java.util.List;

/**
 * What became of all checks.
 *
 * @param checks in the order of the facts
 */
public record ValidationReport(List<Check> checks) {

    public ValidationReport {
        checks = List.copyOf(checks);
    }

    /** Whether no check failed; one that is reported has not. */
    public boolean allPassed() {
        return checks.stream().noneMatch(check -> check.verdict() == Verdict.FAIL);
    }

    /** A row for each check. */
    public ResultTable table() {
        var table = ResultTable.titled("Simulated against published")
                .text("check")
                .number("simulated", "%,.3f")
                .number("published", "%,.3f")
                .text("unit")
                .number("off (%)", "deviationPercent", "%+.2f")
                .number("tolerance (%)", "tolerancePercent", "%.2f")
                .text("verdict");
        for (Check check : checks) {
            table.row(
                    check.name(),
                    check.simulated(),
                    check.published(),
                    check.unit(),
                    100 * check.deviation(),
                    100 * check.tolerance(),
                    check.verdict().name());
        }
        return table.build();
    }

    /** For each check its source, and the reason for its tolerance or disagreement; a line each. */
    public List<String> notes() {
        return checks.stream()
                .map(check -> RootLocale.format(
                        "%s (%s): %s [%s]%s",
                        check.name(),
                        check.what(),
                        check.source().citation(),
                        check.source().confidence(),
                        check.explanation().map(text -> ". " + text).orElse("")))
                .toList();
    }
}

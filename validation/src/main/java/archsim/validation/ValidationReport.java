package archsim.validation;

import archsim.base.RootLocale;
import archsim.base.table.ResultTable;
import archsim.validation.fact.Check;
import archsim.validation.fact.MissClass;
import archsim.validation.fact.Verdict;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What became of all checks.
 *
 * @param checks in the order of the facts
 */
public record ValidationReport(List<Check> checks) {

    public ValidationReport {
        checks = List.copyOf(checks);
    }

    /** The same checks, those first that failed, then by how far the simulated figure is off, the farthest first. */
    public ValidationReport worstFirst() {
        return new ValidationReport(checks.stream()
                .sorted(Comparator.comparing((Check check) -> check.verdict() != Verdict.FAIL)
                        .thenComparing(Comparator.comparingDouble((Check check) -> Math.abs(check.deviation()))
                                .reversed()))
                .toList());
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
                .text("verdict")
                .text("miss");
        for (Check check : checks) {
            table.row(
                    check.name(),
                    check.simulated(),
                    check.published(),
                    check.unit(),
                    100 * check.deviation(),
                    100 * check.tolerance(),
                    check.verdict().title(),
                    check.verdict() == Verdict.WITHIN_PRICES
                            ? "prices"
                            : check.missClass().map(MissClass::title).orElse(""));
        }
        return table.build();
    }

    /** How many of the reported checks are of each class, e.g. {@code model 12, source 9}; empty if none is reported. */
    public String missClasses() {
        return Arrays.stream(MissClass.values())
                .filter(missClass -> count(missClass) > 0)
                .map(missClass -> RootLocale.format("%s %d", missClass.title(), count(missClass)))
                .collect(Collectors.joining(", "));
    }

    private long count(MissClass missClass) {
        return checks.stream()
                .filter(check -> check.missClass().equals(Optional.of(missClass)))
                .count();
    }

    /** Of what verdict, how many. */
    public long count(Verdict verdict) {
        return checks.stream().filter(check -> check.verdict() == verdict).count();
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

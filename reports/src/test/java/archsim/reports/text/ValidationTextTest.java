package archsim.reports.text;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.base.Confidence;
import archsim.base.Source;
import archsim.energy.PriceBounds;
import archsim.validation.ValidationReport;
import archsim.validation.fact.Check;
import archsim.validation.fact.MissClass;
import archsim.validation.fact.Verdict;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ValidationTextTest {

    private static Check check(String name, Verdict verdict) {
        return new Check(
                name,
                "bytes of a layer",
                100,
                120,
                "B",
                0.2,
                0.1,
                verdict,
                verdict == Verdict.REPORTED ? Optional.of(MissClass.INPUT) : Optional.empty(),
                verdict == Verdict.WITHIN_PRICES ? Optional.of(new PriceBounds(80.4, 160)) : Optional.empty(),
                Optional.of("masks are not published ".repeat(10)),
                new Source("a paper", Confidence.A));
    }

    @Test
    void onlyFiguresThatDifferAreExplained() {
        String text = ValidationText.of(
                new ValidationReport(List.of(check("near", Verdict.PASS), check("far", Verdict.REPORTED))));
        assertThat(text.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(120));
        assertThat(text)
                .contains("far: masks are not published")
                .doesNotContain("near: ")
                .contains("Reported differences by whose they are: input 1\n")
                .endsWith(
                        "2 checks: 1 passed, 0 within the bounds of their prices, 1 reported with a known reason, 0 failed\n");
    }

    @Test
    void whatLiesWithinTheBoundsOfPricesIsNoMissAndSaysSo() {
        var report = new ValidationReport(List.of(check("dear", Verdict.WITHIN_PRICES)));
        assertThat(report.missClasses()).isEmpty();
        assertThat(ValidationText.of(report))
                .contains("WITHIN", "prices")
                .contains("dear (the bounds of the prices allow 80.4 to 160 B): masks are not published")
                .endsWith(
                        "1 checks: 0 passed, 1 within the bounds of their prices, 0 reported with a known reason, 0 failed\n");
    }

    /** A failure is worse than any difference whose reason is known; then 40 % off before 20 %, whichever way. */
    @Test
    void theWorstMissComesFirst() {
        var near = off("near", 0.2, Verdict.PASS);
        var far = off("far", -0.4, Verdict.REPORTED);
        var failed = off("failed", 0.3, Verdict.FAIL);
        assertThat(new ValidationReport(List.of(near, far, failed)).worstFirst().checks())
                .containsExactly(failed, far, near);
    }

    private static Check off(String name, double deviation, Verdict verdict) {
        Check check = check(name, verdict);
        return new Check(
                name,
                check.what(),
                100,
                100 * (1 + deviation),
                "B",
                deviation,
                0.1,
                verdict,
                check.missClass(),
                check.bounds(),
                check.explanation(),
                check.source());
    }

    @Test
    void aFailureIsNotExcusedByTheReasonForAnotherDifference() {
        assertThat(ValidationText.of(new ValidationReport(List.of(check("off", Verdict.FAIL)))))
                .contains("off: bytes of a layer is outside the tolerance")
                .doesNotContain("masks")
                .contains("1 failed");
    }
}

package archsim.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archsim.base.InvalidInputException;
import archsim.base.table.TextTable;
import archsim.validation.fact.Check;
import archsim.validation.fact.Fact;
import archsim.validation.fact.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ValidationTest {

    /** Some sets take minutes: all are checked once, and the tests look at parts of it. */
    private static final class All {

        static final ValidationReport REPORT = Validation.run(List.of());

        private All() {}
    }

    /** Of one set: checks are in the order of the sets and their facts. */
    private static ValidationReport report(String name) {
        int before = names().stream()
                .takeWhile(other -> !other.equals(name))
                .mapToInt(other -> Validation.facts(other).size())
                .sum();
        int facts = Validation.facts(name).size();
        return new ValidationReport(All.REPORT.checks().subList(before, before + facts));
    }

    private static List<String> names() {
        return Validation.names();
    }

    /** LeNet-5 has 25500 CONV weights; a fact that says otherwise, and how archsim's figure is explained. */
    private static Check check(String value, String more) {
        return Validation.parse("test.json", file(value, more)).get(0).check();
    }

    private static String file(String value, String more) {
        return """
            {"schemaVersion": 1, "title": "t", "facts": [{"name": "a", "what": "w",
              "measurement": {"kind": "network-total", "network": "lenet5", "quantity": "conv-weights"},
              "value": %s, "unit": "weights", "tolerance": 0.02, %s
              "source": {"citation": "c", "confidence": "a"}}]}
            """.formatted(value, more);
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyPublishedFactIsMetOrItsDisagreementExplained(String name) {
        assertThat(report(name).checks()).isNotEmpty().allSatisfy(check -> assertThat(check.verdict())
                .isNotEqualTo(Verdict.FAIL));
    }

    @Test
    void withoutNamesAllSetsAreChecked() {
        assertThat(All.REPORT.checks().stream().map(Check::name))
                .containsExactlyElementsOf(names().stream()
                        .flatMap(name -> Validation.facts(name).stream())
                        .map(Fact::name)
                        .toList());
    }

    /** 25500 over 25000 is 2 % above, over 24999 it is 2.004 %. */
    @Test
    void aFigureOutOfToleranceFailsTheReport() {
        assertThat(check("25000", "").verdict()).isEqualTo(Verdict.PASS);
        Check off = check("24999", "");
        assertThat(off.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(new ValidationReport(List.of(off)).allPassed()).isFalse();
    }

    @Test
    void aKnownDisagreementIsReportedAndDoesNotFailTheReport() {
        Check known = check(
                "20000",
                "\"disagreement\": {\"expected\": 25500, \"tolerance\": 0, \"missClass\": \"source\", \"reason\": \"a"
                        + " misprint\"},");
        assertThat(known.verdict()).isEqualTo(Verdict.REPORTED);
        assertThat(known.explanation()).contains("a misprint");
        assertThat(new ValidationReport(List.of(known)).allPassed()).isTrue();
    }

    @Test
    void anExplanationCoversNoOtherDifference() {
        assertThat(check(
                                "20000",
                                "\"disagreement\": {\"expected\": 26000, \"tolerance\": 0.01, \"missClass\":"
                                        + " \"source\", \"reason\": \"r\"},")
                        .verdict())
                .isEqualTo(Verdict.FAIL);
    }

    /** 25 500 are at least 20 000 and at most 30 000, and neither at least 30 000 nor at most 20 000. */
    @Test
    void aBoundIsMetOnItsOwnSideOnly() {
        assertThat(check("20000", "\"bound\": \"at-least\",").verdict()).isEqualTo(Verdict.PASS);
        assertThat(check("30000", "\"bound\": \"at-most\",").verdict()).isEqualTo(Verdict.PASS);
        assertThat(check("30000", "\"bound\": \"at-least\",").verdict()).isEqualTo(Verdict.FAIL);
        assertThat(check("20000", "\"bound\": \"at-most\",").verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void anUnknownNameIsAnsweredWithTheNearestOne() {
        assertThatThrownBy(() -> Validation.run(List.of("netwroks", "networks", "zzzzzz")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("there is no set of facts \"netwroks\", did you mean \"networks\"?")
                .hasMessageContaining("there is no set of facts \"zzzzzz\", expected one of ");
    }

    @Test
    void factsAreReadStrictly() {
        assertThatThrownBy(() -> Validation.parse(
                        "test.json", file("\"many\"", "\"tolerence\": 1, ").replace("\"title\": \"t\", ", "")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("/title is missing")
                .hasMessageContaining("/facts/0/value must be a number, was \"many\"")
                .hasMessageContaining("/facts/0/tolerence is not a known key, did you mean \"tolerance\"?");
    }

    @Test
    void aFigureFromMemoryIsNoTarget() {
        assertThatThrownBy(() -> Validation.parse(
                        "test.json", file("25500", "").replace("\"confidence\": \"a\"", "\"confidence\": \"c\"")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("no target");
    }

    /** All subjects in one table are cut to the terminal's width by the report. */
    @ParameterizedTest
    @MethodSource("names")
    void theTableOfASubjectFitsATerminalAndSaysTheVerdict(String name) {
        String text = TextTable.render(report(name).table());
        assertThat(text.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(120));
        assertThat(text).containsAnyOf("PASS", "REPORTED");
    }
}

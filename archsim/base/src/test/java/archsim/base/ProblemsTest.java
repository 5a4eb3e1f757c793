package archsim.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ProblemsTest {

    private final Problems problems = new Problems("sticker.json");

    @Test
    void anInputWithoutFaultsGoesOn() {
        assertThat(problems.isEmpty()).isTrue();
        assertThatCode(problems::throwIfAny).doesNotThrowAnyException();
    }

    @Test
    void allFaultsAreToldAtOnceUnderTheFilesName() {
        problems.add("/peArray/rows", "must be 1 to 1024, was %d", 0);
        problems.add("", "must hold a JSON object, was %s", "empty");

        assertThatThrownBy(problems::throwIfAny)
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "sticker.json:\n  /peArray/rows must be 1 to 1024, was 0\n  must hold a JSON object, was empty");
    }

    /** 103 faults: 100 are listed, 3 counted. */
    @Test
    void aFloodOfFaultsIsCutToAHundred() {
        for (int i = 0; i < 103; i++) {
            problems.add("/list/" + i, "must be a number, was null");
        }

        assertThat(problems.count()).isEqualTo(103);
        assertThat(problems.toException().lines()).hasSize(101).last().isEqualTo("and 3 more faults");
    }

    @Test
    void oneFaultBeyondTheListIsCountedInTheSingular() {
        for (int i = 0; i <= Problems.LISTED; i++) {
            problems.add("", "again");
        }

        assertThat(problems.toException().lines()).last().isEqualTo("and 1 more fault");
    }

    @Test
    void controlCharactersOfTheInputDoNotReachTheTerminal() {
        problems.add("/a\u001b[2J", "was \"\r\u202e\"");

        assertThat(problems.toException().lines()).containsExactly("/a\\u001b[2J was \"\\u000d\\u202e\"");
    }

    @Test
    void anEndlessFaultIsCutInTheMiddle() {
        problems.add("/" + "k".repeat(5000), "is not a known key");

        assertThat(problems.toException().lines().get(0))
                .hasSizeLessThan(1010)
                .startsWith("/kkk")
                .contains("k ... k")
                .endsWith("is not a known key");
    }
}

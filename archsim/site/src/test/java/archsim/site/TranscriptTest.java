package archsim.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TranscriptTest {

    private static final List<String> PRINTED =
            List.of("workload  cycles", "----------------", "dense     18,008", "pruned     1,085", "done");

    @Test
    void gapsStandForAnyLinesAndNumbersBecomeThoseOfToday() {
        assertThat(Transcript.renewed(List.of("...", "dense 18,100", "..."), PRINTED))
                .hasValue(List.of("...", "dense     18,008", "..."));
        assertThat(Transcript.renewed(PRINTED, PRINTED)).hasValue(PRINTED);
    }

    @Test
    void linesThatAreLeftOutNeedAGap() {
        assertThat(Transcript.renewed(List.of("workload cycles", "---", "dense 18,008"), PRINTED))
                .isEmpty();
        assertThat(Transcript.renewed(List.of("dense 18,008", "..."), PRINTED)).isEmpty();
        assertThat(Transcript.renewed(List.of("...", "dense 18,008", "done"), PRINTED))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dense 100 uJ | dense 109 uJ | true",
                "dense 100 uJ | dense 120 uJ | false",
                "dense 100 uJ | dense -100 uJ | false",
                "dense 100 uJ | dense 100 nJ | false",
                "conv1 7 | conv2 7 | false",
                "read 1.217e+04 | read 1.250e+04 | true",
                "read 1.217e+04 | read 1.217e+05 | false",
                "---------- | --- | true",
                "a - | a 3 | false"
            })
    void wordsAreExactAndNumbersMayMove(String shown, String printed, boolean same) {
        assertThat(Transcript.isSame(shown, printed)).isEqualTo(same);
    }
}

package archsim.compression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import archsim.compression.PairedAnswers.Verdict;
import org.junit.jupiter.api.Test;

class PairedAnswersTest {

    /** Image 0: both right; 1: the first; 2: the second; 3: neither. */
    @Test
    void onlyImagesThatTellThemApartAreCounted() {
        int[] labels = {0, 1, 2, 3};
        assertThat(PairedAnswers.of(labels, new int[] {0, 1, 0, 0}, new int[] {0, 0, 2, 1}))
                .isEqualTo(new PairedAnswers(4, 1, 1));
    }

    /** 1 against 5: 2 (C(6,0) + C(6,1)) / 2^6 = 14/64. None at all: 1. */
    @Test
    void theProbabilityIsThatOfCoins() {
        assertThat(new PairedAnswers(100, 1, 5).probability()).isCloseTo(14 / 64.0, within(1e-12));
        assertThat(new PairedAnswers(100, 5, 1).probability()).isCloseTo(14 / 64.0, within(1e-12));
        assertThat(new PairedAnswers(100, 0, 0).probability()).isEqualTo(1);
    }

    /** The audit of the shipped models, 10,000 images: 35 against 17 has p = .018, 19 against 18 p = 1.00. */
    @Test
    void theAuditsProbabilitiesComeOut() {
        assertThat(new PairedAnswers(10_000, 35, 17).probability()).isCloseTo(0.018, within(5e-4));
        assertThat(new PairedAnswers(10_000, 19, 18).probability()).isCloseTo(1, within(1e-9));
        assertThat(new PairedAnswers(10_000, 41, 17).probability()).isCloseTo(0.002, within(5e-4));
    }

    /**
     * 19 against 18 of 10,000: .01 points, give or take 1.96 sqrt(.0037 / 10,000) = .12. 35 against 17: .18 give or take .14.
     * 12 against 4 of 100: 8 give or take 7.7, p = .077.
     */
    @Test
    void thereAreThreeVerdicts() {
        PairedAnswers close = new PairedAnswers(10_000, 19, 18);
        assertThat(close.differencePoints()).isCloseTo(0.01, within(1e-9));
        assertThat(close.halfIntervalPoints()).isCloseTo(0.119, within(1e-3));
        assertThat(close.verdict(0.2)).isEqualTo(Verdict.EQUAL);
        assertThat(close.verdict(0.1)).isEqualTo(Verdict.NOT_DECIDED);
        assertThat(new PairedAnswers(10_000, 35, 17).verdict(0.2)).isEqualTo(Verdict.NOT_EQUAL);
        assertThat(new PairedAnswers(10_000, 35, 17).verdict(0.4)).isEqualTo(Verdict.EQUAL);
        assertThat(new PairedAnswers(100, 12, 4).verdict(1)).isEqualTo(Verdict.NOT_DECIDED);
    }

    @Test
    void countsThatCannotBeAreRefused() {
        assertThatThrownBy(() -> new PairedAnswers(3, 2, 2)).hasMessageContaining("of 3 images 2 and 2");
    }
}

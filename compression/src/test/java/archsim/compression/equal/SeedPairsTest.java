package archsim.compression.equal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import archsim.compression.PairedAnswers;
import archsim.compression.PairedAnswers.Verdict;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SeedPairsTest {

    private static final int[] LABELS = new int[1000];

    /** Answers that are wrong with the given probability. */
    private static int[] answers(long seed, double wrong) {
        var random = new SplittableRandom(seed);
        int[] answers = new int[LABELS.length];
        for (int image = 0; image < answers.length; image++) {
            answers[image] = random.nextDouble() < wrong ? 1 : 0;
        }
        return answers;
    }

    @Test
    void oneSeedIsTheTestOfTwoModels() {
        int[] first = answers(1, 0.02);
        int[] second = answers(2, 0.05);
        PairedAnswers two = PairedAnswers.of(LABELS, first, second);
        SeedPairs one = SeedPairs.of(LABELS, List.of(first), List.of(second));
        assertThat(one.firstMore()).isEqualTo(two.onlyFirst());
        assertThat(one.secondMore()).isEqualTo(two.onlySecond());
        assertThat(one.differencePoints()).isCloseTo(two.differencePoints(), within(1e-9));
        assertThat(one.halfIntervalPoints()).isCloseTo(two.halfIntervalPoints(), within(1e-9));
        assertThat(one.probability()).isEqualTo(two.probability());
    }

    /** Of four images the first kind is right 2, 2, 1, 0 times, the second 2, 1, 0, 1: a mean of 1/8, squares of 3/16 over 4. */
    @Test
    void imagesAreCountedOnceHoweverManySeeds() {
        int[] labels = {0, 0, 0, 0};
        SeedPairs pairs = SeedPairs.of(
                labels,
                List.of(new int[] {0, 0, 0, 1}, new int[] {0, 0, 1, 1}),
                List.of(new int[] {0, 0, 1, 0}, new int[] {0, 1, 1, 1}));
        assertThat(pairs.images()).isEqualTo(4);
        assertThat(pairs.firstMore()).isEqualTo(2);
        assertThat(pairs.secondMore()).isEqualTo(1);
        assertThat(pairs.differencePoints()).isCloseTo(12.5, within(1e-9));
        double variance = 0.75 / 4 - 1 / 64.0;
        assertThat(pairs.halfIntervalPoints()).isCloseTo(100 * 1.959964 * Math.sqrt(variance / 4), within(1e-4));
    }

    @Test
    void theVerdictNeedsTheIntervalOrTheProbability() {
        List<int[]> good = List.of(answers(1, 0.02), answers(2, 0.02), answers(3, 0.02));
        List<int[]> same = List.of(answers(4, 0.02), answers(5, 0.02), answers(6, 0.02));
        List<int[]> worse = List.of(answers(7, 0.06), answers(8, 0.06), answers(9, 0.06));
        assertThat(SeedPairs.of(LABELS, good, same).verdict(2)).isEqualTo(Verdict.EQUAL);
        assertThat(SeedPairs.of(LABELS, good, same).verdict(0.1)).isEqualTo(Verdict.NOT_DECIDED);
        assertThat(SeedPairs.of(LABELS, good, worse).verdict(2)).isEqualTo(Verdict.NOT_EQUAL);
    }

    @Test
    void kindsOfUnequalSeedsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SeedPairs.of(LABELS, List.of(LABELS, LABELS), List.of(LABELS)))
                .withMessageContaining("was 2 and 1");
    }
}

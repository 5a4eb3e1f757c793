package archsim.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EtaTest {

    private static final long SECOND = 1_000_000_000;

    /** 2 steps in 6 s are 3 s each: 19 more take 57 s, 40 take 2 min, 1 400 take 70 min. */
    @Test
    void theTimeLeftFollowsTheMeanStep() {
        assertThat(twoStepsIn6s(19)).isEqualTo("57 s");
        assertThat(twoStepsIn6s(40)).isEqualTo("2 min");
        assertThat(twoStepsIn6s(1400)).isEqualTo("1 h 10 min");
    }

    /** A step of 100 s is forgotten after four of 1 s. */
    @Test
    void onlyTheLastStepsCount() {
        var eta = new Eta(0);
        for (int step = 0; step < 4; step++) {
            eta.afterStep((100 + step) * SECOND, 20);
        }
        assertThat(eta.afterStep(104 * SECOND, 12)).isEqualTo("12 s");
    }

    /** Steps of 8, 1, 1 and 1 s: the mean of four is 11 / 4, so that four more take 11 s; after another of 1 s, 4 s. */
    @Test
    void exactlyFourStepsCount() {
        var eta = new Eta(0);
        eta.afterStep(8 * SECOND, 20);
        eta.afterStep(9 * SECOND, 20);
        eta.afterStep(10 * SECOND, 20);
        assertThat(eta.afterStep(11 * SECOND, 4)).isEqualTo("11 s");
        assertThat(eta.afterStep(12 * SECOND, 4)).isEqualTo("4 s");
    }

    private static String twoStepsIn6s(int stepsLeft) {
        var eta = new Eta(5 * SECOND);
        eta.afterStep(6 * SECOND, stepsLeft + 1);
        return eta.afterStep(11 * SECOND, stepsLeft);
    }
}

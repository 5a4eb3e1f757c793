package archsim.engine.machines.loopnest.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import archsim.engine.machines.loopnest.DescribedMachine;
import archsim.engine.machines.loopnest.architecture.Dimension;
import archsim.engine.machines.loopnest.architecture.Level;
import archsim.workloads.LayerWorkload;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Rounds that are expected beside those of drawn zeros: 4 subpartitions of 16 rows of 16 lanes, 48 places, 25 taps. */
final class PackedRoundsTest {

    private static final int SUBPARTITIONS = 1 + 1;
    private static final int SUMS = SUBPARTITIONS + 1;
    private static final int ROWS = SUMS + 1;
    private static final int LANES = ROWS + 1;
    private static final int TAPS = 25;

    private final Random random = new Random(1);
    private final PackedRounds rounds;
    private final Candidate spread;
    private final double density;

    PackedRoundsTest() {
        var network = new ComparedNetwork("stc-flexible", "2:8", "{\"kind\": \"nm\", \"n\": 2, \"m\": 8}", "alexnet");
        var setup = network.setup();
        LayerWorkload conv2 = ComparedNetwork.layers(setup).get(1);
        List<Level> levels = ((DescribedMachine) setup.accelerator().dataflow()).levels();
        rounds = PackedRounds.of(levels, LANES, conv2).orElseThrow();
        density = conv2.weights().density();
        spread = new Candidate(levels.size());
        spread.factors[SUBPARTITIONS][Dimension.K.at()] = 4;
        spread.factors[ROWS][Dimension.K.at()] = 16;
        spread.factors[LANES][Dimension.C.at()] = 48;
    }

    @Test
    void subpartitionsThatWaitForEachOtherAtEveryTapNeedTheRoundsOfTheFullestRow() {
        var tapsOutside = new Candidate(spread);
        tapsOutside.factors[1][Dimension.R.at()] = TAPS;
        assertThat(rounds.of(tapsOutside)).isCloseTo(drawn(4 * 16, 1), within(0.02));
    }

    @Test
    void subpartitionsThatWaitForEachOtherBehindAllTapsNeedFewer() {
        var tapsInside = new Candidate(spread);
        tapsInside.factors[SUMS][Dimension.R.at()] = TAPS;
        double expected = drawn(16, TAPS);
        assertThat(rounds.of(tapsInside)).isCloseTo(expected, within(0.02));
        assertThat(expected).isLessThan(drawn(4 * 16, 1) - 0.05);
    }

    @Test
    void loopsOverWhatHasTheSameZerosChangeNothing() {
        var outputsInside = new Candidate(spread);
        outputsInside.factors[SUMS][Dimension.P.at()] = TAPS;
        assertThat(rounds.of(outputsInside)).isEqualTo(rounds.of(spread));
    }

    @Test
    void noLoopsMakeThemFewerThanTheLeast() {
        var tapsInside = new Candidate(spread);
        tapsInside.factors[SUMS][Dimension.R.at()] = 1_000_000;
        assertThat(rounds.of(tapsInside)).isCloseTo(rounds.least(spread), within(0.002));
    }

    /** On average of steps, of the fullest of four sums over {@code taps} if these have more than one. */
    private double drawn(int rows, int taps) {
        int trials = 4000 / taps;
        double sum = 0;
        for (int trial = 0; trial < trials; trial++) {
            int sums = taps == 1 ? 1 : 4;
            sum += IntStream.range(0, sums)
                    .map(s -> IntStream.range(0, taps).map(tap -> fullest(rows)).sum())
                    .max()
                    .orElseThrow();
        }
        return sum / trials / taps;
    }

    private int fullest(int rows) {
        return IntStream.range(0, rows)
                .map(row -> (int) random.doubles(48).filter(u -> u < density).count())
                .map(left -> (left + 15) / 16)
                .max()
                .orElseThrow();
    }
}

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

/** What instances are expected to wait for the fullest, beside drawn zeros: 16 clusters of 4 PEs, each with its own filters. */
final class ImbalanceTest {

    private static final int BUFFER = 1;
    private static final int CLUSTERS = 2;
    private static final int PES = 3;
    private static final int SPAD = 4;
    private static final int FILTERS = 64;

    private final Imbalance imbalance;
    private final Candidate spread;
    private final double density;

    ImbalanceTest() {
        var network = new ComparedNetwork(
                "eyeriss-v2-like", "35 %", "{\"kind\": \"bernoulli\", \"weightDensity\": 0.35}", "alexnet");
        var setup = network.setup();
        LayerWorkload conv2 = ComparedNetwork.layers(setup).get(1);
        List<Level> levels = ((DescribedMachine) setup.accelerator().dataflow()).levels();
        imbalance = new Imbalance(levels, conv2);
        density = conv2.weights().density();
        spread = new Candidate(levels.size());
        spread.factors[CLUSTERS][Dimension.K.at()] = 16;
        spread.factors[PES][Dimension.K.at()] = 4;
    }

    @Test
    void instancesWaitForTheFullestBehindAllLoopsOfTheMemoryAroundThem() {
        var mapped = new Candidate(spread);
        mapped.factors[BUFFER][Dimension.C.at()] = 48;
        mapped.factors[SPAD][Dimension.R.at()] = 5;
        assertThat(imbalance.of(mapped)).isCloseTo(fullest(48 * 5), within(0.02));
    }

    @Test
    void loopsOfTheDramMakeThemWaitNoLess() {
        var mapped = new Candidate(spread);
        mapped.factors[0][Dimension.C.at()] = 48;
        mapped.factors[SPAD][Dimension.R.at()] = 5;
        mapped.factors[SPAD][Dimension.S.at()] = 5;
        assertThat(imbalance.of(mapped)).isCloseTo(fullest(25), within(0.05));
    }

    @Test
    void noLoopsMakeItLessThanTheLeast() {
        var mapped = new Candidate(spread);
        mapped.factors[BUFFER][Dimension.C.at()] = 48;
        mapped.factors[SPAD][Dimension.K.at()] = 2;
        mapped.factors[SPAD][Dimension.R.at()] = 5;
        mapped.factors[SPAD][Dimension.S.at()] = 5;
        double least = imbalance.least(spread);
        assertThat(imbalance.of(mapped)).isGreaterThanOrEqualTo(least);
        mapped.factors[BUFFER][Dimension.G.at()] = 2;
        assertThat(imbalance.of(mapped)).isCloseTo(least, within(1e-9));
    }

    /** The fullest of all filters over their mean, each of so many drawn weights. */
    private double fullest(int weights) {
        var random = new Random(1);
        int trials = 300;
        double sum = 0;
        for (int trial = 0; trial < trials; trial++) {
            sum += IntStream.range(0, FILTERS)
                    .mapToLong(filter ->
                            random.doubles(weights).filter(u -> u < density).count())
                    .max()
                    .orElseThrow();
        }
        return sum / trials / (weights * density);
    }
}

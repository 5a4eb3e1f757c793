package archsim.engine.machines.loopnest.search;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.engine.machines.loopnest.DescribedMachine;
import archsim.engine.machines.loopnest.architecture.Dimension;
import archsim.engine.machines.loopnest.architecture.Level;
import archsim.engine.machines.loopnest.mapping.NestConstraints;
import archsim.engine.plan.MemoryRate;
import archsim.workloads.LayerWorkload;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Estimates of random mappings that are broken off where a mapping takes more cycles than the one to beat. */
final class NestEstimateTest {

    private static final int MAPPINGS = 2_000;

    private final NestEstimate estimates;
    private final List<Candidate> mappings = new ArrayList<>();

    NestEstimateTest() {
        var network = new ComparedNetwork(
                "eyeriss-v2-like", "35 %", "{\"kind\": \"bernoulli\", \"weightDensity\": 0.35}", "alexnet");
        var setup = network.setup();
        LayerWorkload conv2 = ComparedNetwork.layers(setup).get(1);
        List<Level> levels = ((DescribedMachine) setup.accelerator().dataflow()).levels();
        var limits = new SearchLimits(levels, NestConstraints.NONE);
        var space = new NestSpace(levels, conv2.shape(), limits, NestSpace.PACKED_PLACES);
        estimates =
                new NestEstimate(levels, conv2, setup.accelerator().precision(), MemoryRate.UNSTATED, limits, false);
        var random = new Random(1);
        List<Candidate> spreads = space.spreads();
        while (mappings.size() < MAPPINGS) {
            var mapping = new Candidate(spreads.get(random.nextInt(spreads.size())));
            for (int level : space.memories()) {
                mapping.factors[level][random.nextInt(Dimension.COUNT)] = 1 + random.nextInt(5);
                mapping.order[level] = random.nextInt(limits.orders(level));
            }
            space.complete(mapping);
            if (estimates.of(mapping).isPossible()) {
                mappings.add(mapping);
            }
        }
    }

    @Test
    void aMappingAsFastAsTheOneToBeatIsEstimatedWhole() {
        for (Candidate mapping : mappings) {
            Estimate whole = estimates.of(mapping);
            assertThat(estimates.of(mapping, whole.cycles())).isEqualTo(whole);
        }
    }

    @Test
    void oneThatIsBrokenOffIsSlower() {
        int brokenOff = 0;
        for (int i = 1; i < MAPPINGS; i++) {
            double toBeat = estimates.of(mappings.get(i - 1)).cycles();
            Estimate whole = estimates.of(mappings.get(i));
            Estimate found = estimates.of(mappings.get(i), toBeat);
            if (found.equals(Estimate.SLOWER)) {
                assertThat(whole.cycles()).isGreaterThan(toBeat);
                brokenOff++;
            } else {
                assertThat(found).isEqualTo(whole);
            }
        }
        assertThat(brokenOff).isBetween(MAPPINGS / 4, MAPPINGS);
    }
}

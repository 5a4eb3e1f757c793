package archsim.reports.page;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.engine.pe.SlotStack;
import archsim.engine.run.result.LayerResult;
import archsim.engine.run.result.RunResult;
import archsim.engine.run.result.SimulationResult;
import archsim.reports.SampleResults;
import java.util.List;
import org.junit.jupiter.api.Test;

class WinnersTest {

    /** Nothing pruned, 110 and 130 of 800 weights kept. */
    private final SimulationResult three = SampleResults.of(
            SampleResults.run(SampleResults.DENSE, all("conv1"), all("fc1")),
            SampleResults.three().runs().get(1),
            SampleResults.three().runs().get(2));

    private static LayerResult all(String name) {
        return SampleResults.layer(name, "", SampleResults.sparse(SlotStack.useful(400), 400));
    }

    /** Cycles 200, 62 and 50; each takes 330 pJ; 702, 98 and 116 bytes; 928, 238 and 258 bytes of traffic. */
    @Test
    void theVerdictNamesWhoCostsLeastOfWhat() {
        assertThat(Winners.of(three).get(0))
                .isEqualTo("Least cost: " + SampleResults.STRUCTURED + " on cycles; all alike on energy; "
                        + SampleResults.NON_STRUCTURED + " on stored bytes and bytes of DRAM traffic.");
    }

    /** 200 / 50 = 4 and 62 / 50 = 1.24. */
    @Test
    void aSentenceSaysByHowMuch() {
        assertThat(Winners.of(three).get(1))
                .isEqualTo("Cycles: " + SampleResults.STRUCTURED + " with 50, 4.00 times less than the baseline, 1.24"
                        + " times less than the next, " + SampleResults.NON_STRUCTURED + ".");
    }

    @Test
    void accuraciesAreToldWhereTheyAreKnown() {
        assertThat(Winners.of(three))
                .last()
                .isEqualTo("Accuracy on the test set: " + SampleResults.DENSE
                        + " 99.44 %; of the others it is not known.");
    }

    /** Half the clock, so as many cycles take twice the time: 62 of 5 ns are 310 ns. */
    @Test
    void machinesOfDifferentClocksAreJudgedByTime() {
        RunResult fast = three.runs().get(1);
        assertThat(Winners.of(SampleResults.of(SampleResults.halfAsFast(fast), fast))
                        .get(1))
                .startsWith("Time: " + fast.workload() + " with 310 ns, 2.00 times less than the baseline");
    }

    @Test
    void differentWorkHasNoWinner() {
        RunResult all = three.runs().get(0);
        RunResult half = RunResult.of("half", "sticker", List.of(all.layers().get(0)));
        assertThat(Winners.of(SampleResults.of(all, half)))
                .singleElement()
                .asString()
                .contains("not the same work");
    }
}

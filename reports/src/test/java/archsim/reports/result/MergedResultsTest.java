package archsim.reports.result;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.engine.run.result.RunResult;
import archsim.engine.run.result.SimulationResult;
import archsim.reports.SampleResults;
import java.util.List;
import org.junit.jupiter.api.Test;

class MergedResultsTest {

    private static NamedResult result(String accelerator, RunResult... runs) {
        RunResult[] renamed = List.of(runs).stream()
                .map(run -> RunResult.of(run.workload(), accelerator, run.layers()))
                .toArray(RunResult[]::new);
        return new NamedResult(accelerator, SampleResults.of(renamed));
    }

    private static List<String> names(NamedResult... results) {
        return MergedResults.of(List.of(results)).runs().stream()
                .map(RunResult::workload)
                .toList();
    }

    private final RunResult run = SampleResults.three().runs().get(0);

    @Test
    void aSingleResultStaysAsItIs() {
        SimulationResult three = SampleResults.three();
        assertThat(MergedResults.of(List.of(new NamedResult("out", three)))).isSameAs(three);
    }

    @Test
    void machinesAreNamedWhereTheyDiffer() {
        assertThat(names(result("scnn", run), result("eie", run)))
                .containsExactly(SampleResults.DENSE + " on scnn", SampleResults.DENSE + " on eie");
    }

    @Test
    void whatNothingTellsApartIsNumbered() {
        assertThat(names(result("scnn", run, run), result("scnn", run)))
                .containsExactly(SampleResults.DENSE, SampleResults.DENSE + " #2", SampleResults.DENSE + " #3");
    }

    /** 1000 cycles of 5 ns against as many of 10 ns. */
    @Test
    void allAreComparedWithTheVeryFirst() {
        SimulationResult merged =
                MergedResults.of(List.of(result("scnn", run), result("eie", SampleResults.halfAsFast(run))));
        assertThat(merged.comparisons()).singleElement().satisfies(comparison -> {
            assertThat(comparison.baseline()).isEqualTo(SampleResults.DENSE + " on scnn");
            assertThat(comparison.beta()).isEqualTo(0.5);
        });
    }
}

package archsim.validation.machine;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.energy.Action;
import archsim.energy.DataType;
import archsim.engine.machines.sigma.Sigma;
import archsim.engine.plan.LayerPlan;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Runs of STONNE's SIGMA, drawn again from its own random numbers. */
class SigmaRunTest {

    /** The first three of {@code rand()}, which every C programmer on Linux has seen. */
    @Test
    void theGeneratorIsThatOfTheGnuCLibrary() {
        var random = new StonneRandom();
        assertThat(new int[] {random.next(), random.next(), random.next()})
                .containsExactly(1_804_289_383, 846_930_886, 1_681_692_777);
    }

    private static long accesses(LayerPlan plan, DataType type, boolean write) {
        long[] accesses = {0};
        plan.onChip().forEach((key, count) -> {
            boolean asked = key.action() instanceof Action.SramAccess access && access.write() == write;
            accesses[0] += asked && key.dataType() == type ? count : 0;
        });
        return accesses[0];
    }

    /** Where the networks take a value for each multiplier in a cycle, the cycles are the tool's, one by one. */
    @ParameterizedTest
    @CsvFileSource(resources = "stonne-sigma.csv", useHeadersInDisplayName = true)
    void cyclesAndReadsAreThoseOfStonne(
            int rows,
            int columns,
            int window,
            int leftSparsity,
            int rightSparsity,
            String stationary,
            int multipliers,
            int bandwidth,
            long cycles,
            long iterations,
            long weightReads,
            long inputReads) {
        var run = new SigmaRun(
                rows,
                columns,
                window,
                leftSparsity,
                rightSparsity,
                SigmaRun.Side.valueOf(stationary.toUpperCase(Locale.ROOT)),
                multipliers,
                bandwidth,
                SigmaRun.Quantity.CYCLES);
        var sigma = Sigma.stonne(bandwidth);
        LayerPlan plan = sigma.plan(run.layer(), run.machine());
        assertThat(sigma.iterations(run.layer(), run.machine())).isEqualTo(iterations);
        assertThat(accesses(plan, DataType.WEIGHTS, false)).isEqualTo(weightReads);
        assertThat(accesses(plan, DataType.INPUTS, false)).isEqualTo(inputReads);
        if (multipliers == bandwidth) {
            assertThat(plan.computeCycles()).isEqualTo(cycles);
        }
    }
}

package archsim.reports.chart;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.engine.run.result.RunResult;
import archsim.engine.run.result.SimulationResult;
import archsim.reports.SampleResults;
import java.util.OptionalDouble;
import org.jfree.chart.plot.XYPlot;
import org.jfree.data.xy.XYDataset;
import org.junit.jupiter.api.Test;

class AccuracyChartTest {

    private static RunResult of(int run, double accuracy) {
        RunResult base = SampleResults.three().runs().get(run);
        return RunResult.of(base.workload(), base.accelerator(), OptionalDouble.of(accuracy), base.layers());
    }

    private static XYPlot plot(SimulationResult result) {
        return (XYPlot)
                AccuracyChart.of(result, "").orElseThrow().panels().get(0).getPlot();
    }

    /** The pruned models keep 110 and 130 of 800 weights; the second needs more bytes and is less accurate. */
    @Test
    void theLineJoinsThoseThatNoOtherBeatsInBoth() {
        XYDataset drawn =
                plot(SampleResults.of(of(0, 0.99), of(1, 0.98), of(2, 0.97))).getDataset();
        assertThat(drawn.getSeriesCount()).isEqualTo(4);
        assertThat(drawn.getItemCount(0)).isEqualTo(2);
        assertThat(drawn.getYValue(0, 0)).isEqualTo(98);
        assertThat(drawn.getXValue(0, 0)).isEqualTo((7 * 110 + 14) / 8e3);
    }

    @Test
    void allPointsLieWithinTheAxes() {
        XYPlot plot = plot(SampleResults.of(of(0, 1.0), of(1, 0.98)));
        assertThat(plot.getRangeAxis().getRange().contains(100)).isTrue();
        assertThat(plot.getRangeAxis().getRange().contains(98)).isTrue();
        assertThat(plot.getDomainAxis().getRange().contains((7 * 110 + 14) / 8e3))
                .isTrue();
    }

    /** The same model on another machine is the same point, which would hide the first one. */
    @Test
    void workloadsAtOnePlaceAreDrawnOnce() {
        SimulationResult twice = SampleResults.of(of(0, 0.99), of(1, 0.98), of(0, 0.99));
        assertThat(plot(twice).getDataset().getSeriesCount()).isEqualTo(3);
        assertThat(AccuracyChart.of(twice, " Made.").orElseThrow().caption()).endsWith("not drawn again. Made.");
        assertThat(AccuracyChart.of(SampleResults.of(of(0, 0.99), of(0, 0.99)), ""))
                .isEmpty();
    }

    @Test
    void oneAccuracyIsNothingToCompare() {
        assertThat(AccuracyChart.of(SampleResults.three(), "")).isEmpty();
    }
}

package archsim.reports.chart;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.engine.pe.Cause;
import archsim.engine.pe.SlotStack;
import archsim.engine.run.result.SimulationResult;
import archsim.reports.LenetResult;
import archsim.reports.SampleResults;
import archsim.reports.plot.Figure;
import jakarta.json.Json;
import org.assertj.core.data.Offset;
import org.jfree.chart.plot.XYPlot;
import org.jfree.data.xy.XYDataset;
import org.junit.jupiter.api.Test;

class RooflineChartTest {

    private static XYDataset drawn(SimulationResult result) {
        Figure figure = RooflineChart.of(result).orElseThrow();
        return ((XYPlot) figure.panels().get(0).getPlot()).getDataset();
    }

    /** Pruned conv1: 20 products in 12 cycles of 5 ns, and 20 bytes of weights and 64 of inputs. */
    @Test
    void aLayerLiesAtItsProductsPerByteAndPerSecond() {
        XYDataset drawn = drawn(SampleResults.three());
        assertThat(drawn.getSeriesCount()).isEqualTo(4);
        assertThat(drawn.getXValue(2, 0)).isCloseTo(20 / 84.0, Offset.offset(1e-12));
        assertThat(drawn.getYValue(2, 0)).isCloseTo(20 / 60.0, Offset.offset(1e-12));
    }

    /**
     * Four multipliers at 200 MHz make 0.8 products a nanosecond. LPDDR4-2400 moves 128 bytes in 8 clocks of 830 ps, 19.28
     * a nanosecond, so that the roof is flat from 0.8 / 19.28 = 0.0415 products a byte on.
     */
    @Test
    void theRoofIsThatOfTheMultipliersAndOfTheMemory() {
        SimulationResult three = SampleResults.three();
        var config = Json.createObjectBuilder().add("memory", "lpddr4-2400").build();
        XYDataset drawn = drawn(SimulationResult.of(three.provenance(), config, three.areaMm2(), three.runs()));
        int last = drawn.getItemCount(0) - 1;
        assertThat(drawn.getYValue(0, last)).isCloseTo(0.8, Offset.offset(1e-12));
        assertThat(drawn.getXValue(0, last - 1)).isCloseTo(0.8 * 8 * 0.83 / 128, Offset.offset(1e-9));
    }

    /** With a memory a hundred times as slow, 0.1928 bytes a nanosecond, the roof slopes from left of the least point on. */
    @Test
    void theRoofSlopesFromTheLeftOfAllPointsToItsRidge() {
        SimulationResult three = SampleResults.three();
        var memory = Json.createObjectBuilder()
                .add("base", "lpddr4-2400")
                .add("timing", Json.createObjectBuilder().add("tCkPs", 83_000));
        var config = Json.createObjectBuilder().add("memory", memory).build();
        XYDataset drawn = drawn(SimulationResult.of(three.provenance(), config, three.areaMm2(), three.runs()));
        double least = Double.MAX_VALUE;
        for (int series = 1; series < drawn.getSeriesCount(); series++) {
            for (int item = 0; item < drawn.getItemCount(series); item++) {
                least = Math.min(least, drawn.getXValue(series, item));
            }
        }
        double gbPerSecond = 128 / (8 * 83.0);
        assertThat(drawn.getItemCount(0)).isEqualTo(3);
        assertThat(drawn.getXValue(0, 0)).isCloseTo(least / 1.6, Offset.offset(1e-9));
        assertThat(drawn.getYValue(0, 0)).isCloseTo(least / 1.6 * gbPerSecond, Offset.offset(1e-9));
        assertThat(drawn.getXValue(0, 1)).isCloseTo(0.8 / gbPerSecond, Offset.offset(1e-9));
        assertThat(drawn.getYValue(0, 1)).isCloseTo(0.8, Offset.offset(1e-12));
        assertThat(drawn.getXValue(0, 2)).isCloseTo(1.6 * 0.8 / gbPerSecond, Offset.offset(1e-9));
    }

    /** The sample's memory is a name and nothing else. */
    @Test
    void aMemoryThatCannotBeReadLeavesTheRoofFlatAndTheCaptionSaysSo() {
        Figure figure = RooflineChart.of(SampleResults.three()).orElseThrow();

        assertThat(drawn(SampleResults.three()).getItemCount(0)).isEqualTo(2);
        assertThat(figure.caption()).contains("Without a slope: the configuration of this result has no memory");
    }

    @Test
    void noLayerLiesAboveTheMultipliers() {
        XYDataset drawn = drawn(LenetResult.result());
        double peak = drawn.getYValue(0, drawn.getItemCount(0) - 1);
        for (int series = 1; series < drawn.getSeriesCount(); series++) {
            for (int item = 0; item < drawn.getItemCount(series); item++) {
                assertThat(drawn.getYValue(series, item)).isLessThanOrEqualTo(peak);
            }
        }
    }

    @Test
    void workloadsOfOneNameAreTwoSeries() {
        var run = LenetResult.result().runs().get(0);
        assertThat(drawn(SampleResults.of(run, run)).getSeriesCount()).isEqualTo(3);
    }

    @Test
    void nothingIsDrawnWhereNothingWasMade() {
        var idle = SampleResults.metrics(SlotStack.NONE.lost(Cause.DRAM_STALL, 400), 800, 0, 0, 400, 0, 1);
        assertThat(RooflineChart.of(SampleResults.of(SampleResults.run("w", SampleResults.layer("fc1", "", idle)))))
                .isEmpty();
    }
}

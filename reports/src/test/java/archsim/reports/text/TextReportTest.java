package archsim.reports.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import archsim.base.table.ResultTable;
import archsim.engine.pe.Cause;
import archsim.engine.pe.SlotStack;
import archsim.engine.run.result.RunResult;
import archsim.reports.LenetResult;
import archsim.reports.SampleResults;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextReportTest {

    private static String headers(ResultTable table) {
        return table.columns().stream().map(column -> column.header()).toList().toString();
    }

    @Test
    void noLineIsWiderThanTheTerminal() {
        assertThat(TextReport.of(LenetResult.result()).lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(120));
    }

    @Test
    void longNamesAreCutInTheMiddleAndNumbersNever() {
        String name = "x".repeat(150) + "-structured";
        var result = SampleResults.of(
                SampleResults.run(name, SampleResults.layer("conv1", "", SampleResults.dense(123_456_789, 800, 400))));
        String text = TextReport.of(result);
        assertThat(text.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(120));
        assertThat(text).contains("..").contains("structured  123,456,789      617.3");
    }

    /** By hand: 1000 cycles of 5 ns are 5 us; the pruned run takes 62, so it is 1000/62 = 16.13 times faster. */
    @Test
    void theSummaryComparesEachWorkloadWithTheFirst() {
        List<List<Object>> rows = SummaryTables.summary(SampleResults.three()).rows();
        assertThat(rows).hasSize(3);
        assertThat(rows.get(0)).startsWith(SampleResults.DENSE, 1000L, 5000.0).endsWith(1.0, 1.0, 1.0);
        assertThat(rows.get(1)).contains(1000.0 / 62);
    }

    /** Stored bits 3 x 550 + 4 x 550 + 2 x 7 = 3864 are 483 bytes. */
    @Test
    void storageIsInBytesWithTheBitsThatEachKeptWeightTakes() {
        ResultTable storage = SummaryTables.storage(SampleResults.three());
        assertThat(storage.rows().get(0))
                .containsExactly(SampleResults.DENSE, 550L, 206.25, 275.0, 1.75, 0.0, 483.0, 3864.0 / 550);
    }

    /** Two layers of 64 bytes of inputs each, and a byte of weights for each of the 550 that are kept. */
    @Test
    void trafficIsShownByDataType() {
        ResultTable traffic = SummaryTables.dram(SampleResults.three());
        assertThat(headers(traffic)).contains("weights", "indices", "inputs", "total");
        assertThat(traffic.rows().get(0))
                .startsWith(SampleResults.DENSE, 550L)
                .contains(128L, "-")
                .endsWith(678L);
        assertThat(TextReport.of(SampleResults.three())).contains("DRAM traffic (bytes, both directions)");
    }

    /** CONV alone: 100 cycles over 12, and 100 weights of which 20 are kept: alpha 5, PPR 0.6. */
    @Test
    void pprIsPrintedWithItsAlphaForTheNetworkAndForItsConvolutions() {
        ResultTable ppr = SummaryTables.ppr(SampleResults.three());
        assertThat(ppr.rows()).extracting(row -> row.get(1)).containsExactly("network", "CONV", "network", "CONV");
        assertThat((double) ppr.rows().get(1).get(3)).isEqualTo(5.0);
        assertThat((double) ppr.rows().get(1).get(6)).isCloseTo(0.6, offset(1e-12));
        assertThat(ppr.title()).contains(SampleResults.DENSE);
    }

    @Test
    void theLossFactorsMultiplyToThePprByKeptMacs() {
        var result = SampleResults.three();
        List<Object> row = SummaryTables.lossFactors(result).rows().get(0);
        assertThat((double) row.get(row.size() - 1))
                .isCloseTo(result.comparisons().get(0).ppr().macsWeights(), offset(1e-9));
    }

    /** conv1: 20 6 10 4 2 1 1 4 slots of four multipliers are 12 cycles; 5, 1.5, 2.5, 1, .5, .25, .25, 1 by cause. */
    @Test
    void theCyclesOfAStackAreWholeAndSumToTheCyclesOfTheLayer() {
        List<Object> row = RunTables.cycleStack(run(1)).rows().get(0);
        assertThat(row).containsExactly("conv1", 12L, 5L, 2L, 3L, 1L, 0L, 0L, 0L, 1L);
        assertThat(RunTables.cycleStack(run(1)).rows().get(1)).startsWith("", "%", "41.7", "12.5");
    }

    @Test
    void causesThatNeverOccurAreLeftOut() {
        assertThat(headers(RunTables.cycleStack(run(2))))
                .isEqualTo("[layer, cycles, useful, fragmentation, fill, dramStall]");
    }

    /** Bounds are three quarters of 12 and of 50 cycles, 9 + 37 = 46; 62 cycles are 16/46 = 34.8 % above it. */
    @Test
    void theGapIsWhatContentionAddsToTheBound() {
        List<Object> total = RunTables.layers(run(1)).rows().get(2);
        assertThat(total).contains(62L, 46L, 100.0 * 16 / 46);
    }

    @Test
    void machinesWithOneModeShowNoModes() {
        var result = SampleResults.of(
                SampleResults.run("w", SampleResults.layer("conv1", "", SampleResults.dense(10, 8, 8))));
        assertThat(headers(RunTables.layers(result.runs().get(0)))).doesNotContain("mode");
    }

    @Test
    void energyIsSplitByComponentAndDataTypeAndSumsToTheTotal() {
        ResultTable energy = RunTables.energy(run(0));
        assertThat(headers(energy))
                .isEqualTo("[component, weights, indices, inputs, outputs, psums, total, share (%)]");
        // Two layers at a unit of 800 pJ, in nJ: weightBuffer 3 + 1, all 16.5 units a layer.
        assertThat(energy.rows().get(1)).containsExactly("weightBuffer", 4.8, 1.6, "-", "-", "-", 6.4, 100 * 4 / 16.5);
        assertThat(energy.rows().get(3).get(6)).isEqualTo(26.4);
    }

    @Test
    void aRunThatDidNothingUsefulIsShownWithDashes() {
        var idle = SampleResults.metrics(SlotStack.NONE.lost(Cause.DRAM_STALL, 4), 800, 2, 0, 400, 1, 0);
        var result = SampleResults.of(
                SampleResults.run("dense", SampleResults.layer("conv1", "", SampleResults.dense(100, 800, 400))),
                SampleResults.run("blank", SampleResults.layer("conv1", "", idle)));
        assertThat(TextReport.of(result)).doesNotContain("NaN").doesNotContain("Infinity");
    }

    /** 0.9944 of the dense model; the others' is not known. */
    @Test
    void accuracyIsToldWhereItIsKnown() {
        assertThat(TextReport.of(SampleResults.three()))
                .contains("\nAccuracy on the test set (%): " + SampleResults.DENSE + " 99.44\n");
    }

    @Test
    void theReportEndsWithWhatItWasMadeFrom() {
        assertThat(TextReport.of(SampleResults.three()))
                .startsWith("sticker, event fidelity, memory lpddr4-2400\n")
                .contains("Made by archsim 0.1.0 (commit 0123456789ab), seed 1, configuration cccccccccccc\n")
                .endsWith("Prices: CACTI 7, 65 nm SRAM\nPrices: Micron LPDDR4 data sheet\n");
    }

    private static RunResult run(int index) {
        return SampleResults.three().runs().get(index);
    }
}

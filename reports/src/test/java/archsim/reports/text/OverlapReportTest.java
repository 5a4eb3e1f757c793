package archsim.reports.text;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.engine.run.result.LayerResult;
import archsim.engine.run.result.Overlapped;
import archsim.engine.run.result.RunResult;
import archsim.engine.run.result.SimulationResult;
import archsim.reports.SampleResults;
import archsim.reports.result.LayersCsv;
import archsim.reports.result.ResultJson;
import archsim.reports.result.ResultReader;
import archsim.reports.words.MachineText;
import org.junit.jupiter.api.Test;

/** Two layers of 400 cycles, the second of which would take 100 more by itself, and fetches 640 bytes early. */
class OverlapReportTest {

    private static LayerResult layer(String name) {
        return SampleResults.layer(name, "", SampleResults.dense(400, 800, 400));
    }

    private static final SimulationResult OVERLAPPING = SampleResults.of(SampleResults.run(
            SampleResults.DENSE,
            layer("conv1").overlapped(Overlapped.NOTHING),
            layer("fc1").overlapped(new Overlapped(100, 640))));

    private static final SimulationResult ALONE =
            SampleResults.of(SampleResults.run(SampleResults.DENSE, layer("conv1"), layer("fc1")));

    @Test
    void aRunGainsWhatItsLayersGain() {
        RunResult run = OVERLAPPING.runs().get(0);
        assertThat(run.overlapped()).contains(new Overlapped(100, 640));
        assertThat(ALONE.runs().get(0).overlapped()).isEmpty();
    }

    @Test
    void theCycleStackHasAColumnOfItsOwn() {
        String text = TextReport.of(OVERLAPPING);
        assertThat(text)
                .containsPattern("layer +cycles +useful +dramStall +overlapped")
                .containsPattern("fc1 +400 +25 +375 +100")
                .containsPattern("total +800 +50 +750 +100")
                .containsPattern("% +6.3 +93.8 +12.5");
        assertThat(TextReport.of(ALONE)).doesNotContain("overlap");
    }

    @Test
    void whatOverlapsIsSaidInASentence() {
        assertThat(MachineText.of(OVERLAPPING))
                .anyMatch(sentence ->
                        sentence.startsWith("Layers overlap: ") && sentence.endsWith(": 100 of 900 cycles saved"));
    }

    @Test
    void explainHasALineForEachLayer() {
        assertThat(CyclesExplanation.text(OVERLAPPING)).contains("\noverlapped: not among the cycles");
        assertThat(CyclesExplanation.text(ALONE)).doesNotContain("overlapped");
        assertThat(CyclesExplanation.table(OVERLAPPING).rows())
                .anyMatch(row -> row.toString().contains("fc1, overlapped, 400, 100.0, 0.25"));
    }

    @Test
    void filesHaveItAndAreReadAgain() {
        String json = ResultJson.of(OVERLAPPING);
        assertThat(ResultJson.of(ResultReader.read("result.json", json))).isEqualTo(json);
        assertThat(json).contains("\"savedCycles\": 100").contains("\"earlyBytes\": 640");
        assertThat(LayersCsv.of(OVERLAPPING)).contains("overlap.savedCycles,overlap.earlyBytes");
        assertThat(LayersCsv.of(ALONE)).doesNotContain("overlap");
        assertThat(ResultJson.of(ALONE)).doesNotContain("overlap");
    }
}

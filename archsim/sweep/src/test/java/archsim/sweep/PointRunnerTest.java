package archsim.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doNothing;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import archsim.engine.run.RunCache;
import archsim.engine.run.RunSetup;
import archsim.engine.run.result.Metrics;
import archsim.engine.run.result.SimulationResult;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PointRunnerTest {

    private static final String TOO_WIDE = "{\"pointer\": \"/workloads/1/weightBits\", \"values\": [8, 9]}";

    private static PointRows run(Sweep sweep, int threads, RunCache cache) {
        Columns columns = SweepCheck.check(sweep, cache);
        var rows = new PointRows(sweep.size());
        new LocalRunner(threads).run(new PointRunner(sweep, columns, cache), rows.missing(), rows::put);
        return rows;
    }

    private static String csv(Sweep sweep, PointRows rows) throws IOException {
        var text = new StringWriter();
        SweepFiles.writeCsv(text, SweepCheck.check(sweep, RunCache.none()), rows);
        return text.toString();
    }

    /** What a point says is what {@code archsim run} says of its configuration. */
    @Test
    void aPointIsARun() {
        Sweep sweep = SampleSweeps.read(SampleSweeps.AXES);
        Columns columns = SweepCheck.check(sweep, RunCache.none());
        PointRow row = run(sweep, 1, RunCache.ofBytes(64 << 20)).get(4);

        String config = sweep.config(sweep.values(sweep.steps(4))).toString();
        SimulationResult single =
                RunSetup.read("run.json", config, Path.of(""), Optional.empty()).simulate("0", "unknown");

        Metrics totals = single.runs().get(1).totals();
        assertThat(row.number(columns.column(1, "cycles"))).hasValue((double) totals.cycles());
        assertThat(row.number(columns.column(1, "energyTotalPj")))
                .hasValue(totals.energy().totalPj());
        assertThat(row.number(columns.column(1, "beta")))
                .hasValue(single.comparisons().get(0).beta());
        assertThat(row.number(columns.column(1, "ppr.macsWeightsActivations")))
                .hasValue(single.comparisons().get(0).ppr().macsWeightsActivations());
        assertThat(row.status()).isEqualTo(PointStatus.DONE);
    }

    @Test
    void neitherThreadsNorTheCacheShowInTheResult() throws IOException {
        Sweep sweep = SampleSweeps.read(SampleSweeps.AXES);
        String single = csv(sweep, run(sweep, 1, RunCache.none()));

        assertThat(csv(sweep, run(sweep, 2, RunCache.ofBytes(64 << 20)))).isEqualTo(single);
        assertThat(csv(sweep, run(sweep, 5, RunCache.ofBytes(1 << 20)))).isEqualTo(single);
    }

    /** The multipliers take 8 bits. */
    @Test
    void anInfeasiblePointIsARowWithItsReason() {
        PointRows rows = run(SampleSweeps.read(TOO_WIDE), 1, RunCache.none());

        assertThat(rows.get(0).status()).isEqualTo(PointStatus.DONE);
        assertThat(rows.get(1).status()).isEqualTo(PointStatus.INFEASIBLE);
        assertThat(rows.get(1).reason())
                .startsWith("pruned: layer conv1 and 3 more cannot run on this machine: its weights have 9 bits");
        assertThat(rows.get(1).text(2)).as("cycles of the dense workload").isNotEmpty();
    }

    @Test
    void valuesThatDoNotGoTogetherAreARowWithTheirReason() {
        PointRows rows = run(SampleSweeps.read(SampleSweeps.SIX_OF_FOUR), 1, RunCache.none());

        assertThat(rows.get(0).status()).isEqualTo(PointStatus.INVALID);
        assertThat(rows.get(0).reason()).contains("n must be at most m, was 6 of 4");
        assertThat(rows.get(1).status()).isEqualTo(PointStatus.DONE);
    }

    @Test
    void aRowThatCannotBeKeptEndsTheSweep() {
        Sweep sweep = SampleSweeps.read(SampleSweeps.AXES);
        Columns columns = SweepCheck.check(sweep, RunCache.none());
        var sink = mock(PointSink.class);
        doNothing()
                .doThrow(new UncheckedIOException(new IOException("No space left on device")))
                .when(sink)
                .accept(any());

        assertThatThrownBy(() -> new LocalRunner(1)
                        .run(new PointRunner(sweep, columns, RunCache.none()), new int[] {0, 1, 2}, sink))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("No space left");
        verify(sink, times(2)).accept(any());
    }
}

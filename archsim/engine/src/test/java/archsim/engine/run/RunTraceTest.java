package archsim.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archsim.energy.DataType;
import archsim.engine.run.result.Metrics;
import archsim.engine.run.result.RunResult;
import archsim.engine.run.trace.LayerTrace;
import archsim.engine.run.trace.TraceSpan;
import archsim.engine.run.trace.TraceTrack;
import archsim.engine.run.trace.TraceTrack.Group;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Traces tell what the simulation did, on lines where nothing overlaps. */
class RunTraceTest {

    private static final String CONFIG = """
            {"schemaVersion": 1, "accelerator": "sticker", "memory": "lpddr4-2400",
             "workloads": [{"model": "lenet5-mnist-dense"}], "fidelity": "FIDELITY"}
            """;

    private static RunSetup setup(String fidelity) {
        return RunSetup.read("run.json", CONFIG.replace("FIDELITY", fidelity), Path.of(""), Optional.empty());
    }

    private static RunTrace trace(int mostSpans) {
        RunSetup setup = setup("event");
        return RunTrace.of(setup, 0, setup.run(0).result(), mostSpans);
    }

    private static Map<TraceTrack, List<TraceSpan>> byTrack(LayerTrace layer) {
        return layer.spans().stream().collect(Collectors.groupingBy(TraceSpan::track));
    }

    @Test
    void nothingOverlapsOnALineAndNothingOutlivesItsLayer() {
        for (int mostSpans : List.of(10_000, 40)) {
            for (LayerTrace layer : trace(mostSpans).layers()) {
                long endPs = layer.cycles() * layer.clockPeriodPs();
                byTrack(layer).forEach((track, spans) -> {
                    long free = 0;
                    for (TraceSpan span : spans) {
                        assertThat(span.startPs())
                                .as("%s %s", layer.layer(), span)
                                .isGreaterThanOrEqualTo(free);
                        assertThat(span.endPs()).isLessThanOrEqualTo(endPs);
                        free = span.endPs();
                    }
                });
            }
        }
    }

    /** Every burst that the run paid for is on the bus of a channel once, and in a transfer once. */
    @Test
    void allBurstsAndTheLastCycleAreThere() {
        RunSetup setup = setup("event");
        RunResult run = setup.run(0).result();
        RunTrace trace = RunTrace.of(setup, 0, run, 10_000);

        for (int i = 0; i < run.layers().size(); i++) {
            LayerTrace layer = trace.layers().get(i);
            Metrics metrics = run.layers().get(i).metrics();
            long bytes = metrics.dramBytes().values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            long bursts = bytes / setup.memory().geometry().burstBytes();
            assertThat(layer.cycles()).isEqualTo(metrics.cycles());
            assertThat(amount(layer, Group.DRAM)).isEqualTo(bursts);
            assertThat(amount(layer, Group.DMA)).isEqualTo(bursts);
            assertThat(layer.sampled()).isFalse();
            long lastPs =
                    layer.spans().stream().mapToLong(TraceSpan::endPs).max().orElseThrow();
            assertThat(lastPs)
                    .isBetween((layer.cycles() - 1) * layer.clockPeriodPs(), layer.cycles() * layer.clockPeriodPs());
        }
    }

    private static long amount(LayerTrace layer, Group group) {
        return layer.spans().stream()
                .filter(span -> span.track().group() == group)
                .mapToLong(TraceSpan::amount)
                .sum();
    }

    @Test
    void aTraceKeepsWithinItsRoomAndSaysWhatItLeavesOut() {
        List<LayerTrace> layers = trace(40).layers();

        assertThat(layers).allSatisfy(layer -> assertThat(layer.spans()).hasSizeLessThanOrEqualTo(40));
        assertThat(layers).anySatisfy(layer -> {
            assertThat(layer.every()).isGreaterThan(1);
            assertThat(layer.sampled()).isTrue();
        });
        assertThat(layers)
                .allSatisfy(layer -> assertThat(layer.spans()).allMatch(span -> span.tile() % layer.every() == 0));
        assertThat(trace(40)).isEqualTo(trace(40));
    }

    @Test
    void aBoundHasNoEvents() {
        RunSetup setup = setup("analytical");
        RunResult run = setup.run(0).result();

        assertThat(run.totals().dramBytes()).containsKey(DataType.WEIGHTS);
        assertThatThrownBy(() -> RunTrace.of(setup, 0, run, 10)).isInstanceOf(IllegalArgumentException.class);
    }
}

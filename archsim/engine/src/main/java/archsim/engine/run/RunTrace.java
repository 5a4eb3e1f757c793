package archsim.engine.run;

import archsim.base.RootLocale;
import archsim.engine.plan.LayerPlan;
import archsim.engine.run.config.Fidelity;
import archsim.engine.run.pipeline.MemoryOutcome;
import archsim.engine.run.result.LayerResult;
import archsim.engine.run.result.RunResult;
import archsim.engine.run.trace.LayerRecorder;
import archsim.engine.run.trace.LayerTrace;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Workload;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the layers of a workload did, one after the other.
 *
 * @param layers in order
 */
public record RunTrace(String workload, List<LayerTrace> layers) {

    public RunTrace {
        layers = List.copyOf(layers);
    }

    /**
     * Simulates a finished run once more and takes notes.
     *
     * @param run of the workload at {@code index} by events; its cycles come out again
     * @param mostSpansOfLayer beyond which tiles are left out
     * @throws IllegalArgumentException if the setup does not simulate events
     */
    public static RunTrace of(RunSetup setup, int index, RunResult run, int mostSpansOfLayer) {
        if (setup.fidelity() != Fidelity.EVENT) {
            throw new IllegalArgumentException("only events can be traced, the fidelity is " + setup.fidelity());
        }
        Workload workload = setup.workloads().get(index).make();
        return new RunTrace(
                run.workload(),
                IntStream.range(0, workload.layers().size())
                        .parallel()
                        .mapToObj(i -> layer(
                                setup, workload.layers().get(i), run.layers().get(i), mostSpansOfLayer))
                        .toList());
    }

    private static LayerTrace layer(RunSetup setup, LayerWorkload layer, LayerResult result, int mostSpans) {
        LayerPlan plan = setup.plan(layer);
        long periodPs = setup.accelerator().clockPeriodPs();
        var recorder = new LayerRecorder(setup.memory(), periodPs, mostSpans);
        MemoryOutcome outcome = MemoryOutcome.simulated(plan, setup.accelerator(), setup.memory(), recorder);
        if (outcome.cycles() != result.metrics().cycles()) {
            throw new IllegalStateException(RootLocale.format(
                    "traced, layer %s took %d cycles in place of %d",
                    result.name(), outcome.cycles(), result.metrics().cycles()));
        }
        return recorder.trace(
                result.name(),
                outcome.cycles(),
                plan.tiles().size(),
                plan.tiles().get(0).lanes());
    }
}

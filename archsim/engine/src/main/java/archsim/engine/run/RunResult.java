package archsim.engine.run;

import java.util.List;

/**
 * One workload on one machine.
 *
 * @param totals sum of the layers
 */
public record RunResult(String workload, String accelerator, Figures totals, List<LayerResult> layers) {

    public RunResult {
        layers = List.copyOf(layers);
    }

    /** The run of {@code layers}, one after the other. */
    public static RunResult of(String workload, String accelerator, List<LayerResult> layers) {
        Figures totals =
                layers.stream().map(LayerResult::figures).reduce(Figures::then).orElseThrow();
        return new RunResult(workload, accelerator, totals, layers);
    }
}

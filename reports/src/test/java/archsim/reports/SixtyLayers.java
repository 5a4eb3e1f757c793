package archsim.reports;

import archsim.engine.run.result.LayerResult;
import archsim.engine.run.result.RunResult;
import archsim.engine.run.result.SimulationResult;
import java.util.List;
import java.util.stream.IntStream;

/** Three workloads of sixty layers each, those of {@link LenetResult} again and again. */
public final class SixtyLayers {

    private SixtyLayers() {}

    public static SimulationResult result() {
        return SampleResults.of(LenetResult.result().runs().stream()
                .map(run -> RunResult.of(run.workload(), run.accelerator(), layers(run.layers())))
                .toArray(RunResult[]::new));
    }

    private static List<LayerResult> layers(List<LayerResult> four) {
        return IntStream.range(0, 60)
                .mapToObj(i -> {
                    LayerResult layer = four.get(i % four.size());
                    return new LayerResult(
                            "layer%d".formatted(i + 1),
                            layer.mode(),
                            layer.convolution(),
                            layer.storageFormat(),
                            layer.operands(),
                            layer.metrics(),
                            layer.actions());
                })
                .toList();
    }
}

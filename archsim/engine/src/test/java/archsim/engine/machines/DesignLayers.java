package archsim.engine.machines;

import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.engine.plan.Dataflow;
import archsim.workloads.LayerWorkload;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Every design that ships with every layer that it is made for. */
public final class DesignLayers {

    private DesignLayers() {}

    /** Pairs of a design's name and a layer. */
    public static Stream<Arguments> of(Supplier<Stream<LayerWorkload>> layers) {
        List<LayerWorkload> all = layers.get().toList();
        return AcceleratorLibrary.names().stream().flatMap(design -> {
            Dataflow dataflow = AcceleratorLibrary.find(design).dataflow();
            return all.stream().filter(layer -> dataflow.runs(layer.layer())).map(layer -> Arguments.of(design, layer));
        });
    }

    /** Whether {@code design} runs layers of that form. */
    static boolean isMadeFor(String design, LayerWorkload layer) {
        return AcceleratorLibrary.find(design).dataflow().runs(layer.layer());
    }
}

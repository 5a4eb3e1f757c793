package archsim.engine.machines;

import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.workloads.LayerKind;
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
        return AcceleratorLibrary.names().stream().flatMap(design -> all.stream()
                .filter(layer -> isMadeFor(design, layer))
                .map(layer -> Arguments.of(design, layer)));
    }

    /** EIE multiplies matrices of weights with vectors, nothing else. */
    static boolean isMadeFor(String design, LayerWorkload layer) {
        return !design.equals("eie") || layer.layer().kind() == LayerKind.LINEAR;
    }
}

package archsim.workloads.model;

import archsim.base.json.Range;
import archsim.base.json.StrictJson;
import archsim.workloads.Layer;
import java.util.HashSet;
import java.util.List;

/**
 * The layers of a network that does not ship; without them its model could not be read again.
 *
 * @param layers in the order of execution, names unique
 */
public record EmbeddedNetwork(@Range(min = 1, max = 1) int schemaVersion, List<EmbeddedLayer> layers) {

    public EmbeddedNetwork {
        layers = List.copyOf(layers);
        var names = new HashSet<String>();
        for (EmbeddedLayer layer : layers) {
            if (!names.add(layer.name())) {
                throw new IllegalArgumentException("names of layers must be unique, was twice " + layer.name());
            }
        }
        if (layers.isEmpty()) {
            throw new IllegalArgumentException("a network needs at least one layer");
        }
    }

    static EmbeddedNetwork of(List<Layer> layers) {
        return new EmbeddedNetwork(1, layers.stream().map(EmbeddedLayer::of).toList());
    }

    List<Layer> toLayers() {
        return layers.stream().map(EmbeddedLayer::layer).toList();
    }

    String toJson() {
        return StrictJson.write(this);
    }
}

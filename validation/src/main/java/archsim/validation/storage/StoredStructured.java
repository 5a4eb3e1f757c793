package archsim.validation.storage;

import archsim.base.RootLocale;
import archsim.base.json.Range;
import archsim.validation.fact.Measurement;
import archsim.workloads.Layer;
import archsim.workloads.LayerShape;
import archsim.workloads.Mask;
import archsim.workloads.network.Network;
import archsim.workloads.network.Networks;
import archsim.workloads.storage.StorageBits;
import archsim.workloads.storage.Structured;
import java.util.List;
import java.util.Map;

/**
 * What storing the CONV layers of a network takes when whole filters and columns are left.
 *
 * @param network its name
 * @param kept for each CONV layer, by name, how many filters and columns
 */
public record StoredStructured(
        String network, @Range(min = 1, max = 32) int weightBits, Map<String, Kept> kept, StoredQuantity quantity)
        implements Measurement {

    /** What is left of a layer; which filters and columns they are makes no difference to its size. */
    public record Kept(
            @Range(min = 1, max = 65536) int filters,
            @Range(min = 1, max = 65536) int columns) {}

    public StoredStructured {
        kept = Map.copyOf(kept);
    }

    @Override
    public double value() {
        Network layers = Networks.shipped(network);
        List<Layer> convolutions =
                layers.layers().stream().filter(Layer::isConvolution).toList();
        List<LayerShape> shapes = convolutions.stream().map(Layer::shape).toList();
        StorageBits bits = convolutions.stream()
                .map(layer -> new Structured().size(mask(layer), layer.shape(), weightBits))
                .reduce(StorageBits.NONE, StorageBits::plus);
        return quantity.of(bits, shapes);
    }

    private Mask mask(Layer layer) {
        Kept left = kept.get(layer.name());
        if (left == null) {
            throw new IllegalStateException(RootLocale.format("what is kept of %s is not said", layer.name()));
        }
        int width = Math.toIntExact(layer.shape().weightsPerFilter());
        return Mask.of(
                Math.toIntExact(layer.shape().weights()),
                i -> i / width < left.filters() && i % width < left.columns());
    }
}

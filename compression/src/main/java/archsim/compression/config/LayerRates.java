package archsim.compression.config;

import archsim.compression.network.LayerSpec;
import archsim.compression.network.NetworkModel;
import archsim.workloads.Scheme;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/** Puts counts in the place of the rates of layers. */
public final class LayerRates {

    private LayerRates() {}

    /** {@code config} without rates of layers; what cannot have one keeps it. */
    public static CompressionConfig counted(CompressionConfig config, NetworkModel network) {
        return config.withRounds(
                config.rounds().stream()
                        .map(round -> round.withLayers(counted(round.layers(), network, config.schemeOf(round))))
                        .toList(),
                config.search().map(search -> search.withPrior(counted(search.prior(), network, config.scheme()))));
    }

    /** The same of targets by layer. */
    static Map<String, LayerTarget> counted(Map<String, LayerTarget> targets, NetworkModel network, Scheme scheme) {
        var counted = new LinkedHashMap<>(targets);
        for (LayerSpec layer : network.layers()) {
            counted.computeIfPresent(layer.name(), (name, target) -> counted(target, layer, scheme));
        }
        return counted;
    }

    private static LayerTarget counted(LayerTarget target, LayerSpec layer, Scheme scheme) {
        if (target.rate().isEmpty()) {
            return target;
        }
        double rate = target.rate().getAsDouble();
        return switch (scheme) {
            case NON_STRUCTURED ->
                LayerTarget.keeping(part(layer.weights(), rate).getAsInt());
            case FILTER ->
                target.with(part(layer.filters(), rate), target.columns(), target.channels(), target.kernels());
            case COLUMN ->
                target.with(target.filters(), part(layer.columns(), rate), target.channels(), target.kernels());
            case CHANNEL ->
                target.with(target.filters(), target.columns(), part(layer.channels(), rate), target.kernels());
            case PATTERN -> {
                int kernels = layer.weights() / (layer.kernel() * layer.kernel());
                yield target.with(target.filters(), target.columns(), target.channels(), part(kernels, rate));
            }
            default -> target;
        };
    }

    /** At least one. */
    private static OptionalInt part(int all, double rate) {
        return OptionalInt.of((int) Math.max(1, Math.round(all / rate)));
    }
}

package archsim.workloads.imports;

import archsim.workloads.Scheme;
import archsim.workloads.network.Network;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the user says of a file to import.
 *
 * @param network that the tensors belong to, if one is described
 * @param height of the first layer's input; empty if not said
 * @param width likewise
 * @param layers what is said of single layers, by name
 * @param scheme regularity of the weights; recognised if empty
 */
public record ImportOptions(
        Optional<Network> network,
        OptionalInt height,
        OptionalInt width,
        Map<String, LayerOption> layers,
        Optional<Scheme> scheme) {

    /** Nothing said. */
    public static final ImportOptions NONE =
            new ImportOptions(Optional.empty(), OptionalInt.empty(), OptionalInt.empty(), Map.of(), Optional.empty());

    public ImportOptions {
        layers = Map.copyOf(layers);
    }
}

package archsim.workloads.imports;

import archsim.workloads.Scheme;
import archsim.workloads.imports.onnx.Answers;
import archsim.workloads.imports.transformer.TokenPass;
import archsim.workloads.network.Network;
import java.util.List;
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
 * @param dimensions extents that a graph leaves open, by symbol or {@code INPUT:AXIS}
 * @param shapes of what nodes of a graph make, by node or output
 * @param pass of a language model, whose products of attention are layers then; one token without them if empty
 * @param only layers of a checkpoint that are wanted; all if empty
 */
public record ImportOptions(
        Optional<Network> network,
        OptionalInt height,
        OptionalInt width,
        Map<String, LayerOption> layers,
        Optional<Scheme> scheme,
        Map<String, Integer> dimensions,
        Map<String, List<Integer>> shapes,
        Optional<TokenPass> pass,
        Optional<LayerNames> only) {

    /** Nothing said. */
    public static final ImportOptions NONE =
            new ImportOptions(Optional.empty(), OptionalInt.empty(), OptionalInt.empty(), Map.of(), Optional.empty());

    public ImportOptions {
        layers = Map.copyOf(layers);
        dimensions = Map.copyOf(dimensions);
        shapes = Map.copyOf(shapes);
    }

    /** Nothing said of a graph. */
    public ImportOptions(
            Optional<Network> network,
            OptionalInt height,
            OptionalInt width,
            Map<String, LayerOption> layers,
            Optional<Scheme> scheme) {
        this(network, height, width, layers, scheme, Map.of(), Map.of());
    }

    /** Nothing said of a language model. */
    public ImportOptions(
            Optional<Network> network,
            OptionalInt height,
            OptionalInt width,
            Map<String, LayerOption> layers,
            Optional<Scheme> scheme,
            Map<String, Integer> dimensions,
            Map<String, List<Integer>> shapes) {
        this(network, height, width, layers, scheme, dimensions, shapes, Optional.empty(), Optional.empty());
    }

    /** The same of a run of a language model. */
    public ImportOptions withPass(Optional<TokenPass> wanted) {
        return new ImportOptions(network, height, width, layers, scheme, dimensions, shapes, wanted, only);
    }

    /** The same of some layers of a checkpoint. */
    public ImportOptions withOnly(Optional<LayerNames> wanted) {
        return new ImportOptions(network, height, width, layers, scheme, dimensions, shapes, pass, wanted);
    }

    /** Whether a layer is wanted. */
    boolean wants(String layer) {
        return only.map(names -> names.fit(layer)).orElse(true);
    }

    /** Whether anything is said that only files of plain tensors or graphs leave open. */
    boolean saysMoreThanACheckpointNeeds() {
        return network.isPresent()
                || height.isPresent()
                || !layers.isEmpty()
                || !dimensions.isEmpty()
                || !shapes.isEmpty();
    }

    /** What is said of a graph. */
    Answers answers() {
        return new Answers(dimensions, height, width, shapes);
    }
}

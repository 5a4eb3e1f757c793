package archsim.workloads.imports.onnx;

import archsim.workloads.Layer;
import archsim.workloads.LayerKind;
import archsim.workloads.LayerShape;
import archsim.workloads.model.ElementType;
import archsim.workloads.network.LayerEntry;
import archsim.workloads.network.MatrixOperand;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Takes the layers of a graph and names them by their weights, or where these are shared, by their nodes too. */
final class LayerSink {

    private final UnaryOperator<String> layerOf;
    private final Set<String> names = new HashSet<>();
    private final List<GraphLayer> layers = new ArrayList<>();

    /** @param layerOf the name of a layer from that of its weights */
    LayerSink(UnaryOperator<String> layerOf) {
        this.layerOf = layerOf;
    }

    int count() {
        return layers.size();
    }

    GraphLayer get(int index) {
        return layers.get(index);
    }

    void replace(int index, GraphLayer layer) {
        layers.set(index, layer);
    }

    List<GraphLayer> layers() {
        return List.copyOf(layers);
    }

    /**
     * A convolution with weights {@code [k][c/groups][r][s]}.
     *
     * @param part that tells the layers of one node apart; may be empty
     */
    void convolution(Node node, String part, LayerShape shape, Constant weights, Optional<Constant> bias) {
        add(node, named(node, part, weights), weights, name -> new Layer(name, shape), bias, shape.k());
    }

    /**
     * A product of {@code rows} activations with weights {@code [heads * columns][reduction]}.
     *
     * @param heads independent products
     */
    void product(
            Node node, long rows, int reduction, int columns, int heads, Constant weights, Optional<Constant> bias) {
        product(node, "", rows, reduction, columns, heads, weights, bias);
    }

    /** The same of a node that makes several layers, distinguished by {@code part}. */
    void product(
            Node node,
            String part,
            long rows,
            int reduction,
            int columns,
            int heads,
            Constant weights,
            Optional<Constant> bias) {
        add(
                node,
                named(node, part, weights),
                weights,
                name -> matrixProduct(name, rows, reduction, columns, heads, MatrixOperand.WEIGHTS),
                bias,
                heads * columns);
    }

    /** A product of {@code rows} activations with the weights {@code [columns][reduction]} of a node, which it is called after. */
    void productOf(Node node, long rows, int reduction, int columns, Constant weights, Optional<Constant> bias) {
        add(
                node,
                node.name(),
                weights,
                name -> matrixProduct(name, rows, reduction, columns, 1, MatrixOperand.WEIGHTS),
                bias,
                columns);
    }

    /** A product of activations with activations. */
    void activations(Node node, String part, long rows, int reduction, int columns, long heads) {
        String name = unique(node.name() + part, node);
        Layer layer = matrixProduct(name, rows, reduction, columns, Math.toIntExact(heads), MatrixOperand.ACTIVATIONS);
        layers.add(new GraphLayer(layer, node.name(), Optional.empty(), Optional.empty()));
    }

    private static Layer matrixProduct(
            String name, long rows, int reduction, int columns, int heads, MatrixOperand times) {
        if (Math.min(Math.min(rows, reduction), Math.min(columns, heads)) < 1) {
            throw new GraphFault(
                    "must multiply at least one element, was %d rows, %d x %d, %d times",
                    rows, reduction, columns, heads);
        }
        return new LayerEntry.MatrixProduct(
                        name, Math.toIntExact(rows), reduction, columns, times, OptionalInt.of(heads))
                .layer();
    }

    private String named(Node node, String part, Constant weights) {
        return layerOf.apply(tensor(node, weights)) + part;
    }

    private static String tensor(Node node, Constant weights) {
        return weights.name().isEmpty() ? node.name() : weights.name();
    }

    private void add(
            Node node,
            String wanted,
            Constant weights,
            Function<String, Layer> layer,
            Optional<Constant> bias,
            int filters) {
        String tensor = tensor(node, weights);
        Layer made = layer.apply(unique(wanted, node));
        if (made.kind() != LayerKind.ACTIVATION_PRODUCT && made.shape().isTooLarge()) {
            throw new GraphFault("weights, inputs and outputs must be fewer than 2^31 each, of %s", tensor);
        }
        Optional<Supplier<float[]>> added =
                bias.filter(known -> known.size() == filters).map(known -> known::floats);
        layers.add(new GraphLayer(made, node.name(), Optional.of(weights(tensor, weights, filters)), added));
    }

    private String unique(String wanted, Node node) {
        String name = wanted;
        for (int i = 2; !names.add(name); i++) {
            name = i == 2 ? wanted + "@" + node.name() : wanted + "@" + node.name() + "#" + i;
        }
        return name;
    }

    /** Integers with their scales where they were dequantised so that each filter has one, else the values. */
    private static GraphLayer.Weights weights(String tensor, Constant weights, int filters) {
        Optional<Codes> codes = weights.quantised().flatMap(Constant.Quantised::codes);
        Optional<Constant.Quantised> behind = weights.quantised()
                .filter(quantised -> codes.isEmpty())
                .filter(quantised -> quantised.scale().size() == 1
                        || (quantised.axis() == 0 && quantised.scale().size() == filters));
        if (behind.isEmpty()) {
            return new GraphLayer.Weights(
                    tensor, weights::floats, weights.type().element(), List.of(), codes);
        }
        Constant levels = behind.get().levels();
        Constant scale = behind.get().scale();
        var scales = new ArrayList<Float>();
        for (int k = 0; k < filters; k++) {
            scales.add((float) scale.value(scale.size() == 1 ? 0 : k));
        }
        ElementType type =
                levels.type() == DataType.INT8 || levels.type() == DataType.INT4 ? ElementType.I8 : ElementType.I16;
        return new GraphLayer.Weights(tensor, levels::floats, type, scales, Optional.empty());
    }
}

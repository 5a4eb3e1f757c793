package archsim.cli.table;

import archsim.base.RootLocale;
import archsim.base.table.ResultTable;
import archsim.workloads.Activations;
import archsim.workloads.FilterScale;
import archsim.workloads.LayerShape;
import archsim.workloads.model.CompressedLayer;
import archsim.workloads.model.CompressedModel;
import archsim.workloads.model.GraphNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The layers of a model beside the nodes of the graph that they were made of, as a viewer of graphs shows them.
 *
 * @param table a row for each layer
 * @param disagreeing names of the layers that make another number of outputs than their node
 */
public record CheckTable(ResultTable table, List<String> disagreeing) {

    private static final String NONE = "-";

    /**
     * The table of {@code model}.
     *
     * @param name of the model, for the title
     */
    public static CheckTable of(String name, CompressedModel model) {
        Map<String, GraphNode> nodes = new HashMap<>();
        model.graph().forEach(node -> nodes.put(node.layer(), node));
        Map<String, Long> layersOfNode =
                model.graph().stream().collect(Collectors.groupingBy(GraphNode::node, Collectors.counting()));
        ResultTable.Builder table = ResultTable.titled(name + ", "
                        + (nodes.isEmpty() ? "without a graph" : "beside the graph it was imported from")
                        + "; layers as n x c x h x w, zeros in %")
                .text("layer")
                .text("node")
                .text("operator")
                .text("graph input", "graphInput")
                .text("graph weights", "graphWeights")
                .text("graph output", "graphOutput")
                .text("input")
                .text("filters")
                .text("output")
                .text("outputs agree", "outputsAgree")
                .number("MACs", "macs", "%,d")
                .number("weights", "%,d")
                .number("zeros", "%.1f")
                .number("bits", "%d")
                .text("scale")
                .text("input zeros", "inputZeros");
        var disagreeing = new ArrayList<String>();
        for (CompressedLayer layer : model.layers()) {
            Optional<GraphNode> node =
                    Optional.ofNullable(nodes.get(layer.layer().name()));
            boolean whole =
                    node.filter(found -> layersOfNode.get(found.node()) == 1).isPresent();
            String agree = whole ? agreement(layer.layer().shape(), node.get()) : NONE;
            if (agree.equals("no")) {
                disagreeing.add(layer.layer().name());
            }
            row(table, layer, node, agree);
        }
        long macs = model.layers().stream()
                .mapToLong(layer -> layer.layer().shape().macs())
                .sum();
        long weights = model.layers().stream()
                .mapToLong(layer -> layer.manifest().weights())
                .sum();
        long kept = model.layers().stream()
                .mapToLong(layer -> layer.manifest().keptWeights())
                .sum();
        table.row(
                "total",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                macs,
                weights,
                percent(weights - kept, weights),
                "",
                "",
                "");
        return new CheckTable(table.build(), List.copyOf(disagreeing));
    }

    private static String agreement(LayerShape shape, GraphNode node) {
        if (node.output().shape().isEmpty()) {
            return NONE;
        }
        return shape.outputs() == node.output().elements() ? "yes" : "no";
    }

    private static void row(ResultTable.Builder table, CompressedLayer layer, Optional<GraphNode> node, String agree) {
        LayerShape shape = layer.layer().shape();
        long weights = layer.manifest().weights();
        table.row(
                layer.layer().name(),
                node.map(GraphNode::node).orElse(NONE),
                node.map(GraphNode::operator).orElse(NONE),
                node.map(found -> tensor(found, false)).orElse(NONE),
                node.map(found -> tensor(found, true)).orElse(NONE),
                node.map(found -> found.output().extents()).orElse(NONE),
                RootLocale.format("%dx%dx%dx%d", shape.n(), shape.c(), shape.h(), shape.w()),
                RootLocale.format("%dx%dx%dx%d", shape.k(), shape.channelsPerGroup(), shape.r(), shape.s()),
                RootLocale.format("%dx%dx%dx%d", shape.n(), shape.k(), shape.p(), shape.q()),
                agree,
                shape.macs(),
                weights,
                layer.isProduct() ? NONE : percent(weights - layer.manifest().keptWeights(), weights),
                layer.weights().bits(),
                scale(layer),
                layer.input().map(CheckTable::zeros).orElse(NONE));
    }

    /** The first input of the node that is stored, or that is computed. */
    private static String tensor(GraphNode node, boolean stored) {
        return node.inputs().stream()
                .filter(input ->
                        input.stored() == stored && (!stored || input.shape().size() > 1))
                .findFirst()
                .map(GraphNode.Tensor::extents)
                .orElse(NONE);
    }

    private static Object percent(long part, long whole) {
        return whole == 0 ? NONE : (Object) (100.0 * part / whole);
    }

    /** The step of the levels, or the least and the largest step of a filter. */
    private static String scale(CompressedLayer layer) {
        if (layer.isProduct()
                || (!layer.weights().isQuantised() && layer.scale().isEmpty())) {
            return NONE;
        }
        float step = layer.weights().scale();
        float[] filters = layer.scale().map(FilterScale::toFloats).orElse(new float[] {1});
        float least = Float.POSITIVE_INFINITY;
        float most = Float.NEGATIVE_INFINITY;
        for (float filter : filters) {
            least = Math.min(least, step * filter);
            most = Math.max(most, step * filter);
        }
        return least == most ? RootLocale.format("%.4g", least) : RootLocale.format("%.4g to %.4g", least, most);
    }

    private static String zeros(Activations input) {
        return RootLocale.format(
                "%.1f %% of %d images", 100 * (1 - input.mask(input.images()).density()), input.images());
    }
}

package archsim.compression.network;

import archsim.base.RootLocale;
import java.util.ArrayList;
import java.util.List;

/** Builds an {@link NetworkModel} node by node; each reads the one before unless {@link #from} says otherwise. */
public final class ArchitectureBuilder {

    private final String name;
    private final List<Node> nodes = new ArrayList<>();
    private int here;

    /**
     * Starts with the images.
     *
     * @param name of the network
     */
    public ArchitectureBuilder(String name, int channels, int height, int width) {
        this.name = name;
        nodes.add(new Node.Source(new TensorShape(channels, height, width)));
    }

    /** Place of the node that the next one reads. */
    public int here() {
        return here;
    }

    /** Goes back to a place that {@link #here} returned. */
    public ArchitectureBuilder from(int place) {
        here = place;
        return this;
    }

    /** What the node at {@link #here} writes. */
    public TensorShape extent() {
        return nodes.get(here).extent();
    }

    private ArchitectureBuilder append(Node node) {
        nodes.add(node);
        here = nodes.size() - 1;
        return this;
    }

    /** A layer with weights. */
    public ArchitectureBuilder layer(LayerSpec spec) {
        return append(new Node.Linear(here, spec));
    }

    /** A convolution of stride 1 without padding, with biases. */
    public ArchitectureBuilder convolution(String layer, int filters, int kernel) {
        TensorShape in = extent();
        return layer(new LayerSpec(layer, in.channels(), filters, in.height(), in.width(), kernel));
    }

    /** A fully connected layer with biases. */
    public ArchitectureBuilder connected(String layer, int neurons) {
        TensorShape in = extent();
        if (in.height() != in.width()) {
            throw new IllegalArgumentException(RootLocale.format("%s would read %s, which is not square", layer, in));
        }
        return convolution(layer, neurons, in.height());
    }

    /** Batch normalisation. */
    public ArchitectureBuilder norm() {
        return append(new Node.BatchNorm(here, extent()));
    }

    /** ReLU. */
    public ArchitectureBuilder relu() {
        return append(new Node.Relu(here, extent(), Float.POSITIVE_INFINITY));
    }

    /** ReLU that cuts off above 6. */
    public ArchitectureBuilder relu6() {
        return append(new Node.Relu(here, extent(), 6));
    }

    /** Maximum pooling. */
    public ArchitectureBuilder maxPool(int window, int stride, int padding) {
        return append(new Node.Pool(here, extent(), false, window, stride, padding));
    }

    /** Maximum pooling without padding. */
    public ArchitectureBuilder maxPool(int window, int stride) {
        return maxPool(window, stride, 0);
    }

    /** Average pooling. */
    public ArchitectureBuilder averagePool(int window, int stride, int padding) {
        return append(new Node.Pool(here, extent(), true, window, stride, padding));
    }

    /** A shortcut without parameters to {@code written}; see {@link Node.Shortcut}. */
    public ArchitectureBuilder shortcut(TensorShape written) {
        return append(new Node.Shortcut(here, extent(), written));
    }

    /** The maps of {@code places} behind one another. */
    public ArchitectureBuilder concatenate(List<Integer> places) {
        return append(new Node.Concatenate(
                places, places.stream().map(place -> nodes.get(place).extent()).toList()));
    }

    /** Channels times the logistic function of what {@code gate} wrote; see {@link Node.Scale}. */
    public ArchitectureBuilder scale(int gate) {
        return append(new Node.Scale(here, gate, extent()));
    }

    /** The second half of a transposed convolution; see {@link Node.DepthToSpace}. */
    public ArchitectureBuilder depthToSpace(int stride) {
        return append(new Node.DepthToSpace(here, extent(), stride));
    }

    /** Adds what {@code place} wrote. */
    public ArchitectureBuilder add(int place) {
        return append(new Node.Add(place, here, extent()));
    }

    /** Dropout. */
    public ArchitectureBuilder dropout(double rate) {
        return append(new Node.Dropout(here, extent(), rate));
    }

    /** The network so far; its last node gives the logits. */
    public NetworkModel build() {
        return new NetworkModel(name, nodes);
    }
}

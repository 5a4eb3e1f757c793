package archsim.compression.network;

import archsim.base.RootLocale;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A network to train: a graph of nodes, and where their parameters lie in one flat array.
 *
 * <p>Layers are the nodes with weights, numbered by themselves in the order of the nodes. Immutable.
 */
public final class NetworkModel {

    private final String name;
    private final List<Node> nodes;
    private final List<LayerSpec> layers;
    private final int[] offsets;
    private final int[] layerNodes;

    /**
     * @param name as in {@code workloads/networks}
     * @param nodes each after those it reads; the first is the only {@link Node.Source}, the last a layer whose filters are
     *     the logits
     */
    public NetworkModel(String name, List<Node> nodes) {
        this.name = name;
        this.nodes = List.copyOf(nodes);
        this.offsets = new int[nodes.size() + 1];
        var specs = new ArrayList<LayerSpec>();
        var places = new ArrayList<Integer>();
        for (int i = 0; i < nodes.size(); i++) {
            requireSound(i);
            offsets[i + 1] = Math.addExact(offsets[i], nodes.get(i).parameters());
            if (nodes.get(i) instanceof Node.Linear weighted) {
                specs.add(weighted.spec());
                places.add(i);
            }
        }
        this.layers = List.copyOf(specs);
        this.layerNodes = places.stream().mapToInt(Integer::intValue).toArray();
        if (!(nodes.get(nodes.size() - 1) instanceof Node.Linear last)
                || last.extent().positions() != 1) {
            throw new IllegalArgumentException(name + " must end in a layer that writes one position");
        }
    }

    private void requireSound(int index) {
        Node node = nodes.get(index);
        if (node instanceof Node.Source == (index != 0)) {
            throw new IllegalArgumentException(name + " must have its source first, and only there");
        }
        for (int in = 0; in < node.inputs().size(); in++) {
            int input = node.inputs().get(in);
            if (input < 0 || input >= index) {
                throw new IllegalArgumentException(
                        RootLocale.format("%s: node %d must read an earlier one, was %d", name, index, input));
            }
            TensorShape from = nodes.get(input).extent();
            TensorShape to = node.reads(in);
            if (!from.equals(to)) {
                throw new IllegalArgumentException(
                        RootLocale.format("%s: node %d writes %s, but node %d reads %s", name, input, from, index, to));
            }
        }
    }

    /**
     * Caffe's LeNet-5: 20 and 50 filters of 5 x 5, each followed by 2 x 2 pooling, then 500 and 10 neurons; 25,500 CONV
     * and 405,000 FC weights. Unlike Caffe's, ReLU also follows the pooled convolutions, which makes their outputs
     * sparse.
     *
     * <p>Source: BVLC Caffe, {@code examples/mnist/lenet_train_test.prototxt}.
     */
    public static NetworkModel lenet5() {
        return new ArchitectureBuilder("lenet5", 1, 28, 28)
                .convolution("conv1", 20, 5)
                .maxPool(2, 2)
                .relu()
                .convolution("conv2", 50, 5)
                .maxPool(2, 2)
                .relu()
                .connected("fc1", 500)
                .relu()
                .connected("fc2", 10)
                .build();
    }

    /** As in {@code workloads/networks}. */
    public String name() {
        return name;
    }

    /** All operations, each after those it reads. */
    public List<Node> nodes() {
        return nodes;
    }

    /** The nodes with weights. */
    public List<LayerSpec> layers() {
        return layers;
    }

    public LayerSpec layer(int index) {
        return layers.get(index);
    }

    /** Number of layers. */
    public int depth() {
        return layers.size();
    }

    /** Logits. */
    public int classes() {
        return layers.get(depth() - 1).filters();
    }

    /** What one image must be. */
    public TensorShape input() {
        return nodes.get(0).extent();
    }

    /** Pixels of one input image. */
    public int inputs() {
        return input().size();
    }

    /** Places of the nodes that read the one at {@code place}, ascending. */
    public List<Integer> readers(int place) {
        return IntStream.range(place + 1, nodes.size())
                .filter(reader -> nodes.get(reader).inputs().contains(place))
                .boxed()
                .toList();
    }

    /** Place of the batch normalisation that alone reads layer {@code index}, if there is one. */
    public OptionalInt normOf(int index) {
        List<Integer> readers = readers(layerNodes[index]);
        return readers.size() == 1 && nodes.get(readers.get(0)) instanceof Node.BatchNorm
                ? OptionalInt.of(readers.get(0))
                : OptionalInt.empty();
    }

    /** Place among the nodes of layer {@code index}. */
    public int nodeOf(int index) {
        return layerNodes[index];
    }

    /** Number among the layers of the node at {@code place}, which must be one. */
    public int layerAt(int place) {
        int layer = Arrays.binarySearch(layerNodes, place);
        if (layer < 0) {
            throw new IllegalArgumentException(RootLocale.format("node %d is no layer", place));
        }
        return layer;
    }

    /** The pooling whose outputs are all that others read of layer {@code index}, if there is one. */
    public Optional<Node.Pool> poolingAfter(int index) {
        List<Integer> readers = readers(layerNodes[index]);
        while (readers.size() == 1) {
            Node reader = nodes.get(readers.get(0));
            if (reader instanceof Node.Pool pooled) {
                return Optional.of(pooled);
            }
            boolean byValue =
                    reader instanceof Node.BatchNorm || reader instanceof Node.Relu || reader instanceof Node.Dropout;
            readers = byValue ? readers(readers.get(0)) : List.of();
        }
        return Optional.empty();
    }

    /** Where the parameters of the node at {@code place} start. */
    public int offset(int place) {
        return offsets[place];
    }

    /** Where the weights of layer {@code index} start. */
    public int weightOffset(int index) {
        return offsets[layerNodes[index]];
    }

    /** Where the biases of layer {@code index} start. */
    public int biasOffset(int index) {
        return weightOffset(index) + layers.get(index).weights();
    }

    /** Weights, biases and what batch normalisation keeps, of all nodes. */
    public int parameters() {
        return offsets[nodes.size()];
    }

    /**
     * Parameters before any training: weights uniform in plus or minus {@code sqrt(6 / columns)}, biases zero, batch
     * normalisation without effect.
     *
     * <p>Source: K. He et al., "Delving Deep into Rectifiers", ICCV 2015.
     */
    public float[] initial(long seed) {
        float[] parameters = new float[parameters()];
        var random = new SplittableRandom(seed);
        for (int place = 0; place < nodes.size(); place++) {
            int offset = offsets[place];
            if (nodes.get(place) instanceof Node.Linear weighted) {
                double bound = Math.sqrt(6.0 / weighted.spec().columns());
                for (int i = 0; i < weighted.spec().weights(); i++) {
                    parameters[offset + i] = (float) (bound * (2 * random.nextDouble() - 1));
                }
            } else if (nodes.get(place) instanceof Node.BatchNorm normalised) {
                int channels = normalised.extent().channels();
                Arrays.fill(parameters, offset, offset + channels, 1f);
                Arrays.fill(parameters, offset + 3 * channels, offset + 4 * channels, 1f);
            }
        }
        return parameters;
    }
}

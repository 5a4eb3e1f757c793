package archsim.compression.train;

import archsim.compression.network.CompactLayer;
import archsim.compression.network.CompactNetwork;
import archsim.compression.network.NetworkModel;
import archsim.compression.network.Node;
import archsim.compression.train.layer.ActivationBuffer;
import archsim.compression.train.layer.AveragePool;
import archsim.compression.train.layer.BatchNorm;
import archsim.compression.train.layer.DenseProduct;
import archsim.compression.train.layer.Dropout;
import archsim.compression.train.layer.GradientInput;
import archsim.compression.train.layer.Matrix;
import archsim.compression.train.layer.MaxPool;
import archsim.compression.train.layer.Rectifier;
import archsim.compression.train.layer.SliceOp;
import archsim.compression.train.layer.SparseLinear;
import archsim.compression.train.layer.Subsample;
import archsim.compression.train.layer.Sum;
import archsim.compression.train.layer.TapConvolution;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Builds the operations of one slice, and the signals between them. A node without live channels gets none. */
final class SliceOps {

    private final CompactNetwork network;
    private final NetworkModel architecture;
    private final int images;
    private final List<List<Matrix>> weights;
    private final List<ActivationBuffer> signals = new ArrayList<>();
    private final List<SliceOp> ops = new ArrayList<>();

    /** @param weights of dense layers, by layer and block */
    SliceOps(CompactNetwork network, int images, List<List<Matrix>> weights) {
        this.network = network;
        this.architecture = network.architecture();
        this.images = images;
        this.weights = weights;
        for (int place = 0; place < architecture.nodes().size(); place++) {
            add(place);
        }
    }

    /** One a node. */
    List<ActivationBuffer> signals() {
        return signals;
    }

    /** In the order of the nodes. */
    List<SliceOp> ops() {
        return ops;
    }

    private boolean isLive(int place) {
        return network.channels(place).length > 0;
    }

    private void add(int place) {
        Node node = architecture.nodes().get(place);
        if (rectifiesInPlace(node)) {
            signals.add(signals.get(node.inputs().get(0)));
        } else {
            signals.add(new ActivationBuffer(node.extent(), network.channels(place).length, images));
        }
        if (place > 0 && isLive(place)) {
            ops.add(op(place, node));
        }
    }

    private boolean rectifiesInPlace(Node node) {
        return node instanceof Node.Relu rectified
                && rectified.input() > 0
                && architecture.readers(rectified.input()).size() == 1;
    }

    private SliceOp op(int place, Node node) {
        ActivationBuffer output = signals.get(place);
        if (node instanceof Node.Linear weighted) {
            int index = architecture.layerAt(place);
            CompactLayer layer = network.layers().get(index);
            GradientInput inlet = inlet(weighted.input(), place);
            if (!layer.sparse()) {
                return new DenseProduct(layer, inlet, output, weights.get(index));
            }
            return weighted.spec().fullyConnected()
                    ? new SparseLinear(layer, inlet, output)
                    : new TapConvolution(layer, inlet, output);
        } else if (node instanceof Node.BatchNorm normalised) {
            return new BatchNorm(inlet(normalised.input(), place), output, network.offset(place));
        } else if (node instanceof Node.Relu rectified) {
            return new Rectifier(inlet(rectified.input(), place), output, rectified.cap());
        } else if (node instanceof Node.Pool pooled) {
            GradientInput inlet = inlet(pooled.input(), place);
            boolean alone = architecture.readers(pooled.input()).size() == 1;
            return pooled.average() ? new AveragePool(pooled, inlet, output) : MaxPool.of(pooled, inlet, output, alone);
        } else if (node instanceof Node.Dropout dropped) {
            return new Dropout(inlet(dropped.input(), place), output, dropped.rate(), place);
        } else if (node instanceof Node.Add) {
            return sum(place, node, output);
        } else if (node instanceof Node.Shortcut shortcut) {
            return shortcut(place, shortcut, output);
        }
        throw new IllegalStateException("no operation for " + node);
    }

    private Subsample shortcut(int place, Node.Shortcut shortcut, ActivationBuffer output) {
        int[] read = network.channels(shortcut.input());
        int[] sources = Arrays.stream(network.channels(place))
                .map(channel ->
                        Arrays.binarySearch(read, shortcut.source(channel).orElseThrow()))
                .toArray();
        return new Subsample(inlet(shortcut.input(), place), output, sources, shortcut.stride());
    }

    private Sum sum(int place, Node node, ActivationBuffer output) {
        int[] channels = network.channels(place);
        var terms = new ArrayList<Sum.Term>();
        for (int input : node.inputs()) {
            if (isLive(input)) {
                List<Integer> targets = Arrays.stream(network.channels(input))
                        .map(channel -> Arrays.binarySearch(channels, channel))
                        .boxed()
                        .toList();
                terms.add(new Sum.Term(inlet(input, place), targets));
            }
        }
        return new Sum(terms, output);
    }

    /** The last live reader comes first on the way back: it sets the gradient, and the others add to it. */
    private GradientInput inlet(int input, int reader) {
        int last = architecture.readers(input).stream().filter(this::isLive).reduce(reader, Math::max);
        return new GradientInput(signals.get(input), input > 0, reader != last);
    }
}

package archsim.compression.train;

import archsim.compression.network.CompactLayer;
import archsim.compression.network.CompactNetwork;
import archsim.compression.network.NetworkModel;
import archsim.compression.network.Node;
import archsim.compression.train.layer.ActivationBuffer;
import archsim.compression.train.layer.AveragePool;
import archsim.compression.train.layer.BatchNorm;
import archsim.compression.train.layer.ChannelLink;
import archsim.compression.train.layer.ChannelScale;
import archsim.compression.train.layer.DenseProduct;
import archsim.compression.train.layer.DepthToSpace;
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
import archsim.compression.train.layer.WinogradConvolution;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Builds the operations of one slice, and the signals between them. A node without live channels gets none. */
final class SliceOps {

    private final CompactNetwork network;
    private final NetworkModel architecture;
    private final int images;
    private final List<List<Matrix>> weights;
    private final List<ActivationBuffer> signals = new ArrayList<>();
    private final List<SliceOp> ops = new ArrayList<>();

    /** @param weights of layers that {@link Slices#multiplies}, by layer and block */
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
            if (Slices.multiplies(layer)) {
                return new DenseProduct(layer, inlet, output, weights.get(index));
            } else if (WinogradConvolution.suits(layer)) {
                return new WinogradConvolution(layer, inlet, output);
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
        } else if (node instanceof Node.Add || node instanceof Node.Concatenate) {
            return sum(place, node, output);
        } else if (node instanceof Node.Scale scale) {
            return scale(place, scale, output);
        } else if (node instanceof Node.DepthToSpace spread) {
            return spread(place, spread, output);
        } else if (node instanceof Node.Shortcut shortcut) {
            return shortcut(place, shortcut, output);
        }
        throw new IllegalStateException("no operation for " + node);
    }

    private Subsample shortcut(int place, Node.Shortcut shortcut, ActivationBuffer output) {
        int[] read = network.channels(shortcut.input());
        int[] sources = Arrays.stream(network.channels(place))
                .map(channel -> Arrays.binarySearch(read, channel - shortcut.before()))
                .toArray();
        return new Subsample(inlet(shortcut.input(), place), output, sources, shortcut.stride());
    }

    /** Terms that lie behind one another are a sum, too: each lacks the channels of the others. */
    private Sum sum(int place, Node node, ActivationBuffer output) {
        var terms = new ArrayList<Sum.Term>();
        for (int in = 0; in < node.inputs().size(); in++) {
            int input = node.inputs().get(in);
            if (isLive(input)) {
                terms.add(new Sum.Term(inlet(input, place), links(place, node, in)));
            }
        }
        return new Sum(terms, output);
    }

    /** The live channels of an input that go into live channels of the node. */
    private List<ChannelLink> links(int place, Node node, int in) {
        int[] channels = network.channels(place);
        int[] read = network.channels(node.inputs().get(in));
        return IntStream.range(0, read.length)
                .mapToObj(i -> new ChannelLink(i, Arrays.binarySearch(channels, node.into(in, read[i]))))
                .filter(link -> link.to() >= 0)
                .toList();
    }

    private ChannelScale scale(int place, Node.Scale scale, ActivationBuffer output) {
        int[] read = network.channels(scale.input());
        int[] gates = network.channels(scale.gate());
        var channels = new ArrayList<ChannelScale.Channel>();
        for (int channel : network.channels(place)) {
            int gate = Arrays.binarySearch(gates, channel);
            channels.add(new ChannelScale.Channel(
                    Arrays.binarySearch(read, channel), gate < 0 ? OptionalInt.empty() : OptionalInt.of(gate)));
        }
        Optional<GradientInput> gate =
                isLive(scale.gate()) ? Optional.of(inlet(scale.gate(), place)) : Optional.empty();
        return new ChannelScale(inlet(scale.input(), place), gate, channels, output);
    }

    private DepthToSpace spread(int place, Node.DepthToSpace spread, ActivationBuffer output) {
        List<Integer> taps = Arrays.stream(network.channels(spread.input()))
                .map(channel -> channel / spread.extent().channels())
                .boxed()
                .toList();
        return new DepthToSpace(inlet(spread.input(), place), output, links(place, spread, 0), taps, spread.stride());
    }

    /** The last live reader comes first on the way back: it sets the gradient, and the others add to it. */
    private GradientInput inlet(int input, int reader) {
        int last = architecture.readers(input).stream().filter(this::isLive).reduce(reader, Math::max);
        return new GradientInput(signals.get(input), input > 0, reader != last);
    }
}

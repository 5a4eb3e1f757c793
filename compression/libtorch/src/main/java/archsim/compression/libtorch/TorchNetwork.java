package archsim.compression.libtorch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.pooling.Pool;
import archsim.compression.network.LayerSpec;
import archsim.compression.network.NetworkModel;
import archsim.compression.network.Node;
import archsim.compression.network.TensorShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One of our networks in libtorch: an operation of libtorch for each node, differentiated by libtorch.
 *
 * <p>Tensors are {@code [image][channel][row][column]}; weights are those of one flat array of ours.
 */
final class TorchNetwork {

    /** DJL counts what running statistics keep of themselves; ours move a tenth of the way. */
    private static final float KEPT_OF_STATISTICS = 0.9f;

    private static final int RUNNING = 2;

    private final NetworkModel network;
    /** By node: what it learns, then what it keeps. */
    private final List<NDList> tensors = new ArrayList<>();

    /** @param parameters of the whole network, in the order of ours */
    TorchNetwork(NetworkModel network, float[] parameters, NDManager manager) {
        this.network = network;
        for (int place = 0; place < network.nodes().size(); place++) {
            tensors.add(tensors(place, parameters, manager));
        }
        learnt().forEach(tensor -> tensor.setRequiresGradient(true));
    }

    private NDList tensors(int place, float[] parameters, NDManager manager) {
        Node node = network.nodes().get(place);
        int at = network.offset(place);
        var made = new NDList();
        if (node instanceof Node.Linear linear) {
            LayerSpec spec = linear.spec();
            Shape shape = spec.fullyConnected()
                    ? new Shape(spec.filters(), spec.columns())
                    : new Shape(spec.filters(), spec.channels() / spec.groups(), spec.kernel(), spec.kernel());
            made.add(tensor(manager, parameters, at, shape));
            if (spec.biased()) {
                made.add(tensor(manager, parameters, at + spec.weights(), new Shape(spec.filters())));
            }
        } else if (node instanceof Node.BatchNorm) {
            int channels = node.extent().channels();
            for (int part = 0; part < Node.BatchNorm.PARTS; part++) {
                made.add(tensor(manager, parameters, at + part * channels, new Shape(channels)));
            }
        }
        return made;
    }

    private static NDArray tensor(NDManager manager, float[] parameters, int from, Shape shape) {
        return manager.create(Arrays.copyOfRange(parameters, from, from + (int) shape.size()), shape);
    }

    /** What gradients change: weights, biases, and of batch normalisation scales and shifts. */
    List<NDArray> learnt() {
        var learnt = new ArrayList<NDArray>();
        for (int place = 0; place < tensors.size(); place++) {
            NDList own = tensors.get(place);
            boolean normalised = network.nodes().get(place) instanceof Node.BatchNorm;
            learnt.addAll(normalised ? own.subList(0, RUNNING) : own);
        }
        return learnt;
    }

    /** Weights, biases, scales, shifts, running means and variances in the order of ours; missing biases are zero. */
    float[] parameters() {
        float[] parameters = new float[network.parameters()];
        for (int place = 0; place < tensors.size(); place++) {
            int at = network.offset(place);
            for (NDArray tensor : tensors.get(place)) {
                float[] values = tensor.toFloatArray();
                System.arraycopy(values, 0, parameters, at, values.length);
                at += values.length;
            }
        }
        return parameters;
    }

    /** Logits {@code [image][class]} in training: statistics of the batch, and dropout. */
    NDArray logits(NDArray images) {
        var written = new ArrayList<NDArray>();
        for (int place = 0; place < tensors.size(); place++) {
            Node node = network.nodes().get(place);
            List<NDArray> read = node.inputs().stream().map(written::get).toList();
            written.add(place == 0 ? images : written(node, tensors.get(place), read));
        }
        NDArray last = written.get(written.size() - 1);
        return last.getShape().dimension() == 2
                ? last
                : last.reshape(last.getShape().get(0), network.classes());
    }

    private static NDArray written(Node node, NDList own, List<NDArray> read) {
        NDArray input = read.get(0);
        if (node instanceof Node.Linear linear) {
            return linear(linear.spec(), own, input);
        } else if (node instanceof Node.BatchNorm) {
            return BatchNorm.batchNorm(
                            input,
                            own.get(RUNNING),
                            own.get(RUNNING + 1),
                            own.get(0),
                            own.get(1),
                            1,
                            KEPT_OF_STATISTICS,
                            (float) Node.BatchNorm.EPSILON,
                            true)
                    .singletonOrThrow();
        } else if (node instanceof Node.Relu rectified) {
            return rectified(rectified, input);
        } else if (node instanceof Node.Pool pooled) {
            return pooled(pooled, input);
        } else if (node instanceof Node.Dropout dropped) {
            return Dropout.dropout(input, (float) dropped.rate(), true).singletonOrThrow();
        } else if (node instanceof Node.Add) {
            return input.add(read.get(1));
        } else if (node instanceof Node.Concatenate) {
            return NDArrays.concat(new NDList(read), 1);
        } else if (node instanceof Node.Scale) {
            NDArray gate = Activation.sigmoid(read.get(1));
            return input.mul(gate.reshape(gate.getShape().get(0), node.extent().channels(), 1, 1));
        } else if (node instanceof Node.Shortcut shortcut) {
            return shortcut(shortcut, input);
        }
        throw new IllegalArgumentException("not translated to libtorch: " + node);
    }

    private static NDArray linear(LayerSpec spec, NDList own, NDArray input) {
        NDArray bias = spec.biased() ? own.get(1) : null;
        if (spec.fullyConnected()) {
            NDArray flat = input.reshape(input.getShape().get(0), spec.columns());
            return Linear.linear(flat, own.get(0), bias).singletonOrThrow();
        }
        return Conv2d.conv2d(
                        input,
                        own.get(0),
                        bias,
                        square(spec.stride()),
                        square(spec.padding()),
                        square(1),
                        spec.groups())
                .singletonOrThrow();
    }

    private static NDArray rectified(Node.Relu node, NDArray input) {
        if (Float.isInfinite(node.cap())) {
            return Activation.relu(input);
        }
        if (node.cap() != 6) {
            throw new IllegalArgumentException("libtorch caps ReLU at 6, was " + node.cap());
        }
        return Activation.relu6(input);
    }

    private static NDArray pooled(Node.Pool node, NDArray input) {
        Shape window = square(node.window());
        Shape stride = square(node.stride());
        Shape padding = square(node.padding());
        return node.average()
                ? Pool.avgPool2d(input, window, stride, padding, false, false)
                : Pool.maxPool2d(input, window, stride, padding, false);
    }

    /** Every so many rows and columns, and zeros for the channels that are new. */
    private static NDArray shortcut(Node.Shortcut node, NDArray input) {
        NDArray kept = input.get(new NDIndex(":, :, ::" + node.stride() + ", ::" + node.stride()));
        int behind = node.extent().channels() - node.before() - node.read().channels();
        var parts = new NDList(kept);
        if (node.before() > 0) {
            parts.add(0, zeros(node.extent(), node.before(), input));
        }
        if (behind > 0) {
            parts.add(zeros(node.extent(), behind, input));
        }
        return parts.size() == 1 ? kept : NDArrays.concat(parts, 1);
    }

    private static NDArray zeros(TensorShape extent, int channels, NDArray like) {
        return like.getManager().zeros(new Shape(like.getShape().get(0), channels, extent.height(), extent.width()));
    }

    private static Shape square(int side) {
        return new Shape(side, side);
    }
}

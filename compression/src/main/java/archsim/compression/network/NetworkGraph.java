package archsim.compression.network;

import archsim.workloads.Layer;
import archsim.workloads.LayerKind;
import archsim.workloads.LayerShape;
import archsim.workloads.Pooling;
import archsim.workloads.network.Network;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Puts a network's layers together to a graph that can be trained.
 *
 * <ul>
 *   <li>Layers {@code BLOCK.NAME} of one block are a residual block: a chain, and beside it the layer {@code downsample} or
 *       {@code shortcut}, or the input itself where it has the output's extent. Without either it is a shortcut without
 *       parameters ({@link Node.Shortcut}, option A); in networks with depthwise layers nothing is added.
 *   <li>Convolutions are batch normalised in networks of blocks, and in chains of 3 x 3 convolutions (VGG).
 *   <li>ReLU follows every layer but the last, and every sum. In networks with depthwise layers (MobileNet-V2) it is capped at
 *       6, and blocks end without it.
 *   <li>Pooling is by maximum; in networks of blocks the one before the classifier is by average.
 *   <li>Dropout of one half follows hidden fully connected layers of over 1,000 neurons (AlexNet, VGG-16).
 * </ul>
 */
final class NetworkGraph {

    private static final Set<String> SHORTCUTS = Set.of("downsample", "shortcut");
    private static final int NEURONS_WITHOUT_DROPOUT = 1000;

    private final List<Layer> layers;
    private final boolean blocks;
    private final boolean linearEnds;
    private final boolean normalised;
    private final ArchitectureBuilder graph;

    NetworkGraph(Network network) {
        this.layers = network.layers();
        this.blocks = layers.stream().anyMatch(layer -> isInBlock(layer.name()));
        this.linearEnds = layers.stream()
                .anyMatch(layer -> layer.shape().groups() == layer.shape().c()
                        && layer.shape().groups() > 1);
        this.normalised = blocks
                || layers.stream()
                        .filter(Layer::isConvolution)
                        .allMatch(layer -> layer.shape().r() == 3);
        LayerShape first = layers.get(0).shape();
        this.graph = new ArchitectureBuilder(network.name(), first.c(), first.h(), first.w());
    }

    /** Why {@code network} cannot be trained, if it cannot; to follow its name. */
    static Optional<String> refusal(Network network) {
        Layer first = network.layers().get(0);
        if (!first.isConvolution()) {
            return Optional.of("layer " + first.name() + " comes first and is no convolution");
        }
        return network.layers().stream()
                .flatMap(layer -> refusal(layer).stream())
                .findFirst()
                .or(() -> network.channelGroups().stream()
                        .filter(group -> group.firstChannel().isPresent()
                                && network.graph().isEmpty())
                        .map(group -> "layer " + group.consumers().get(0)
                                + " reads maps behind one another, and the file states no graph")
                        .findFirst())
                .or(() -> network.graph().isPresent() ? StatedGraph.refusal(network) : Optional.empty());
    }

    private static Optional<String> refusal(Layer layer) {
        LayerShape shape = layer.shape();
        if (!shape.isUniform() || shape.r() != shape.s()) {
            return Optional.of("layer " + layer.name()
                    + " has a filter, strides or padding that are not the same in both directions");
        }
        boolean neurons = layer.kind() == LayerKind.LINEAR && shape.groups() == 1;
        return layer.isConvolution() || neurons
                ? Optional.empty()
                : Optional.of("layer " + layer.name() + " is neither a convolution nor fully connected");
    }

    NetworkModel build() {
        for (int i = 0; i < layers.size(); i++) {
            if (!isInBlock(layers.get(i).name())) {
                single(i);
                continue;
            }
            int end = i;
            while (end < layers.size() && blockOf(end).equals(blockOf(i))) {
                end++;
            }
            block(layers.subList(i, end), end);
            i = end - 1;
        }
        return graph.build();
    }

    private static boolean isInBlock(String name) {
        return name.indexOf('.') > 0;
    }

    private String blockOf(int index) {
        String name = layers.get(index).name();
        return isInBlock(name) ? name.substring(0, name.lastIndexOf('.')) : "";
    }

    private void single(int index) {
        Layer layer = layers.get(index);
        boolean last = index == layers.size() - 1;
        if (!layer.isConvolution()) {
            graph.connected(layer.name(), layer.shape().k());
            if (!last) {
                graph.relu();
                dropWide(layer);
            }
            return;
        }
        convolve(layer);
        boolean average = blocks && isBeforeClassifier(index + 1);
        if (average) {
            rectify();
        }
        pool(layer, average);
        if (!average && !last) {
            rectify();
        }
    }

    private void dropWide(Layer layer) {
        if (layer.shape().k() > NEURONS_WITHOUT_DROPOUT) {
            graph.dropout(0.5);
        }
    }

    private boolean isBeforeClassifier(int next) {
        return next < layers.size() && !layers.get(next).isConvolution();
    }

    private void block(List<Layer> parts, int next) {
        int start = graph.here();
        TensorShape input = graph.extent();
        List<Layer> body = parts.stream().filter(layer -> !isShortcut(layer)).toList();
        for (int i = 0; i < body.size(); i++) {
            if (i > 0) {
                rectify();
            }
            convolve(body.get(i));
        }
        int end = graph.here();
        List<Layer> shortcuts = parts.stream().filter(NetworkGraph::isShortcut).toList();
        if (!shortcuts.isEmpty()) {
            graph.from(start);
            convolve(shortcuts.get(0));
            int shortcut = graph.here();
            graph.from(end).add(shortcut);
        } else if (graph.extent().equals(input)) {
            graph.add(start);
        } else if (!linearEnds) {
            TensorShape written = graph.extent();
            graph.from(start).shortcut(written);
            int shortcut = graph.here();
            graph.from(end).add(shortcut);
        }
        if (!linearEnds) {
            rectify();
        }
        pool(body.get(body.size() - 1), isBeforeClassifier(next));
    }

    private static boolean isShortcut(Layer layer) {
        return SHORTCUTS.contains(layer.name().substring(layer.name().lastIndexOf('.') + 1));
    }

    private void convolve(Layer layer) {
        graph.layer(new LayerSpec(layer.name(), layer.shape(), !normalised));
        if (normalised) {
            graph.norm();
        }
    }

    private void rectify() {
        if (linearEnds) {
            graph.relu6();
        } else {
            graph.relu();
        }
    }

    private void pool(Layer layer, boolean average) {
        if (layer.pooling().isEmpty()) {
            return;
        }
        Pooling pooling = layer.pooling().get();
        int padding = pooling.padding().orElse(0);
        if (average) {
            graph.averagePool(pooling.window(), pooling.stride(), padding);
        } else {
            graph.maxPool(pooling.window(), pooling.stride(), padding);
        }
    }
}

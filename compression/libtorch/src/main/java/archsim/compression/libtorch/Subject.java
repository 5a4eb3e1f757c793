package archsim.compression.libtorch;

import archsim.base.RootLocale;
import archsim.compression.network.Architectures;
import archsim.compression.network.CompactNetwork;
import archsim.compression.network.LayerSpec;
import archsim.compression.network.LiveChannels;
import archsim.compression.network.NetworkModel;
import archsim.compression.network.Node;
import archsim.compression.train.Adam;
import archsim.compression.train.MomentumDescent;
import archsim.compression.train.Optimiser;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What all contestants train: a network of {@code workloads/networks}, on images of its input's shape.
 *
 * @param network its name
 * @param batch images of one step
 */
record Subject(String network, int batch) {

    /** Multiply-accumulates forward of one block of steps: about a second of one core, far above the 10 ms of Linux's clock. */
    private static final double BLOCK_MACS = 20e9;

    private static final int MOST_STEPS = 32;

    /** What has to learn without batch normalisation learns by Adam, at the rate that the shipped recipes start with. */
    static final float ADAM_RATE = 1e-3f;

    /** Of the others, which learn by momentum, as their recipes do. */
    static final float MOMENTUM_RATE = 0.05f;

    static final double MOMENTUM = 0.9;

    Subject {
        if (batch < 2 || batch % 2 != 0) {
            throw new IllegalArgumentException(
                    RootLocale.format("a batch of two slices needs an even number of images, was %d", batch));
        }
    }

    /** The graph that its file describes. */
    NetworkModel model() {
        return Architectures.named(network);
    }

    /** Nothing pruned. */
    CompactNetwork dense() {
        return CompactNetwork.whole(model());
    }

    /**
     * Rebuilt after filter pruning: the first filters of each convolution stay, and with them the columns that read them.
     *
     * @param filters that stay, by convolution
     */
    CompactNetwork structured(int... filters) {
        NetworkModel whole = model();
        boolean[] mask = new boolean[whole.parameters()];
        Arrays.fill(mask, true);
        for (int layer = 0; layer < filters.length; layer++) {
            int first = whole.weightOffset(layer)
                    + filters[layer] * whole.layer(layer).columns();
            Arrays.fill(mask, first, whole.biasOffset(layer), false);
        }
        return CompactNetwork.of(whole, LiveChannels.of(whole, mask));
    }

    /** Who trains it. LeNet-5 also shows what structured pruning and libtorch's update make of the time. */
    List<Contestant> contestants() {
        return learnsByAdam() ? List.of(Contestant.values()) : List.of(Contestant.OWN, Contestant.LIBTORCH);
    }

    /** Whether it learns by Adam, else by momentum. */
    boolean learnsByAdam() {
        return model().nodes().stream().noneMatch(Node.BatchNorm.class::isInstance);
    }

    /** Ours. */
    Optimiser optimiser() {
        return learnsByAdam() ? new Adam() : new MomentumDescent(MOMENTUM);
    }

    float learningRate() {
        return learnsByAdam() ? ADAM_RATE : MOMENTUM_RATE;
    }

    /** Steps of one block. */
    int steps() {
        double macs = model().layers().stream()
                .map(LayerSpec::shape)
                .mapToDouble(shape -> (double) shape.macs())
                .sum();
        return (int) Math.max(1, Math.min(MOST_STEPS, Math.round(BLOCK_MACS / (macs * batch))));
    }

    /** Pixels {@code [image][channel][row][column]}, any byte as likely as any other. */
    byte[] pixels(int images) {
        byte[] pixels = new byte[images * model().inputs()];
        new SplittableRandom(1).nextBytes(pixels);
        return pixels;
    }

    /** One class an image. */
    byte[] labels(int images) {
        byte[] labels = new byte[images];
        var random = new SplittableRandom(2);
        int classes = model().classes();
        for (int i = 0; i < images; i++) {
            labels[i] = (byte) random.nextInt(classes);
        }
        return labels;
    }

    /** Networks with commas between them, each with each size of batch. */
    static List<Subject> all(String networks, String batches) {
        return Stream.of(networks.split(",", -1))
                .flatMap(network -> IntStream.of(Stream.of(batches.split(",", -1))
                                .mapToInt(Integer::parseInt)
                                .toArray())
                        .mapToObj(batch -> new Subject(network, batch)))
                .toList();
    }
}

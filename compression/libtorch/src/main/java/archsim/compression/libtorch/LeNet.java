package archsim.compression.libtorch;

import archsim.compression.network.Architectures;
import archsim.compression.network.CompactNetwork;
import archsim.compression.network.LiveChannels;
import archsim.compression.network.NetworkModel;
import java.util.Arrays;
import java.util.SplittableRandom;

/** What all contestants train, and on what: Caffe's LeNet-5 (20-50-500-10) and images of MNIST's shape. */
final class LeNet {

    /** Images of one step. */
    static final int BATCH = 64;

    /** Height and width of an image in pixels. */
    static final int SIDE = 28;

    static final int CLASSES = 10;

    /** Adam's, as the shipped configurations start with. */
    static final float LEARNING_RATE = 1e-3f;

    private static final NetworkModel WHOLE = Architectures.named("lenet5");

    private LeNet() {}

    /** Nothing pruned. */
    static CompactNetwork dense() {
        return CompactNetwork.whole(WHOLE);
    }

    /**
     * Rebuilt after filter pruning: the first filters of each convolution stay, and with them the columns that read them.
     *
     * @param filters that stay, by convolution
     */
    static CompactNetwork structured(int... filters) {
        boolean[] mask = new boolean[WHOLE.parameters()];
        Arrays.fill(mask, true);
        for (int layer = 0; layer < filters.length; layer++) {
            int first = WHOLE.weightOffset(layer)
                    + filters[layer] * WHOLE.layer(layer).columns();
            Arrays.fill(mask, first, WHOLE.biasOffset(layer), false);
        }
        return CompactNetwork.of(WHOLE, LiveChannels.of(WHOLE, mask));
    }

    /** Pixels {@code [image][row][column]}, any byte as likely as any other. */
    static byte[] pixels(int images) {
        byte[] pixels = new byte[images * SIDE * SIDE];
        new SplittableRandom(1).nextBytes(pixels);
        return pixels;
    }

    /** One class an image. */
    static byte[] labels(int images) {
        byte[] labels = new byte[images];
        var random = new SplittableRandom(2);
        for (int i = 0; i < images; i++) {
            labels[i] = (byte) random.nextInt(CLASSES);
        }
        return labels;
    }
}

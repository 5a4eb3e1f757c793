package archsim.compression.train;

import archsim.compression.network.ArchitectureBuilder;
import archsim.compression.network.NetworkModel;
import archsim.compression.train.data.Samples;
import java.util.SplittableRandom;

/** Small networks, weights and images for tests. */
final class Nets {

    /** 1 x 10 x 10, 3 filters of 3 x 3, pooled to 4 x 4; 4 filters of 3 x 3, pooled to 1 x 1; 5 neurons; 3 classes. */
    static final NetworkModel SMALL = new ArchitectureBuilder("small", 1, 10, 10)
            .convolution("conv1", 3, 3)
            .maxPool(2, 2)
            .relu()
            .convolution("conv2", 4, 3)
            .maxPool(2, 2)
            .relu()
            .connected("fc1", 5)
            .relu()
            .connected("fc2", 3)
            .build();

    private Nets() {}

    /** Uniform in plus or minus 0.5. */
    static float[] parameters(int count, long seed) {
        var random = new SplittableRandom(seed);
        float[] parameters = new float[count];
        for (int i = 0; i < count; i++) {
            parameters[i] = (float) (random.nextDouble() - 0.5);
        }
        return parameters;
    }

    /** Random images of 10 x 10 with labels 0 to 2. */
    static Samples samples(int count, long seed) {
        var random = new SplittableRandom(seed);
        byte[] pixels = new byte[count * 100];
        byte[] labels = new byte[count];
        random.nextBytes(pixels);
        for (int i = 0; i < count; i++) {
            labels[i] = (byte) random.nextInt(3);
        }
        return Samples.of(pixels, labels, 10, 10);
    }

    /** A mask in which a parameter stays with probability {@code density}. */
    static boolean[] mask(int count, double density, long seed) {
        var random = new SplittableRandom(seed);
        boolean[] mask = new boolean[count];
        for (int i = 0; i < count; i++) {
            mask[i] = random.nextDouble() < density;
        }
        return mask;
    }
}

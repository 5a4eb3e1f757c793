package archsim.workloads.sparsity;

import archsim.workloads.Mask;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/**
 * Draws elements without replacement, each set of the asked size alike; the same ones for the same seed and layer.
 *
 * <p>A draw holds one bit for each element and nothing else that grows with them.
 *
 * <p>Source: selection sampling, D. E. Knuth, The Art of Computer Programming 2, algorithm 3.4.2 S.
 */
public final class Selection {

    private final SplittableRandom random;

    private Selection(SplittableRandom random) {
        this.random = random;
    }

    /** Draws for one use in one layer; other layers and uses draw independently. */
    static Selection of(long seed, String layer, String use) {
        long hash = 0xcbf29ce484222325L;
        for (byte octet : (layer + "\n" + use).getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ Byte.toUnsignedLong(octet)) * 0x100000001b3L;
        }
        return new Selection(new SplittableRandom(new SplittableRandom(seed).nextLong() ^ hash));
    }

    /** A mask with {@code round(density * size)} of {@code size} elements. */
    Mask draw(int size, double density) {
        return draw(size, (int) Math.round(density * size));
    }

    /** A mask with {@code count} of {@code size} elements. */
    Mask draw(int size, int count) {
        var sampler = new Sampler(this, size, count);
        return Mask.of(size, i -> sampler.next());
    }

    /** A number from 0 up to but without 1, each multiple of 2^-53 alike. */
    double uniform() {
        return (random.nextLong() >>> 11) * 0x1p-53;
    }

    /** A whole number from 0 up to but without {@code bound}. */
    int below(int bound) {
        return (int) (uniform() * bound);
    }
}

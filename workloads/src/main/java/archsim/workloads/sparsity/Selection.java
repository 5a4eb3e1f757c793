package archsim.workloads.sparsity;

import archsim.workloads.Mask;
import java.nio.charset.StandardCharsets;

/**
 * Draws elements without replacement, each set of the asked size alike; the same ones for the same seed and layer.
 *
 * <p>A draw holds one bit for each element and nothing else that grows with them. Its numbers are those of {@link
 * java.util.SplittableRandom}.
 *
 * <p>Source: selection sampling, D. E. Knuth, The Art of Computer Programming 2, algorithm 3.4.2 S.
 */
public final class Selection {

    private final SplitMix random;

    private Selection(SplitMix random) {
        this.random = random;
    }

    /** Draws for one use in one layer; other layers and uses draw independently. */
    static Selection of(long seed, String layer, String use) {
        long hash = 0xcbf29ce484222325L;
        for (byte octet : (layer + "\n" + use).getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ Byte.toUnsignedLong(octet)) * 0x100000001b3L;
        }
        return new Selection(new SplitMix(new SplitMix(seed).next() ^ hash));
    }

    /** A mask with {@code round(density * size)} of {@code size} elements. */
    Mask draw(int size, double density) {
        return draw(size, (int) Math.round(density * size));
    }

    /** A mask with {@code count} of {@code size} elements. */
    Mask draw(int size, int count) {
        var sampler = new Sampler(this, size, count);
        return Mask.ofWords(size, word -> sampler.next(Math.min(Long.SIZE, size - Long.SIZE * word)));
    }

    /** Of {@code length} elements, 1 to 64, those that are drawn, as {@link SplitMix#select}. */
    long select(int length, int left, int needed) {
        return random.select(length, left, needed);
    }

    /** A number from 0 up to but without 1, each multiple of 2^-53 alike. */
    double uniform() {
        return random.uniform();
    }

    /** A whole number from 0 up to but without {@code bound}. */
    int below(int bound) {
        return (int) (uniform() * bound);
    }
}

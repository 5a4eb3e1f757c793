package archsim.workloads.sparsity;

import archsim.workloads.Mask;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/**
 * Draws elements without replacement, each set of the asked size alike; the same ones for the same seed and layer.
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
        if (count < 0 || count > size) {
            throw new IllegalArgumentException("must draw 0 to %d elements, was %d".formatted(size, count));
        }
        int[] needed = {count};
        return Mask.of(size, i -> {
            int left = size - i;
            boolean drawn = needed[0] == left || (needed[0] > 0 && uniform() * left < needed[0]);
            needed[0] -= drawn ? 1 : 0;
            return drawn;
        });
    }

    private double uniform() {
        return (random.nextLong() >>> 11) * 0x1p-53;
    }
}

package archsim.workloads.sparsity;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.workloads.Mask;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Masks are those of Knuth's algorithm 3.4.2 S with the library's random numbers, element by element. */
class SelectionTest {

    private static final long SEED = 91;

    static Stream<Arguments> draws() {
        var random = new SplittableRandom(7);
        return IntStream.range(0, 200).mapToObj(i -> {
            int size = 1 + random.nextInt(i < 100 ? 130 : 3000);
            int[] counts = {0, size, 1, size - 1, random.nextInt(size + 1)};
            return Arguments.of(size, counts[i % counts.length]);
        });
    }

    @ParameterizedTest
    @MethodSource("draws")
    void elementsAreThoseOfTheAlgorithm(int size, int count) {
        Mask drawn = Selection.of(SEED, "layer", "weights").draw(size, count);
        assertThat(drawn.count()).isEqualTo(count);
        assertThat(drawn).isEqualTo(literal(size, count));
    }

    /** FNV-1a of the layer's name and use, with the seed's first number, is the seed of the draw. */
    private static Mask literal(int size, int count) {
        long hash = 0xcbf29ce484222325L;
        for (char letter : "layer\nweights".toCharArray()) {
            hash = (hash ^ letter) * 0x100000001b3L;
        }
        var random = new SplittableRandom(new SplittableRandom(SEED).nextLong() ^ hash);
        boolean[] present = new boolean[size];
        int needed = count;
        for (int i = 0; i < size; i++) {
            int left = size - i;
            boolean certain = needed == left;
            if (needed > 0 && (certain || (random.nextLong() >>> 11) * 0x1p-53 * left < needed)) {
                present[i] = true;
                needed--;
            }
        }
        return Mask.of(size, i -> present[i]);
    }

    @Test
    void numbersAreThoseOfTheLibrary() {
        var own = new SplitMix(SEED);
        var library = new SplittableRandom(SEED);
        for (int i = 0; i < 1000; i++) {
            assertThat(own.next()).isEqualTo(library.nextLong());
        }
    }
}

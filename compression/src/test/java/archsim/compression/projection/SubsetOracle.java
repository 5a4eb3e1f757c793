package archsim.compression.projection;

import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Brute force over small tensors: of all allowed supports the least squared distance. */
final class SubsetOracle {

    private SubsetOracle() {}

    /** Small integers, so that ties are common. */
    static float[] values(SplittableRandom random, int length) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = random.nextInt(-4, 5);
        }
        return values;
    }

    static Stream<Long> seeds(int count) {
        return LongStream.range(0, count).boxed();
    }

    static double discarded(float[] values, boolean[] support) {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += support[i] ? 0 : (double) values[i] * values[i];
        }
        return sum;
    }

    static int count(boolean[] support) {
        int count = 0;
        for (boolean kept : support) {
            count += kept ? 1 : 0;
        }
        return count;
    }

    /** The least distance over all sets of parts that {@code allowed} lets pass; weight {@code i} is in one part. */
    static double least(float[] values, int parts, IntUnaryOperator partOf, Predicate<boolean[]> allowed) {
        double least = Double.MAX_VALUE;
        for (int subset = 0; subset < 1 << parts; subset++) {
            boolean[] tried = new boolean[values.length];
            boolean[] chosen = new boolean[parts];
            for (int i = 0; i < values.length; i++) {
                tried[i] = (subset >> partOf.applyAsInt(i) & 1) != 0;
                chosen[partOf.applyAsInt(i)] = tried[i];
            }
            if (allowed.test(chosen)) {
                least = Math.min(least, discarded(values, tried));
            }
        }
        return least;
    }
}

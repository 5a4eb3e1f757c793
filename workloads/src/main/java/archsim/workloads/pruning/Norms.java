package archsim.workloads.pruning;

import java.util.BitSet;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Squared norms of the parts of a layer's weights, and which parts are the largest.
 */
final class Norms {

    private final float[] magnitudes;
    private final int width;

    /**
     * Norms of parts of these weights.
     *
     * @param magnitudes row by row
     * @param width weights of a row
     */
    Norms(float[] magnitudes, int width) {
        this.magnitudes = magnitudes;
        this.width = width;
    }

    /** Of each row, over the columns in {@code columns}. */
    double[] ofRows(BitSet columns) {
        double[] norms = new double[magnitudes.length / width];
        for (int i = 0; i < magnitudes.length; i++) {
            if (columns.get(i % width)) {
                norms[i / width] += square(i);
            }
        }
        return norms;
    }

    /** Of each {@code span} columns that follow one another. */
    double[] ofColumns(int span) {
        double[] norms = new double[width / span];
        for (int i = 0; i < magnitudes.length; i++) {
            norms[i % width / span] += square(i);
        }
        return norms;
    }

    /** Of each {@code size} weights that follow one another. */
    double[] ofKernels(int size) {
        double[] norms = new double[magnitudes.length / size];
        for (int i = 0; i < magnitudes.length; i++) {
            norms[i / size] += square(i);
        }
        return norms;
    }

    private double square(int index) {
        return (double) magnitudes[index] * magnitudes[index];
    }

    /** The {@code keep} largest; of equals those of lower index. */
    static BitSet largest(double[] norms, int keep) {
        var kept = new BitSet(norms.length);
        IntStream.range(0, norms.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -norms[i]).thenComparingInt(i -> i))
                .limit(keep)
                .forEach(kept::set);
        return kept;
    }

    /** All of {@code count}. */
    static BitSet all(int count) {
        var all = new BitSet(count);
        all.set(0, count);
        return all;
    }
}

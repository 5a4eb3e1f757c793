package archsim.workloads.pruning;

import archsim.workloads.LayerShape;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Which weights of a layer stay: those of the largest magnitudes, or the rows and columns of the largest norms. */
public sealed interface Projection {

    /**
     * The weights that stay.
     *
     * @param magnitudes of the weights, {@code [k][c/groups][r][s]}, none negative
     * @param outputs whether the filters are the network's outputs, which all stay
     */
    Mask project(float[] magnitudes, LayerShape shape, boolean outputs);

    /** Regularity that is left. */
    Scheme scheme();

    /** As reports call it. */
    String describe();

    private static void requireRate(double rate) {
        if (!(rate >= 1) || Double.isInfinite(rate)) {
            throw new IllegalArgumentException("rate must be at least 1, was " + rate);
        }
    }

    /** How many of {@code count} stay, at least one. */
    private static int kept(double count, double rate) {
        return (int) Math.max(1, Math.round(count / rate));
    }

    /** The {@code keep} largest; of equals those of lower index. */
    private static BitSet largest(double[] norms, int keep) {
        var kept = new BitSet(norms.length);
        IntStream.range(0, norms.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -norms[i]).thenComparingInt(i -> i))
                .limit(keep)
                .forEach(kept::set);
        return kept;
    }

    private static double[] norms(float[] magnitudes, int width, boolean ofRows, BitSet columns) {
        double[] norms = new double[ofRows ? magnitudes.length / width : width];
        for (int i = 0; i < magnitudes.length; i++) {
            int column = i % width;
            if (columns.get(column)) {
                norms[ofRows ? i / width : column] += (double) magnitudes[i] * magnitudes[i];
            }
        }
        return norms;
    }

    private static BitSet all(int count) {
        var all = new BitSet(count);
        all.set(0, count);
        return all;
    }

    private static Mask cross(BitSet rows, BitSet columns, int width, int size) {
        return Mask.of(size, i -> rows.get(i / width) && columns.get(i % width));
    }

    /** Single weights, the largest. */
    record Magnitude(double rate) implements Projection {

        public Magnitude {
            requireRate(rate);
        }

        @Override
        public Mask project(float[] magnitudes, LayerShape shape, boolean outputs) {
            int keep = kept(magnitudes.length, rate);
            float[] sorted = magnitudes.clone();
            Arrays.sort(sorted);
            float least = sorted[sorted.length - keep];
            int above = 0;
            for (float magnitude : magnitudes) {
                above += magnitude > least ? 1 : 0;
            }
            int[] equalsLeft = {keep - above};
            return Mask.of(
                    magnitudes.length, i -> magnitudes[i] > least || (magnitudes[i] == least && equalsLeft[0]-- > 0));
        }

        @Override
        public Scheme scheme() {
            return rate == 1 ? Scheme.DENSE : Scheme.NON_STRUCTURED;
        }

        @Override
        public String describe() {
            return "non-structured";
        }
    }

    /** Whole filters; the network's outputs all stay. */
    record Filters(double rate) implements Projection {

        public Filters {
            requireRate(rate);
        }

        @Override
        public Mask project(float[] magnitudes, LayerShape shape, boolean outputs) {
            int width = Math.toIntExact(shape.weightsPerFilter());
            BitSet columns = all(width);
            BitSet rows =
                    outputs ? all(shape.k()) : largest(norms(magnitudes, width, true, columns), kept(shape.k(), rate));
            return cross(rows, columns, width, magnitudes.length);
        }

        @Override
        public Scheme scheme() {
            return rate == 1 ? Scheme.DENSE : Scheme.COLUMN_FILTER;
        }

        @Override
        public String describe() {
            return "filter";
        }
    }

    /** Whole columns. */
    record Columns(double rate) implements Projection {

        public Columns {
            requireRate(rate);
        }

        @Override
        public Mask project(float[] magnitudes, LayerShape shape, boolean outputs) {
            int width = Math.toIntExact(shape.weightsPerFilter());
            BitSet columns = largest(norms(magnitudes, width, false, all(width)), kept(width, rate));
            return cross(all(shape.k()), columns, width, magnitudes.length);
        }

        @Override
        public Scheme scheme() {
            return rate == 1 ? Scheme.DENSE : Scheme.COLUMN_FILTER;
        }

        @Override
        public String describe() {
            return "column";
        }
    }

    /**
     * Whole filters and columns, each by about the root of the rate: first columns, then filters by what they have in
     * these columns. Of the network's outputs only columns go.
     */
    record ColumnsAndFilters(double rate) implements Projection {

        public ColumnsAndFilters {
            requireRate(rate);
        }

        @Override
        public Mask project(float[] magnitudes, LayerShape shape, boolean outputs) {
            int width = Math.toIntExact(shape.weightsPerFilter());
            int rowsKept = outputs ? shape.k() : kept(shape.k(), Math.sqrt(rate));
            int columnsKept = Math.min(width, kept((double) magnitudes.length / rowsKept, rate));
            BitSet columns = largest(norms(magnitudes, width, false, all(width)), columnsKept);
            BitSet rows = largest(norms(magnitudes, width, true, columns), rowsKept);
            return cross(rows, columns, width, magnitudes.length);
        }

        @Override
        public Scheme scheme() {
            return rate == 1 ? Scheme.DENSE : Scheme.COLUMN_FILTER;
        }

        @Override
        public String describe() {
            return "column-filter";
        }
    }

    /** The {@code n} largest of each {@code m} weights that follow one another in a row; a last group may be shorter. */
    record Groups(int n, int m) implements Projection {

        public Groups {
            if (n < 1 || m <= n || m > 256) {
                throw new IllegalArgumentException("1 <= n < m <= 256 must hold, was n=%d m=%d".formatted(n, m));
            }
        }

        @Override
        public Mask project(float[] magnitudes, LayerShape shape, boolean outputs) {
            int width = Math.toIntExact(shape.weightsPerFilter());
            return Mask.of(magnitudes.length, i -> {
                int row = i / width * width;
                int start = row + (i - row) / m * m;
                int end = Math.min(start + m, row + width);
                int before = 0;
                for (int other = start; other < end; other++) {
                    boolean larger = magnitudes[other] > magnitudes[i];
                    before += larger || (magnitudes[other] == magnitudes[i] && other < i) ? 1 : 0;
                }
                return before < n;
            });
        }

        @Override
        public Scheme scheme() {
            return Scheme.NON_STRUCTURED;
        }

        @Override
        public String describe() {
            return n + ":" + m;
        }
    }
}

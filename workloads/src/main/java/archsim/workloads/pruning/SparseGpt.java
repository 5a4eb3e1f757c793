package archsim.workloads.pruning;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * Prunes the weights of filters one column after the other; after each, the columns behind it make up for what is lost of
 * the outputs on recorded inputs, in the sense of least squares.
 *
 * <p>With {@code H = X X^T + damping I}, {@code C} the upper triangular matrix with {@code C^T C = H^-1}: the loss of
 * weight {@code j} costs {@code (w_j / C_jj)^2}, and takes {@code w_j / C_jj * C_jk} off each weight {@code k} behind it.
 * Which weights of a stretch of columns go is chosen when it is reached, as many of each stretch as of all: {@value
 * #STRETCH} columns of all filters, or the groups of N:M of each.
 *
 * <p>Source: E. Frantar, D. Alistarh, "SparseGPT: Massive Language Models Can Be Accurately Pruned in One-Shot", ICML 2023,
 * with its damping of 1 % of the mean diagonal.
 */
final class SparseGpt {

    private static final int STRETCH = 128;
    private static final double DAMPING = 0.01;

    private final double[][] rows;
    private final boolean[][] kept;
    private final double[][] factor;
    private final int columns;

    /**
     * @param rows weights of each filter; changed
     * @param gram {@code X X^T}; changed
     */
    SparseGpt(double[][] rows, double[][] gram) {
        this.rows = rows;
        this.columns = gram.length;
        this.kept = new boolean[rows.length][columns];
        this.factor = inverseFactor(damped(gram));
    }

    /** Which weights stay. */
    boolean[][] kept() {
        return kept;
    }

    /** Keeps {@code round(all / rate)} weights. */
    void prune(double rate) {
        long keep = Projection.kept((double) rows.length * columns, rate);
        long before = 0;
        for (int from = 0; from < columns; from += STRETCH) {
            int to = Math.min(columns, from + STRETCH);
            long until = Math.round((double) keep * to / columns);
            int first = from;
            int width = to - from;
            IntStream.range(0, rows.length * width)
                    .boxed()
                    .sorted(Comparator.comparingDouble((Integer i) -> -cost(i / width, first + i % width))
                            .thenComparing(Comparator.naturalOrder()))
                    .limit(until - before)
                    .forEach(i -> kept[i / width][first + i % width] = true);
            removeOthers(from, to);
            before = until;
        }
    }

    /** Keeps {@code n} weights of each {@code m} that follow one another in a filter; a last group may be shorter. */
    void prune(int n, int m) {
        for (int from = 0; from < columns; from += m) {
            int to = Math.min(columns, from + m);
            for (int row = 0; row < rows.length; row++) {
                int at = row;
                IntStream.range(from, to)
                        .boxed()
                        .sorted(Comparator.comparingDouble((Integer column) -> -cost(at, column))
                                .thenComparing(Comparator.naturalOrder()))
                        .limit(n)
                        .forEach(column -> kept[at][column] = true);
            }
            removeOthers(from, to);
        }
    }

    private double cost(int row, int column) {
        double share = rows[row][column] / factor[column][column];
        return share * share;
    }

    private void removeOthers(int from, int to) {
        IntStream.range(0, rows.length).parallel().forEach(row -> {
            for (int column = from; column < to; column++) {
                if (!kept[row][column]) {
                    remove(rows[row], column);
                }
            }
        });
    }

    private void remove(double[] row, int column) {
        double share = row[column] / factor[column][column];
        for (int behind = column + 1; behind < columns; behind++) {
            row[behind] -= share * factor[column][behind];
        }
        row[column] = 0;
    }

    /** With 1 % of its mean diagonal added, in units of that mean; the unit matrix where no input was ever there. */
    private static double[][] damped(double[][] gram) {
        double mean = IntStream.range(0, gram.length)
                .mapToDouble(i -> gram[i][i])
                .average()
                .orElse(0);
        for (int i = 0; i < gram.length; i++) {
            for (int j = 0; j < gram.length; j++) {
                gram[i][j] = mean == 0 ? 0 : gram[i][j] / mean;
            }
            gram[i][i] += mean == 0 ? 1 : DAMPING;
        }
        return gram;
    }

    /**
     * {@code C}: with {@code J} that reverses the order, {@code J H J = L L^T} gives {@code H = U U^T} for the upper {@code
     * U = J L J}, and {@code C = U^-1}.
     */
    private static double[][] inverseFactor(double[][] h) {
        int n = h.length;
        double[][] reversed = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                reversed[i][j] = h[n - 1 - i][n - 1 - j];
            }
        }
        RealMatrix lower = new CholeskyDecomposition(new Array2DRowRealMatrix(reversed, false)).getL();
        double[][] u = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = i; j < n; j++) {
                u[i][j] = lower.getEntry(n - 1 - i, n - 1 - j);
            }
        }
        return inverse(u);
    }

    /** Of an upper triangular matrix. */
    private static double[][] inverse(double[][] u) {
        int n = u.length;
        double[][] inverse = new double[n][n];
        for (int i = n - 1; i >= 0; i--) {
            inverse[i][i] = 1;
            for (int k = i + 1; k < n; k++) {
                for (int j = k; j < n; j++) {
                    inverse[i][j] -= u[i][k] * inverse[k][j];
                }
            }
            for (int j = i; j < n; j++) {
                inverse[i][j] /= u[i][i];
            }
        }
        return inverse;
    }
}

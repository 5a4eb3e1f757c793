package archsim.workloads.pruning;

import archsim.base.json.EnumNames;
import archsim.workloads.BlockPattern;
import archsim.workloads.LayerShape;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;
import java.util.Optional;

/**
 * Which weights of a layer stay: those of the largest magnitudes, or the parts of the largest norms.
 *
 * <p>Of {@code n} parts {@code round(n / rate)} stay, at least one; of equals those of lower index. A rate of 1 leaves
 * the layer dense.
 */
public interface Projection {

    /**
     * What may be asked of a scheme, which takes what it needs of it.
     *
     * @param rate weights before over weights after
     * @param librarySize patterns of a layer
     * @param n weights left of each {@code m}
     * @param m weights of a group
     * @param block blocks and weights in them
     */
    record Parameters(double rate, int librarySize, int n, int m, Optional<BlockPattern> block) {

        /** Of no blocks. */
        public Parameters(double rate, int librarySize, int n, int m) {
            this(rate, librarySize, n, m, Optional.empty());
        }
    }

    /** The projection onto what {@code scheme} leaves. */
    static Projection of(Scheme scheme, Parameters asked) {
        return switch (scheme) {
            case DENSE -> new SingleWeights(1);
            case NON_STRUCTURED -> new SingleWeights(asked.rate());
            case FILTER -> new Filters(asked.rate());
            case CHANNEL -> new Columns(asked.rate(), true);
            case COLUMN -> new Columns(asked.rate(), false);
            case COLUMN_FILTER -> new ColumnsAndFilters(asked.rate());
            case PATTERN -> new Patterns(asked.rate(), asked.librarySize());
            case NM -> new Groups(asked.n(), asked.m());
            case BLOCK -> new Blocks(asked.block().orElseThrow(), asked.rate());
        };
    }

    /**
     * The weights that stay.
     *
     * @param magnitudes of the weights, {@code [k][c/groups][r][s]}, none negative
     * @param outputs whether the filters are the network's outputs, which all stay
     */
    Mask project(float[] magnitudes, LayerShape shape, boolean outputs);

    /** Regularity that is left. */
    Scheme scheme();

    /** Blocks that what is left keeps to; empty for other schemes. */
    default Optional<BlockPattern> blocks() {
        return Optional.empty();
    }

    /** Weights before over weights after, as asked for. */
    double rate();

    /** As reports call it. */
    default String describe() {
        return EnumNames.of(scheme());
    }

    /**
     * Checks a rate at a record's birth.
     *
     * @throws IllegalArgumentException if it is below 1 or infinite
     */
    static void requireRate(double rate) {
        if (!(rate >= 1) || Double.isInfinite(rate)) {
            throw new IllegalArgumentException("rate must be at least 1, was " + rate);
        }
    }

    /** How many of {@code count} stay. */
    static int kept(double count, double rate) {
        return (int) Math.max(1, Math.round(count / rate));
    }
}

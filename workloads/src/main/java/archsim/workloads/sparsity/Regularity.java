package archsim.workloads.sparsity;

import archsim.workloads.BlockPattern;
import archsim.workloads.LayerShape;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;
import java.util.Optional;

/** A way to draw the present weights of a layer at an exact count. */
sealed interface Regularity permits Bernoulli, BlockMask, Clustered, ColumnFilter, NmMask, Pattern {

    /** Regularity of a mask drawn by {@link #draw}. */
    Scheme scheme(Mask weights);

    /** Draws the weights of a layer, {@code [k][c/groups][r][s]}, at a density of 0 to 1. */
    Mask draw(LayerShape shape, double density, Selection selection);

    /** Blocks that drawn weights keep to. */
    default Optional<BlockPattern> blocks() {
        return Optional.empty();
    }

    /** Dense if nothing is absent, else {@code pruned}. */
    static Scheme denseOr(Scheme pruned, Mask weights) {
        return weights.count() == weights.size() ? Scheme.DENSE : pruned;
    }
}

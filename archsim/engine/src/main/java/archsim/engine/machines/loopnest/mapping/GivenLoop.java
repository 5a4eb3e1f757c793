package archsim.engine.machines.loopnest.mapping;

import archsim.base.json.Range;
import archsim.engine.machines.loopnest.architecture.Dimension;
import java.util.Optional;

/**
 * A loop of a level.
 *
 * @param loop over what
 * @param factor how often it runs
 * @param partial whether its last iteration may be cut where the layer ends: only the outermost loop over a dimension, whose
 *     factor is then that of the parts begun; false if absent
 */
public record GivenLoop(Dimension loop, @Range(min = 1) int factor, Optional<Boolean> partial) {

    /** A loop whose iterations are all whole. */
    public static GivenLoop whole(Dimension loop, int factor) {
        return new GivenLoop(loop, factor, Optional.empty());
    }

    boolean mayBeCut() {
        return partial.orElse(false);
    }
}

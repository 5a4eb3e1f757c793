package archsim.engine.machines.loopnest.mapping;

import archsim.base.ComponentFaults;
import archsim.base.json.Range;
import archsim.engine.machines.loopnest.architecture.Dimension;
import java.util.OptionalInt;

/**
 * What is fixed of a loop of a level: its factor, or the most that it may be.
 *
 * @param loop over what
 * @param factor how often it runs; the parts begun of a loop whose last part is cut
 * @param atMost how often it runs at most
 */
public record LoopConstraint(
        Dimension loop,
        @Range(min = 1) OptionalInt factor,
        @Range(min = 1) OptionalInt atMost) {

    /** Binds nothing. */
    static final LoopConstraint FREE =
            new LoopConstraint(Dimension.N, OptionalInt.empty(), OptionalInt.of(Integer.MAX_VALUE));

    public LoopConstraint {
        new ComponentFaults()
                .require(
                        factor.isPresent() != atMost.isPresent(),
                        "factor",
                        "or atMost must be given, and not both, for %s",
                        loop.jsonName())
                .throwIfAny();
    }

    int least() {
        return factor.orElse(1);
    }

    int most() {
        return factor.orElse(atMost.orElse(1));
    }

    @Override
    public String toString() {
        return loop.jsonName() + (factor.isPresent() ? " " : " at most ") + most();
    }
}

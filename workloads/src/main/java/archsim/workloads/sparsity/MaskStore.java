package archsim.workloads.sparsity;

import archsim.workloads.Mask;
import java.util.function.Supplier;

/** Where drawn masks of weights may be kept for workloads that draw the same. */
@FunctionalInterface
public interface MaskStore {

    /** Keeps none. */
    MaskStore NONE = (key, draw) -> draw.get();

    /**
     * A mask.
     *
     * @param key all that it is drawn from
     * @param draw draws it
     */
    Mask get(Object key, Supplier<Mask> draw);
}

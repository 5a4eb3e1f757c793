package archsim.sweep.drawn;

import archsim.workloads.Workload;
import archsim.workloads.sparsity.Redrawn;

/** Whose masks a run has, in the order of results. */
public enum Masks {
    /** Those of the model's weights and of its recorded inputs. */
    REAL(false, false),
    /** Drawn weights, recorded inputs. */
    DRAWN_WEIGHTS(true, false),
    /** The model's weights, drawn inputs. */
    DRAWN_INPUTS(false, true),
    /** All drawn. */
    DRAWN_BOTH(true, true);

    private final boolean weights;
    private final boolean inputs;

    Masks(boolean weights, boolean inputs) {
        this.weights = weights;
        this.inputs = inputs;
    }

    /** {@code real} with the masks of this kind. */
    Workload of(Workload real, long seed) {
        return this == REAL ? real : new Redrawn(weights, inputs, seed).of(real);
    }
}

package archsim.compression.config;

import java.util.Optional;

/**
 * How a run prunes, where it is not plain ADMM.
 *
 * @param kind of regularisation; ADMM if absent
 * @param importance that ranks weights inside the projection; their magnitude if absent
 * @param order in which a column-filter set is projected; staged if absent
 */
public record Method(Optional<Kind> kind, Optional<Importance> importance, Optional<Order> order) {

    /** ADMM, magnitudes, staged. */
    public static final Method PLAIN = new Method(Optional.empty(), Optional.empty(), Optional.empty());

    /** Pruning methods; all but ADMM are baselines, run with the same rounds and as many epochs. */
    public enum Kind {
        /** Regularisation with a target that moves. */
        ADMM,
        /** The last round's set is mapped onto right after dense training; all later epochs retrain. */
        ONE_SHOT,
        /** No regularisation: every round trains on, maps and retrains. */
        ITERATIVE,
        /** Fixed {@code rhoStart |W|} on the weights that the rounds may prune. */
        L1,
        /** Fixed {@code rhoStart / 2 W^2} on the weights that the rounds may prune. */
        L2,
        /** Weights are mapped onto the set after every iteration and may come back until the round ends. */
        PROJECTED_GRADIENT
    }

    /** What the largest weights are the largest of. */
    public enum Importance {
        /** {@code |W|}: the Euclidean projection. */
        MAGNITUDE,
        /**
         * {@code |W| F^(1/4)} with {@code F} the mean squared gradient when the round starts, from Adam's second moments.
         * Not in the paper; raises accuracy at the highest rates.
         */
        FISHER
    }

    /** How rows and columns are chosen together, which cannot be done exactly in reasonable time. */
    public enum Order {
        /** Columns first, then rows by what they have there, as the paper does. */
        STAGED,
        /** From both staged choices on, rows given columns and columns given rows until neither changes; the better. */
        ALTERNATING
    }

    /** The method of pruning. */
    public Kind kindOrAdmm() {
        return kind.orElse(Kind.ADMM);
    }

    /** The same ranking and order by another method. */
    public Method withKind(Kind other) {
        return new Method(Optional.of(other), importance, order);
    }

    /** Whether gradients weigh in. */
    public boolean byFisher() {
        return importance.orElse(Importance.MAGNITUDE) == Importance.FISHER;
    }

    /** Whether rows and columns are chosen in turns. */
    public boolean alternates() {
        return order.orElse(Order.STAGED) == Order.ALTERNATING;
    }
}

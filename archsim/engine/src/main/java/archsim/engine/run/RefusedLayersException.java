package archsim.engine.run;

import archsim.energy.UnpricedActionException;
import archsim.engine.dataflow.InfeasibleLayerException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Layers of a workload that a machine cannot run or price, all of them, in the order of the layers. */
public final class RefusedLayersException extends RuntimeException {

    @SuppressWarnings("serial")
    private final List<InfeasibleLayerException> infeasible;

    @SuppressWarnings("serial")
    private final List<UnpricedActionException> unpriced;

    RefusedLayersException(List<InfeasibleLayerException> infeasible, List<UnpricedActionException> unpriced) {
        super(Stream.concat(infeasible.stream(), unpriced.stream())
                .map(Throwable::getMessage)
                .collect(Collectors.joining("; ")));
        this.infeasible = List.copyOf(infeasible);
        this.unpriced = List.copyOf(unpriced);
    }

    /** Layers that the dataflow cannot run. */
    public List<InfeasibleLayerException> infeasible() {
        return infeasible;
    }

    /** Actions that the energy tables do not cover. */
    public List<UnpricedActionException> unpriced() {
        return unpriced;
    }
}

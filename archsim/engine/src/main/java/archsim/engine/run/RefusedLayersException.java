package archsim.engine.run;

import archsim.base.RootLocale;
import archsim.engine.plan.InfeasibleLayerException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Layers of a workload that a machine cannot run, all of them, in the order of the layers. The message tells each
 * reason once.
 */
public final class RefusedLayersException extends RuntimeException {

    @SuppressWarnings("serial")
    private final List<InfeasibleLayerException> infeasible;

    RefusedLayersException(List<InfeasibleLayerException> infeasible) {
        super(reasons(infeasible).collect(Collectors.joining("; ")));
        this.infeasible = List.copyOf(infeasible);
    }

    private static Stream<String> reasons(List<InfeasibleLayerException> infeasible) {
        Map<String, List<InfeasibleLayerException>> byReason = infeasible.stream()
                .collect(Collectors.groupingBy(
                        InfeasibleLayerException::reason, LinkedHashMap::new, Collectors.toList()));
        return byReason.values().stream().map(RefusedLayersException::told);
    }

    private static String told(List<InfeasibleLayerException> faults) {
        InfeasibleLayerException first = faults.get(0);
        return faults.size() == 1
                ? first.getMessage()
                : RootLocale.format(
                        "layer %s and %d more cannot run on this machine: %s",
                        first.layer(), faults.size() - 1, first.reason());
    }

    /** Layers that the dataflow cannot run. */
    public List<InfeasibleLayerException> infeasible() {
        return infeasible;
    }
}

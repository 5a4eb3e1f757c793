package archsim.engine.run;

import archsim.workloads.Layer;
import archsim.workloads.Workload;
import java.util.List;
import java.util.function.Supplier;

/**
 * A workload whose configuration was checked, so that it can be made when it is needed.
 *
 * @param name unique in its run configuration
 * @param content what it is made from: equal if and only if the workloads are
 * @param sha256 of the model or tensor file; empty for generated masks
 * @param layers that its masks will be drawn for; empty if it is read from a file
 * @param maker makes it, the same whenever it is asked
 */
public record PlannedWorkload(
        String name, Object content, String sha256, List<Layer> layers, Supplier<Workload> maker) {

    public PlannedWorkload {
        layers = List.copyOf(layers);
    }

    /** The workload. */
    public Workload make() {
        return maker.get();
    }
}

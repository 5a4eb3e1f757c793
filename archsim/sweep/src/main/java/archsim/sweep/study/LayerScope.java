package archsim.sweep.study;

import archsim.engine.run.PlannedWorkload;
import archsim.workloads.Layer;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Workload;
import java.util.List;

/** Which layers of the models are compared. */
public enum LayerScope {
    /** Those that the tables of the field count as CONV. */
    CONVOLUTIONS,
    /** All of them. */
    ALL;

    /** As a sentence calls them. */
    public String label() {
        return this == ALL ? "all layers" : "CONV layers";
    }

    private boolean takes(Layer layer) {
        return this == ALL || layer.isConvolution();
    }

    /** The same workload with these layers only; its accuracy is still that of the whole model. */
    PlannedWorkload of(PlannedWorkload planned) {
        return new PlannedWorkload(
                planned.name(),
                List.of(planned.content(), this),
                planned.sha256(),
                planned.layers().stream().filter(this::takes).toList(),
                () -> of(planned.make()));
    }

    private Workload of(Workload workload) {
        List<LayerWorkload> layers =
                workload.layers().stream().filter(layer -> takes(layer.layer())).toList();
        return new Workload(workload.name(), workload.origin(), workload.sha256(), layers, workload.accuracy());
    }
}

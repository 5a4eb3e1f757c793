package archsim.sweep.study;

import archsim.engine.run.PlannedWorkload;

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

    /** The same workload with these layers only. */
    PlannedWorkload of(PlannedWorkload planned) {
        return this == ALL ? planned : planned.onlyConvolutions();
    }
}

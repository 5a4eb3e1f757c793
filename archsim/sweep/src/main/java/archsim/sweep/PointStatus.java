package archsim.sweep;

import java.util.Locale;

/** What became of a point. */
public enum PointStatus {
    /** All workloads were run. */
    DONE,
    /** The machine cannot run a workload, or the tables cannot price it. */
    INFEASIBLE,
    /** The values of the axes, each sound elsewhere, do not go together. */
    INVALID,
    /** archsim is at fault; tried again when the sweep is resumed. */
    FAILED;

    /** As files hold it. */
    public String jsonName() {
        return name().toLowerCase(Locale.ROOT);
    }
}

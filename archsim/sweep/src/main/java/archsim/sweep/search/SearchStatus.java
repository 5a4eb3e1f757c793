package archsim.sweep.search;

import archsim.base.json.EnumNames;

/** What became of a point of a search. */
public enum SearchStatus {
    /** Not yet come to. */
    LEFT,
    /** It exceeds a limit. */
    REFUSED,
    /** A simulated design beats all that this one could be. */
    BOUNDED_AWAY,
    /** Simulated. */
    DONE,
    /** The machine cannot run a workload. */
    INFEASIBLE,
    /** The values of the axes do not go together. */
    INVALID,
    /** archsim is at fault; tried again when the search is resumed. */
    FAILED;

    /** As files hold it. */
    public String jsonName() {
        return EnumNames.of(this);
    }
}

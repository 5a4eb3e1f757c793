package archsim.engine.run;

import archsim.workloads.language.StatedRouting;

/**
 * How a workload says that tokens come to experts.
 *
 * @param sha256 of the trace; empty if there is none
 */
record GivenRouting(StatedRouting stated, String sha256) {

    /** Nothing is said. */
    static final GivenRouting NONE = new GivenRouting(StatedRouting.EVEN, "");
}

package archsim.compression.config;

import archsim.base.Problems;

/** Finds ADMM iterations whose {@code rho} grows beyond what floats hold. */
final class RhoFaults {

    /**
     * Adam squares gradients of up to {@code rho} times the distance of a weight from its target; squares above 3.4e38
     * are infinite in floats, so with distances of up to 1e4 this is the most.
     */
    static final double MOST = 1e15;

    private RhoFaults() {}

    static void find(Admm admm, Problems problems, String pointer) {
        double last = admm.rhoStart() * Math.pow(admm.rhoGrowth(), admm.iterations());
        if (last > MOST) {
            problems.add(
                    pointer + "/rhoGrowth",
                    "must leave rho at most %.0e after %d iterations from %s, was %s: rho would be %.3g",
                    MOST,
                    admm.iterations(),
                    admm.rhoStart(),
                    admm.rhoGrowth(),
                    last);
        }
    }
}

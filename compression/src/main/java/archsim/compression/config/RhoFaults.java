package archsim.compression.config;

import archsim.base.Problems;
import archsim.compression.network.NetworkModel;
import jakarta.json.Json;
import java.util.Map;

/** Finds ADMM iterations whose {@code rho} grows beyond what floats hold, or is that of layers that are not there. */
final class RhoFaults {

    /**
     * Adam squares gradients of up to {@code rho} times the distance of a weight from its target; squares above 3.4e38
     * are infinite in floats, so with distances of up to 1e4 this is the most.
     */
    static final double MOST = 1e15;

    private RhoFaults() {}

    static void find(Admm admm, NetworkModel architecture, Problems problems, String pointer) {
        for (String name : admm.layerRho().orElse(Map.of()).keySet()) {
            RoundFaults.layer(architecture, name, pointer + "/layerRho/" + Json.encodePointer(name), problems);
        }
        double factor = admm.layerRho().orElse(Map.of()).values().stream()
                .mapToDouble(Double::doubleValue)
                .reduce(1, Math::max);
        double last = factor * admm.rhoStart() * Math.pow(admm.rhoGrowth(), admm.iterations());
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

package archsim.sweep.analysis;

import archsim.engine.run.RunCache;
import archsim.engine.run.RunSetup;
import archsim.sweep.ConfigPath;
import archsim.sweep.Sweep;
import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import java.util.List;
import java.util.Optional;

/**
 * What a workload has to win over.
 *
 * @param workload its index
 * @param accelerator name or file of the machine that runs it; the same machine as the other's if absent
 */
public record Baseline(int workload, Optional<String> accelerator) {

    private static final ConfigPath MACHINE = ConfigPath.parse("/accelerator");

    /**
     * What runs it beside {@code setup}.
     *
     * @param config that {@code setup} was read from
     */
    RunSetup beside(RunSetup setup, Sweep sweep, JsonObject config, RunCache cache) {
        return accelerator
                .map(name -> MACHINE.in(config, JsonProvider.provider().createValue(name)))
                .map(other -> sweep.setUp(other, cache))
                .orElse(setup);
    }

    /** Its name and, if it is another one, its machine. */
    String name(List<String> workloads) {
        return workloads.get(workload) + accelerator.map(" on "::concat).orElse("");
    }
}

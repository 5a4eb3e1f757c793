package archsim.base;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a result was made from: enough to reproduce it, and nothing that varies between identical runs.
 *
 * @param archsimVersion released version
 * @param gitCommit commit of the sources, {@code "unknown"} when built outside a repository
 * @param configSha256 of the configuration as resolved
 * @param modelSha256 by workload name, of each model file
 * @param seed of every random choice
 * @param tableSources citations of the energy and memory tables used, in order of first use
 */
public record Provenance(
        String archsimVersion,
        String gitCommit,
        String configSha256,
        Map<String, String> modelSha256,
        long seed,
        List<String> tableSources) {

    public Provenance {
        modelSha256 = Collections.unmodifiableMap(new LinkedHashMap<>(modelSha256));
        tableSources = List.copyOf(tableSources);
    }
}

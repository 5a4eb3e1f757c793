package archsim.sweep.search;

import archsim.base.ComponentFaults;
import archsim.base.json.Described;
import archsim.base.json.Holds;
import archsim.base.json.Range;
import archsim.engine.run.config.RunConfig;
import archsim.sweep.AxisConfig;
import archsim.sweep.analysis.Objective;
import jakarta.json.JsonValue;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * A search as written in the file.
 *
 * @param base a run configuration, or the file or name of one
 * @param axes what may be chosen; the last one varies fastest
 * @param objectives what designs are judged by, over all workloads one after the other; the first two are the figure's axes
 * @param limits that no design may exceed
 */
public record SearchConfig(
        @Range(min = 1, max = 1) int schemaVersion,

        @Described("a run configuration or the name of one")
        @Holds(value = RunConfig.class, orName = true, orPart = true)
        JsonValue base,

        List<AxisConfig> axes,
        List<Objective> objectives,
        Optional<Limits> limits) {

    public SearchConfig {
        new ComponentFaults()
                .require(!objectives.isEmpty(), "objectives", "must hold at least one, was empty")
                .require(
                        new HashSet<>(objectives).size() == objectives.size(),
                        "objectives",
                        "must differ from each other, was %s",
                        objectives)
                .require(
                        !objectives.contains(Objective.ACCURACY),
                        "objectives",
                        "must not hold accuracy: a design does not change it")
                .throwIfAny();
    }
}

package archsim.sweep;

import archsim.base.json.Described;
import archsim.base.json.Holds;
import archsim.base.json.Range;
import archsim.engine.run.config.RunConfig;
import jakarta.json.JsonValue;
import java.util.List;

/**
 * A sweep as written in the file.
 *
 * @param base a run configuration, or the file or name of one
 * @param axes the last one varies fastest
 */
public record SweepConfig(
        @Range(min = 1, max = 1) int schemaVersion,

        @Described("a run configuration or the name of one")
        @Holds(value = RunConfig.class, orName = true, orPart = true)
        JsonValue base,

        List<AxisConfig> axes) {}

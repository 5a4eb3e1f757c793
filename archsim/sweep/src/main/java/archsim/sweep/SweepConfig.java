package archsim.sweep;

import archsim.base.json.Described;
import archsim.base.json.Range;
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

        @Described("a run configuration or the name of one") JsonValue base,

        List<AxisConfig> axes) {}

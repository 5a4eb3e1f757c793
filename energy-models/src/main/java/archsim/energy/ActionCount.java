package archsim.energy;

import archsim.base.json.Range;

/**
 * How often one component did one thing with one kind of data.
 *
 * @param component name of a part of the machine, e.g. {@code weightBuffer}
 */
public record ActionCount(
        String component,
        DataType dataType,
        Action action,
        @Range(min = 0, max = 1e16) long count) {}

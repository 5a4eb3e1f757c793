package archsim.energy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.ObjLongConsumer;

/** How often each component did what, with which kind of data; in order of first use. */
public final class ActionCounts {

    /**
     * Who did what with which data.
     *
     * @param component name of a part of the machine, e.g. {@code weightBuffer}
     */
    public record Key(String component, DataType dataType, Action action) {

        public Key {
            Objects.requireNonNull(component, "component");
            Objects.requireNonNull(dataType, "dataType");
            Objects.requireNonNull(action, "action");
        }
    }

    private final Map<Key, Long> counts = new LinkedHashMap<>();

    /**
     * Adds {@code count} actions; none if it is 0.
     *
     * @throws ArithmeticException if a count exceeds a {@code long}
     */
    public void add(String component, DataType dataType, Action action, long count) {
        if (count < 0) {
            throw new IllegalArgumentException("count must be at least 0, was %d of %s".formatted(count, action));
        }
        if (count > 0) {
            counts.merge(new Key(component, dataType, action), count, Math::addExact);
        }
    }

    /** Adds all counts of {@code other}. */
    public void addAll(ActionCounts other) {
        other.forEach((key, count) -> add(key.component(), key.dataType(), key.action(), count));
    }

    /** Visits every count, in order of first use. */
    public void forEach(ObjLongConsumer<Key> visitor) {
        counts.forEach(visitor::accept);
    }
}

package archsim.energy;

import java.util.LinkedHashMap;
import java.util.List;
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

    /** The counts of {@code list}, in its order. */
    public static ActionCounts of(List<ActionCount> list) {
        var counts = new ActionCounts();
        list.forEach(one -> counts.add(one.component(), one.dataType(), one.action(), one.count()));
        return counts;
    }

    /** Every count, in order of first use. */
    public List<ActionCount> toList() {
        return counts.entrySet().stream()
                .map(entry -> new ActionCount(
                        entry.getKey().component(),
                        entry.getKey().dataType(),
                        entry.getKey().action(),
                        entry.getValue()))
                .toList();
    }

    /** Every count with its price, in order of first use. */
    public List<EnergyLine> priced(EnergyModel model) {
        return toList().stream()
                .map(count -> new EnergyLine(count, model.price(count.action())))
                .toList();
    }

    /** Visits every count, in order of first use. */
    public void forEach(ObjLongConsumer<Key> visitor) {
        counts.forEach(visitor::accept);
    }
}

package archsim.energy;

import archsim.base.RootLocale;
import java.util.HashMap;
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

    /** One count, for those who add to it often; it is among the counts once it is not 0. */
    public final class Counter {

        private final Key key;
        private long count;

        private Counter(Key key) {
            this.key = key;
        }

        /**
         * Adds {@code more} actions; none if it is 0.
         *
         * @throws ArithmeticException if the count exceeds a {@code long}
         */
        public void add(long more) {
            if (more < 0) {
                throw new IllegalArgumentException(
                        RootLocale.format("count must be at least 0, was %d of %s", more, key.action()));
            }
            if (count == 0 && more > 0) {
                used.put(key, this);
            }
            count = Math.addExact(count, more);
        }
    }

    private final Map<Key, Counter> all = new HashMap<>();
    private final Map<Key, Counter> used = new LinkedHashMap<>();

    /** The count of what a component does with some data. */
    public Counter counter(Component component, DataType dataType, Action action) {
        return counter(component.name(), dataType, action);
    }

    private Counter counter(String component, DataType dataType, Action action) {
        return all.computeIfAbsent(new Key(component, dataType, action), Counter::new);
    }

    /**
     * Adds {@code count} actions; none if it is 0.
     *
     * @throws ArithmeticException if a count exceeds a {@code long}
     */
    public void add(Component component, DataType dataType, Action action, long count) {
        counter(component, dataType, action).add(count);
    }

    /** The same of a component by its name. */
    public void add(String component, DataType dataType, Action action, long count) {
        counter(component, dataType, action).add(count);
    }

    /** Adds all counts of {@code other}. */
    public void addAll(ActionCounts other) {
        other.forEach((key, count) -> add(key.component(), key.dataType(), key.action(), count));
    }

    /** The counts as often. */
    public ActionCounts times(long times) {
        var product = new ActionCounts();
        forEach((key, count) ->
                product.add(key.component(), key.dataType(), key.action(), Math.multiplyExact(count, times)));
        return product;
    }

    /** The counts of {@code list}, in its order. */
    public static ActionCounts of(List<ActionCount> list) {
        var counts = new ActionCounts();
        list.forEach(one -> counts.add(one.component(), one.dataType(), one.action(), one.count()));
        return counts;
    }

    /** Every count, in order of first use. */
    public List<ActionCount> toList() {
        return used.values().stream()
                .map(counter -> new ActionCount(
                        counter.key.component(), counter.key.dataType(), counter.key.action(), counter.count))
                .toList();
    }

    /** Those of the counts that {@code model} covers. */
    public ActionCounts pricedBy(EnergyModel model) {
        var priced = new ActionCounts();
        forEach((key, count) -> {
            if (model.covers(key.action())) {
                priced.add(key.component(), key.dataType(), key.action(), count);
            }
        });
        return priced;
    }

    /** Every count with its price, in order of first use. */
    public List<EnergyLine> priced(EnergyModel model) {
        return toList().stream()
                .map(count -> new EnergyLine(count, model.price(count.action())))
                .toList();
    }

    /** Visits every count, in order of first use. */
    public void forEach(ObjLongConsumer<Key> visitor) {
        used.forEach((key, counter) -> visitor.accept(key, counter.count));
    }
}

package archsim.engine.counts;

import archsim.energy.Action;
import archsim.energy.ActionCounts;
import archsim.energy.DataType;
import archsim.engine.plan.LayerPlan;
import java.util.Map;
import java.util.TreeMap;

/**
 * Actions by component, data type and kind, as a literal model counts them one by one and as a plan counts them.
 *
 * <p>Two tallies are equal if they hold the same actions the same number of times; a difference prints one line an
 * action.
 */
public final class Tally {

    private final Map<String, Long> counts = new TreeMap<>();

    /** Counts {@code count} more actions; zero leaves no entry. */
    public void add(String component, DataType dataType, Action action, long count) {
        if (count != 0) {
            counts.merge("%s %s %s".formatted(component, dataType, action), count, Math::addExact);
        }
    }

    /** What {@code plan} counts on the chip. */
    public static Map<String, Long> of(LayerPlan plan) {
        return of(plan.onChip());
    }

    /** What {@code counts} holds. */
    public static Map<String, Long> of(ActionCounts counts) {
        var tally = new Tally();
        counts.forEach((key, count) -> tally.add(key.component(), key.dataType(), key.action(), count));
        return tally.counts();
    }

    /** Count of each action that happened. */
    public Map<String, Long> counts() {
        return new TreeMap<>(counts);
    }
}

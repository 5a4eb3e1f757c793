package archsim.workloads.language;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a run does beside the layers that are simulated.
 *
 * <p>An operation is one of arithmetic (an exponential counts as one), a multiply-accumulate is two.
 *
 * @param operations by what they are for, in fixed order
 * @param macs of the layers that are simulated
 */
public record LeftOut(Map<String, Long> operations, long macs) {

    public LeftOut {
        operations = Collections.unmodifiableMap(new LinkedHashMap<>(operations));
    }

    /** Share of all operations that is not simulated, 0 to 1. */
    public double share() {
        double left = operations.values().stream().mapToLong(Long::longValue).sum();
        return left / (left + 2.0 * macs);
    }
}

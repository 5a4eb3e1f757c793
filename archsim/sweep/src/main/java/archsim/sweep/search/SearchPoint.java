package archsim.sweep.search;

import archsim.sweep.analysis.Objective;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;

/**
 * A design, and what became of it.
 *
 * @param index of the point in the sweep
 * @param values of the axes
 * @param multipliers of the machine; 0 of an invalid point
 * @param gbPerSecond peak bandwidth of its DRAM; infinite if all data stay on the chip
 * @param bound what it takes at least
 * @param found what it took, if it was simulated
 * @param broken limits that it exceeds
 * @param reason why it is not {@link SearchStatus#DONE}, or of what no energy is known; may be empty
 */
record SearchPoint(
        int index,
        List<JsonValue> values,
        int multipliers,
        double gbPerSecond,
        Totals bound,
        Optional<Totals> found,
        SearchStatus status,
        List<Limit> broken,
        String reason) {

    private static final Totals NOTHING_KNOWN = new Totals(0, 0, 0, 0, 0, 0, 0, Double.NaN);

    SearchPoint {
        values = List.copyOf(values);
        broken = List.copyOf(broken);
    }

    /** A point that cannot be set up. */
    static SearchPoint invalid(int index, List<JsonValue> values, String reason) {
        return new SearchPoint(
                index, values, 0, Double.NaN, NOTHING_KNOWN, Optional.empty(), SearchStatus.INVALID, List.of(), reason);
    }

    /** The same point once more is known of it. */
    SearchPoint ended(SearchStatus end, Optional<Totals> totals, List<Limit> exceeded, String why) {
        return new SearchPoint(index, values, multipliers, gbPerSecond, bound, totals, end, exceeded, why);
    }

    double areaMm2() {
        return bound.areaMm2();
    }

    /** Whether it may be on the front: simulated within all limits, and all its objectives are known. */
    boolean isCandidate(List<Objective> objectives) {
        return status == SearchStatus.DONE
                && found.isPresent()
                && objectives.stream()
                        .noneMatch(objective -> Double.isNaN(found.get().of(objective)));
    }
}

package archsim.sweep.analysis;

import archsim.base.json.EnumNames;
import archsim.engine.run.result.Rates;
import archsim.sweep.PointRow;
import jakarta.json.JsonValue;
import java.util.List;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/**
 * Where, along an axis of a sweep, a workload begins to win over another one.
 *
 * @param group values of the other axes
 * @param workload that wins below {@link #mean} of the axis
 * @param against what it wins over
 * @param objective by which
 * @param verdict whether there is such a place
 * @param crossings of which each is the place under one seed; empty unless the verdict is {@link Verdict#FROM_HERE}
 * @param changes how often the winner changes along the axis under the first seed; more than 1 is worth a look
 * @param rates at {@link #mean} under the first seed, of the workload and of what it wins over; empty unless there is a place
 */
public record BreakEven(
        List<JsonValue> group,
        String workload,
        String against,
        Objective objective,
        Verdict verdict,
        List<Double> crossings,
        int changes,
        List<Rates> rates) {

    /** Who wins where. */
    public enum Verdict {
        /** The workload wins everywhere on the axis. */
        ALWAYS,
        /** It wins at the low end, up to the place that was found. */
        FROM_HERE,
        /** It does not win at the low end. */
        NEVER,
        /** One of the two cannot be run there. */
        INFEASIBLE;

        /** As files hold it. */
        public String jsonName() {
            return EnumNames.of(this);
        }
    }

    public BreakEven {
        group = List.copyOf(group);
        crossings = List.copyOf(crossings);
        rates = List.copyOf(rates);
    }

    BreakEven with(List<Rates> found) {
        return new BreakEven(group, workload, against, objective, verdict, crossings, changes, found);
    }

    private SummaryStatistics statistics() {
        var statistics = new SummaryStatistics();
        crossings.forEach(statistics::addValue);
        return statistics;
    }

    /** Mean place over the seeds; NaN if there is none. */
    public double mean() {
        return statistics().getMean();
    }

    /** Standard deviation of the place from seed to seed; 0 of one seed, NaN if there is none. */
    public double deviation() {
        return statistics().getStandardDeviation();
    }

    /** Lowest place under any seed; NaN if there is none. */
    public double lowest() {
        return statistics().getMin();
    }

    /** Highest place under any seed; NaN if there is none. */
    public double highest() {
        return statistics().getMax();
    }

    /** Values of the other axes as CSV holds them. */
    public List<String> groupTexts() {
        return group.stream().map(PointRow::text).toList();
    }
}

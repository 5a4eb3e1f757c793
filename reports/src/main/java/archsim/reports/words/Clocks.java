package archsim.reports.words;

import archsim.engine.run.result.Metrics;
import java.util.List;

/** Clocks of machines, as their results show them. */
public final class Clocks {

    /** Times in results are rounded. */
    private static final double SAME = 1e-9;

    private Clocks() {}

    /** Whether a cycle takes the same time in all of {@code metrics}, so that cycles can be compared. */
    public static boolean same(List<Metrics> metrics) {
        double[] periods = metrics.stream()
                .filter(each -> each.cycles() > 0)
                .mapToDouble(each -> each.timeNs() / each.cycles())
                .sorted()
                .toArray();
        return periods.length == 0 || periods[periods.length - 1] <= periods[0] * (1 + SAME);
    }
}

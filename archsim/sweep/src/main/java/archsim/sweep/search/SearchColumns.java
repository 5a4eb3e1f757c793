package archsim.sweep.search;

import archsim.sweep.Columns;
import archsim.sweep.analysis.Objective;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Columns of a search's points: {@code index}, the axes, then {@link #own}. */
public final class SearchColumns {

    /** Before the name of an objective: what no run of the design can do better than. */
    public static final String LEAST = "bound.";
    /** Whether no other design beats this one. */
    public static final String FRONT = "front";

    /** What is known of a design that was simulated, whatever the search is for. */
    static final List<Objective> RUN =
            Arrays.stream(Objective.values()).filter(Objective::isOfRun).toList();

    private SearchColumns() {}

    /** Those behind the axes. */
    static List<String> own(List<Objective> objectives) {
        var columns = new ArrayList<>(
                List.of(Limit.AREA.jsonName(), Limit.MULTIPLIERS.jsonName(), Limit.BANDWIDTH.jsonName()));
        objectives.stream().filter(Objective::isOfRun).forEach(objective -> columns.add(LEAST + objective.figure()));
        RUN.forEach(objective -> columns.add(objective.figure()));
        columns.add(FRONT);
        columns.add(Columns.STATUS);
        columns.add(Columns.REASON);
        return columns;
    }
}

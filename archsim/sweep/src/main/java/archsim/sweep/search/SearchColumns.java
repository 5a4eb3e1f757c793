package archsim.sweep.search;

import archsim.sweep.Columns;
import archsim.sweep.analysis.Objective;
import java.util.ArrayList;
import java.util.List;

/** Columns of a search's points: {@code index}, the axes, then {@link #own}. */
public final class SearchColumns {

    /** Before the name of an objective: what no run of the design can do better than. */
    public static final String LEAST = "bound.";
    /** Whether no other design beats this one. */
    public static final String FRONT = "front";

    private SearchColumns() {}

    /** Those behind the axes. */
    static List<String> own(List<Objective> objectives) {
        var columns = new ArrayList<>(
                List.of(Limit.AREA.jsonName(), Limit.MULTIPLIERS.jsonName(), Limit.BANDWIDTH.jsonName()));
        List<String> figures = objectives.stream()
                .filter(objective -> objective != Objective.AREA)
                .map(Objective::figure)
                .toList();
        figures.forEach(figure -> columns.add(LEAST + figure));
        columns.addAll(figures);
        columns.add(FRONT);
        columns.add(Columns.STATUS);
        columns.add(Columns.REASON);
        return columns;
    }
}

package archsim.reports.text;

import archsim.base.table.Column;
import archsim.base.table.ResultTable;
import archsim.reports.words.ObjectiveUnit;
import archsim.sweep.analysis.Objective;

/**
 * How a table shows what points are judged by: in a unit in which its numbers are short. Programs read the unit of results.
 *
 * @param unit with the header
 */
record ObjectiveColumn(ObjectiveUnit unit, String pattern) {

    private static final String COUNT = "%,.0f";

    /** @param largest value of {@code objective} in the table */
    static ObjectiveColumn of(Objective objective, double largest) {
        String pattern =
                switch (objective) {
                    case CYCLES, DRAM, STORAGE -> COUNT;
                    case ACCURACY -> "%.4f";
                    default -> Column.FOUR_DIGITS;
                };
        return new ObjectiveColumn(ObjectiveUnit.ofTable(objective, largest), pattern);
    }

    /** Adds the column to {@code table}, {@code before} its header; programs know it by {@code key}. */
    void add(ResultTable.Builder table, String before, String key) {
        table.scaled(before + unit.label(), key, pattern, unit.divisor());
    }
}

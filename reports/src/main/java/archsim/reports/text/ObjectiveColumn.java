package archsim.reports.text;

import archsim.base.table.Column;
import archsim.base.table.ResultTable;
import archsim.reports.words.Scale;
import archsim.sweep.analysis.Objective;

/**
 * How a table shows what points are judged by: in a unit in which its numbers are short. Programs read the unit of results.
 *
 * @param header with the unit
 * @param divisor from the unit of results
 */
record ObjectiveColumn(String header, String pattern, double divisor) {

    private static final double NS_A_SECOND = 1e9;
    private static final String COUNT = "%,.0f";

    /** @param largest value of {@code objective} in the table */
    static ObjectiveColumn of(Objective objective, double largest) {
        return switch (objective) {
            case ENERGY -> scaled("energy (%s)", Scale.ofEnergy(largest));
            case IMAGE -> scaled("energy (%s/image)", Scale.ofEnergy(largest));
            case TIME -> scaled("time (%s)", Scale.ofTime(largest));
            case EDP -> new ObjectiveColumn("EDP (pJ s)", Column.FOUR_DIGITS, NS_A_SECOND);
            case POWER, THROUGHPUT, EFFICIENCY, AREA -> new ObjectiveColumn(objective.label(), Column.FOUR_DIGITS, 1);
            case CYCLES, DRAM, STORAGE -> new ObjectiveColumn(objective.label(), COUNT, 1);
            case ACCURACY -> new ObjectiveColumn(objective.label(), "%.4f", 1);
        };
    }

    private static ObjectiveColumn scaled(String header, Scale scale) {
        return new ObjectiveColumn(header.replace("%s", scale.unit()), Column.FOUR_DIGITS, scale.divisor());
    }

    /** Adds the column to {@code table}, {@code before} its header; programs know it by {@code key}. */
    void add(ResultTable.Builder table, String before, String key) {
        table.scaled(before + header, key, pattern, divisor);
    }
}

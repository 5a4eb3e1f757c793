package archsim.reports.words;

import archsim.sweep.analysis.Objective;

/**
 * A unit in which the values of an objective are short.
 *
 * @param label the objective with that unit
 * @param divisor from the unit of results
 */
public record ObjectiveUnit(String label, double divisor) {

    private static final double NS_A_SECOND = 1e9;

    /**
     * For a table, in ASCII.
     *
     * @param largest value of {@code objective} in it
     */
    public static ObjectiveUnit ofTable(Objective objective, double largest) {
        return of(objective, largest, false);
    }

    /**
     * For an axis of a figure, on which counts are short, too.
     *
     * @param largest value of {@code objective} on it
     */
    public static ObjectiveUnit ofFigure(Objective objective, double largest) {
        return of(objective, largest, true);
    }

    private static ObjectiveUnit of(Objective objective, double largest, boolean figure) {
        return switch (objective) {
            case ENERGY -> of("energy (%s)", Scale.ofEnergy(largest), figure);
            case IMAGE -> of("energy (%s/image)", Scale.ofEnergy(largest), figure);
            case TIME -> of("time (%s)", Scale.ofTime(largest), figure);
            case CYCLES -> of("%s", figure ? Scale.ofCycles(largest) : new Scale(1, objective.label()), figure);
            case EDP -> new ObjectiveUnit("EDP (pJ s)", NS_A_SECOND);
            case AREA -> new ObjectiveUnit(figure ? "area (mm\u00b2)" : objective.label(), 1);
            case DRAM, STORAGE, POWER, THROUGHPUT, EFFICIENCY, ACCURACY -> new ObjectiveUnit(objective.label(), 1);
        };
    }

    private static ObjectiveUnit of(String label, Scale scale, boolean figure) {
        return new ObjectiveUnit(label.replace("%s", figure ? scale.symbol() : scale.unit()), scale.divisor());
    }

    /** {@code value}, in the unit of results, in this unit. */
    public double of(double value) {
        return value / divisor;
    }
}

package archsim.sweep.analysis;

import archsim.engine.run.result.Metrics;

/** What a point is judged by. */
public enum Objective {
    CYCLES("cycles", "cycles"),
    TIME("timeNs", "time (ns)"),
    ENERGY("energyTotalPj", "energy (pJ)"),
    DRAM("dramBytes", "DRAM traffic (bytes)"),
    STORAGE("storageBits", "storage (bits)"),
    /** The one of which more is better. */
    ACCURACY("accuracy", "accuracy");

    private final String figure;
    private final String label;

    Objective(String figure, String label) {
        this.figure = figure;
        this.label = label;
    }

    /** Its name among {@link archsim.sweep.Columns#FIGURES}. */
    public String figure() {
        return figure;
    }

    /** With its unit, for people. */
    public String label() {
        return label;
    }

    /** A value that is the less the better. */
    double cost(double value) {
        return this == ACCURACY ? -value : value;
    }

    /** Its value among the totals of a run, which do not hold an accuracy. */
    double of(Metrics totals) {
        return switch (this) {
            case CYCLES -> totals.cycles();
            case TIME -> totals.timeNs();
            case ENERGY -> totals.energy().totalPj();
            case DRAM ->
                totals.dramBytes().values().stream().mapToLong(Long::longValue).sum();
            case STORAGE -> totals.storage().total();
            case ACCURACY -> throw new IllegalArgumentException("a run does not change the accuracy of its model");
        };
    }
}

package archsim.sweep.analysis;

import archsim.engine.run.result.Metrics;
import archsim.engine.run.result.Rates;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** What a point is judged by. */
public enum Objective {
    CYCLES("cycles", "cycles"),
    TIME("timeNs", "time (ns)"),
    ENERGY("energyTotalPj", "energy (pJ)"),
    DRAM("dramBytes", "DRAM traffic (bytes)"),
    STORAGE("storageBits", "storage (bits)"),
    POWER("averagePowerMw", "power (mW)"),
    EDP("edpPjNs", "EDP (pJ ns)"),
    /** Energy an image. */
    IMAGE("energyPerImagePj", "energy (pJ/image)"),
    /** Of the machine, by the tables of areas. */
    AREA("areaMm2", "area (mm2)"),
    /** More is better, as of all that follow. */
    THROUGHPUT("throughputPerSecond", "images/s"),
    EFFICIENCY("topsPerWatt.dense", "TOPS/W (dense)"),
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

    /** What tables of fronts show whatever points are judged by, less that which they are judged by. */
    public static List<Objective> beside(List<Objective> judged) {
        return Stream.of(POWER, EDP, EFFICIENCY)
                .filter(figure -> !judged.contains(figure))
                .toList();
    }

    /** Whether a run on a machine decides it, and not the model or the machine alone. */
    public boolean isOfRun() {
        return this != ACCURACY && this != AREA;
    }

    /** A value that is the less the better. */
    public double cost(double value) {
        return compareTo(THROUGHPUT) >= 0 ? -value : value;
    }

    /** Its value, which {@link #isOfRun}, among the totals of a run of {@code images}; NaN if its energy is partial. */
    double of(Metrics totals, int images) {
        Rates rates = Rates.of(totals, images);
        return switch (this) {
            case CYCLES -> totals.cycles();
            case TIME -> totals.timeNs();
            case ENERGY -> totals.energy().totalPj();
            case DRAM ->
                totals.dramBytes().values().stream().mapToLong(Long::longValue).sum();
            case STORAGE -> totals.storage().total();
            case POWER -> of(rates, Rates.EnergyRates::averagePowerMw);
            case EDP -> of(rates, Rates.EnergyRates::edpPjNs);
            case IMAGE -> of(rates, Rates.EnergyRates::energyPerImagePj);
            case THROUGHPUT -> rates.throughputPerSecond();
            case EFFICIENCY -> of(rates, Rates.EnergyRates::topsPerWattDense);
            case AREA, ACCURACY -> throw new IllegalArgumentException("a run does not decide the " + figure);
        };
    }

    private static double of(Rates rates, ToDoubleFunction<Rates.EnergyRates> rate) {
        return rates.energy().map(rate::applyAsDouble).orElse(Double.NaN);
    }
}

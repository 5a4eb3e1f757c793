package archsim.reports.text;

import archsim.base.table.ResultTable;
import archsim.engine.run.result.Rates;
import archsim.reports.words.Scale;
import java.util.List;
import java.util.Optional;

/** What runs give for their time and their energy, as columns that programs know by the names of {@code result.json}. */
public final class RateColumns {

    /** How many there are. */
    static final int COUNT = 9;

    private static final double NS_A_S = 1e9;

    private RateColumns() {}

    /**
     * Adds the columns to {@code table}.
     *
     * @param before the names that programs know them by
     * @param all of the table, which decide in what unit the energy of an image is short
     */
    public static void add(ResultTable.Builder table, String before, List<Rates> all) {
        Scale image = Scale.ofEnergy(all.stream()
                .flatMap(rates -> rates.energy().stream())
                .mapToDouble(Rates.EnergyRates::energyPerImagePj)
                .max()
                .orElse(0));
        table.fitted("images/s", before + "throughputPerSecond", 1)
                .fitted("GOPS", before + "gops.dense", 1)
                .fitted("eff.", before + "gops.effective", 1)
                .fitted("OP/B", before + "arithmeticIntensity.dense", 1)
                .fitted("mW", before + "averagePowerMw", 1)
                .fitted("TOPS/W", before + "topsPerWatt.dense", 1)
                .fitted("eff.", before + "topsPerWatt.effective", 1)
                .fitted(image.unit() + "/image", before + "energyPerImagePj", image.divisor())
                .fitted("EDP (pJ s)", before + "edpPjNs", NS_A_S);
    }

    /** The cells of {@code rates}; those of energy and of DRAM traffic are empty where they are not known. */
    public static List<Object> cells(Rates rates) {
        Optional<Rates.EnergyRates> energy = rates.energy();
        return List.of(
                rates.throughputPerSecond(),
                rates.gopsDense(),
                rates.gopsEffective(),
                rates.intensity().map(Rates.Intensity::dense),
                energy.map(Rates.EnergyRates::averagePowerMw),
                energy.map(Rates.EnergyRates::topsPerWattDense),
                energy.map(Rates.EnergyRates::topsPerWattEffective),
                energy.map(Rates.EnergyRates::energyPerImagePj),
                energy.map(Rates.EnergyRates::edpPjNs));
    }
}

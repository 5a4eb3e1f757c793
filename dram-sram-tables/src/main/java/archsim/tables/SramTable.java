package archsim.tables;

import archsim.base.InvalidInputException;
import archsim.base.Problems;
import archsim.base.RootLocale;
import archsim.base.Source;
import archsim.base.json.StrictJson;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * SRAM figures of one technology by capacity and word width.
 *
 * <p>Between tabulated memories every figure follows power laws (straight lines on logarithmic axes): first over the word
 * width within each of the two neighbouring capacities, then over the capacity. No full grid is needed, tabulated points
 * are met exactly, and a figure leaves the interval of the points around it by no more than rounding. Read and write energy, leakage and
 * area therefore grow with capacity as the tabulated ones do; they need not grow with the word width, since CACTI
 * reorganises the array.
 *
 * <p>How far to trust it: each inner point of the tables was left out and predicted from neighbours four
 * times apart, twice as far as in use. The read energy is then off by 5 to 8 % in the median and 58 % at worst, where
 * CACTI changes the organisation; {@link SramAccuracy} lists them.
 */
public final class SramTable {

    private static final Spread INTERPOLATION =
            new Spread(1 / 1.08, 1.08, "the median error of points left out and interpolated");

    private final SramFile file;
    private final NavigableMap<Integer, NavigableMap<Integer, SramFigures>> byCapacity = new TreeMap<>();
    private final Map<Memory, SramFigures> known = new ConcurrentHashMap<>();

    private record Memory(int capacityBytes, int wordBits) {}

    private SramTable(SramFile file) {
        this.file = file;
        for (SramFile.Row row : file.rows()) {
            byCapacity
                    .computeIfAbsent(row.capacityBytes(), capacity -> new TreeMap<>())
                    .put(row.wordBits(), row.figures());
        }
    }

    /**
     * Reads a table.
     *
     * @param name of the input, for messages
     * @throws InvalidInputException with all faults of the table
     */
    public static SramTable read(String name, String text) {
        return of(readFile(name, text));
    }

    /** The rows of a table, checked. */
    static SramFile readFile(String name, String text) {
        SramFile file = StrictJson.read(name, text, SramFile.class);
        var problems = new Problems(name);
        file.check(problems);
        problems.throwIfAny();
        return file;
    }

    /** A table of rows that were checked, or made of such. */
    static SramTable of(SramFile file) {
        return new SramTable(file);
    }

    /**
     * Energy of one access to one word.
     *
     * @throws OutOfRangeException if the table does not surround the memory
     */
    public SourcedEnergy access(int capacityBytes, int wordBits, boolean write) {
        SramFigures figures = interpolate(capacityBytes, wordBits);
        return sourced(write ? figures.writePj() : figures.readPj(), file.spread(), capacityBytes, wordBits);
    }

    /**
     * Energy that one nanosecond of leakage takes; milliwatts times nanoseconds are picojoules.
     *
     * @throws OutOfRangeException if the table does not surround the memory
     */
    public SourcedEnergy leakage(int capacityBytes, int wordBits) {
        return leakage(capacityBytes, wordBits, file.leakageSpread());
    }

    /** The same at the temperature of the table, which {@code spread} leaves aside. */
    public SourcedEnergy leakage(int capacityBytes, int wordBits, Spread spread) {
        double leakageMw = interpolate(capacityBytes, wordBits).leakageMw();
        return sourced(leakageMw, spread, capacityBytes, wordBits);
    }

    /**
     * Area of the macro.
     *
     * @throws OutOfRangeException if the table does not surround the memory
     */
    public SourcedArea area(int capacityBytes, int wordBits) {
        var area = new SourcedArea(interpolate(capacityBytes, wordBits).areaMm2(), file.source());
        return isTabulated(capacityBytes, wordBits) ? area : area.times(1, "interpolated");
    }

    private SourcedEnergy sourced(double energyPj, Spread spread, int capacityBytes, int wordBits) {
        SourcedEnergy energy = SourcedEnergy.of(energyPj, spread, file.source());
        return isTabulated(capacityBytes, wordBits)
                ? energy
                : energy.times(1, "interpolated").within(INTERPOLATION);
    }

    /** Node of all figures. */
    public int technologyNm() {
        return file.technologyNm();
    }

    /** Source of all tabulated figures. */
    public Source source() {
        return file.source();
    }

    /** Whether a memory is in the table itself. */
    private boolean isTabulated(int capacityBytes, int wordBits) {
        return byCapacity.containsKey(capacityBytes)
                && byCapacity.get(capacityBytes).containsKey(wordBits);
    }

    /**
     * Figures of a memory; found once.
     *
     * @throws OutOfRangeException if the table does not surround it
     */
    public SramFigures interpolate(int capacityBytes, int wordBits) {
        var memory = new Memory(capacityBytes, wordBits);
        SramFigures figures = known.get(memory);
        if (figures == null) {
            figures = interpolated(capacityBytes, wordBits);
            known.put(memory, figures);
        }
        return figures;
    }

    private SramFigures interpolated(int capacityBytes, int wordBits) {
        String quantity = RootLocale.format("capacity in bytes of an SRAM at %d nm", technologyNm());
        var neighbours = new TreeMap<Integer, SramFigures>();
        for (int capacity : new int[] {
            PowerCurve.floor(byCapacity, quantity, capacityBytes),
            PowerCurve.ceiling(byCapacity, quantity, capacityBytes)
        }) {
            neighbours.put(capacity, atTabulatedCapacity(capacity, wordBits));
        }
        return SramFigures.at(capacityBytes, quantity, neighbours);
    }

    private SramFigures atTabulatedCapacity(int capacityBytes, int wordBits) {
        return SramFigures.at(
                wordBits,
                RootLocale.format("word in bits of an SRAM of %d bytes at %d nm", capacityBytes, technologyNm()),
                byCapacity.get(capacityBytes));
    }
}

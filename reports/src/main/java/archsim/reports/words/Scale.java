package archsim.reports.words;

/**
 * A unit in which the numbers of one table or axis are short.
 *
 * @param divisor from the unit of results to this one
 * @param unit in ASCII, as a terminal shows it
 */
public record Scale(double divisor, String unit) {

    /** For energies in picojoules of which the largest is {@code largestPj}: at most four digits before the point. */
    public static Scale ofEnergy(double largestPj) {
        if (largestPj < 1e7) {
            return largestPj < 1e4 ? new Scale(1, "pJ") : new Scale(1e3, "nJ");
        }
        if (largestPj < 1e10) {
            return new Scale(1e6, "uJ");
        }
        return largestPj < 1e13 ? new Scale(1e9, "mJ") : new Scale(1e12, "J");
    }

    /** For cycle counts on an axis. */
    public static Scale ofCycles(double largest) {
        if (largest < 1e5) {
            return new Scale(1, "cycles");
        }
        return largest < 1e8 ? new Scale(1e3, "thousand cycles") : new Scale(1e6, "million cycles");
    }

    /** For bytes of which the largest count is {@code largest}. */
    public static Scale ofBytes(double largest) {
        if (largest < 1e7) {
            return largest < 1e4 ? new Scale(1, "bytes") : new Scale(1e3, "kB");
        }
        return largest < 1e10 ? new Scale(1e6, "MB") : new Scale(1e9, "GB");
    }

    /** For times in nanoseconds of which the largest is {@code largestNs}. */
    public static Scale ofTime(double largestNs) {
        if (largestNs < 1e7) {
            return largestNs < 1e4 ? new Scale(1, "ns") : new Scale(1e3, "us");
        }
        return largestNs < 1e10 ? new Scale(1e6, "ms") : new Scale(1e9, "s");
    }

    /** The unit as a figure shows it. */
    public String symbol() {
        return unit.startsWith("u") ? "\u00b5" + unit.substring(1) : unit;
    }

    /** {@code value}, in the unit of results, in this unit. */
    public double of(double value) {
        return value / divisor;
    }
}

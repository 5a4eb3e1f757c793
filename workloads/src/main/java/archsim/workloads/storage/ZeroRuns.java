package archsim.workloads.storage;

/**
 * Entries of a zero run and a value: the run counts the zeros since the entry before.
 *
 * <p>{@code bits} bits count runs of 0 to {@code 2^bits - 1} zeros. A longer run is bridged by fillers: entries of the
 * longest run and the value zero, which cover {@code 2^bits} zeros each.
 */
public record ZeroRuns(int bits) {

    public ZeroRuns {
        if (bits < 1 || bits > 16) {
            throw new IllegalArgumentException("a run must have 1 to 16 bits, was " + bits);
        }
    }

    /** Fillers that {@code zeros} zeros in a row need. */
    public int fillers(int zeros) {
        return zeros >>> bits;
    }

    int longest() {
        return (1 << bits) - 1;
    }

    /** What is left of {@code zeros} zeros behind their fillers. */
    int rest(int zeros) {
        return zeros & longest();
    }
}

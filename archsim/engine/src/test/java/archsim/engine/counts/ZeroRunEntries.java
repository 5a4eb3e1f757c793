package archsim.engine.counts;

/**
 * Entries of a stream that stores what is not zero behind a run of at most 15 zeros, position by position.
 *
 * <p>A sixteenth zero in a row is stored as a value; zeros behind the last value are not stored.
 */
public final class ZeroRunEntries {

    private long entries;
    private long storedZeros;
    private int run;

    /** The next position of the stream. */
    public void next(boolean present) {
        if (present) {
            entries += storedZeros + 1;
            storedZeros = 0;
            run = 0;
        } else if (run == 15) {
            storedZeros++;
            run = 0;
        } else {
            run++;
        }
    }

    /** Entries so far, stored zeros before the last value included. */
    public long entries() {
        return entries;
    }
}

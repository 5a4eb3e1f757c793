package archsim.engine.machines.broadcast;

/** Zero run-length coding of SCNN: each stored value carries the count of zeros before it, in four bits. */
public final class ZeroRuns {

    /** Bits of the count that goes with each value. */
    public static final int BITS = 4;

    private ZeroRuns() {}

    /** Stored zeros that a run of {@code zeros} needs before its value, one for each full count. */
    public static int fillers(int zeros) {
        return zeros >>> BITS;
    }
}

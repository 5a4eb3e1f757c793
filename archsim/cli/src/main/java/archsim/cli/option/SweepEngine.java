package archsim.cli.option;

import java.util.Locale;

/** Where the points of a sweep are run. */
public enum SweepEngine {
    /** On the cores of this machine. */
    LOCAL,
    /** On a cluster. */
    SPARK;

    /** As an option's value is written. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

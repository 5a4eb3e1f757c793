package archsim.energy;

import java.util.Locale;

/** What moves or is computed on; counted separately everywhere, since index energy is half of the argument. */
public enum DataType {
    WEIGHTS,
    INDICES,
    INPUTS,
    OUTPUTS,
    PSUMS;

    /** Name in results, e.g. {@code psums}. */
    public String jsonName() {
        return name().toLowerCase(Locale.ROOT);
    }
}

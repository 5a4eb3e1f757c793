package archsim.energy;

import java.util.Locale;

/** What moves or is computed on; counted separately everywhere, since index energy is half of the argument. */
public enum DataType {
    WEIGHTS,
    INDICES,
    INPUTS,
    OUTPUTS,
    PSUMS,
    /** Activations in the weights' place, as in attention, and those that are kept as such in a cache. */
    KEYS_VALUES("keysValues"),
    /** What makes numbers of quantised weights: scales, zero points, and the groups that inputs belong to. */
    SCALES;

    private final String jsonName;

    DataType() {
        this.jsonName = name().toLowerCase(Locale.ROOT);
    }

    DataType(String jsonName) {
        this.jsonName = jsonName;
    }

    /** Name in results, e.g. {@code psums}. */
    public String jsonName() {
        return jsonName;
    }
}

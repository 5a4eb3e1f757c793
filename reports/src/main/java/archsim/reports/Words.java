package archsim.reports;

import java.util.Locale;
import java.util.Map;

/** Names of results, which programs read, as people read them: {@code weightBuffer} is a weight buffer. */
final class Words {

    private static final Map<String, String> SPECIAL = Map.of(
            "dram", "DRAM",
            "dramStall", "DRAM stall",
            "psums", "partial sums",
            "filterSpad", "filter scratchpad",
            "inputSpad", "input scratchpad",
            "psumSpad", "partial-sum scratchpad",
            "nonZeroDetection", "non-zero detection");

    private Words() {}

    /** {@code name} in words; one that is not written in camel case is left as it is. */
    static String of(String name) {
        String special = SPECIAL.get(name);
        if (special != null) {
            return special;
        }
        return name.matches("[a-z]+([A-Z][a-z]+)+")
                ? name.replaceAll("(?=[A-Z])", " ").toLowerCase(Locale.ROOT)
                : name;
    }
}

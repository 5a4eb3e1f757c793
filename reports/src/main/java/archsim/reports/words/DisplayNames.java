package archsim.reports.words;

import java.util.Locale;
import java.util.Map;

/** Names of results, which programs read, as people read them: {@code weightBuffer} is a weight buffer. */
public final class DisplayNames {

    private static final Map<String, String> SPECIAL = Map.of(
            "dram", "DRAM",
            "dramStall", "DRAM stall",
            "psums", "partial sums",
            "filterSpad", "filter scratchpad",
            "inputSpad", "input scratchpad",
            "psumSpad", "partial-sum scratchpad",
            "nonZeroDetection", "non-zero detection");

    private DisplayNames() {}

    /** {@code name} in words; one that is not written in camel case is left as it is. */
    public static String of(String name) {
        String special = SPECIAL.get(name);
        if (special != null) {
            return special;
        }
        return name.matches("[a-z]+([A-Z][a-z]+)+")
                ? name.replaceAll("(?=[A-Z])", " ").toLowerCase(Locale.ROOT)
                : name;
    }
}

package archsim.reports.words;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What people call an axis of a sweep: the last key of its pointer in words, with the unit that the key ends with. */
public final class AxisName {

    private static final List<Map.Entry<String, String>> UNITS = List.of(
            Map.entry("Mhz", "MHz"),
            Map.entry("Nm", "nm"),
            Map.entry("Bytes", "bytes"),
            Map.entry("Bits", "bits"),
            Map.entry("Cycles", "cycles"),
            Map.entry("Volts", "V"));

    private static final Pattern LEVEL = Pattern.compile("/levels/(\\d+)/");

    private AxisName() {}

    /** For example {@code clock (MHz)} for {@code /accelerator/clockMhz}; {@code weightBits} are {@code weight (bits)}. */
    public static String of(String axis) {
        String key = axis.substring(axis.lastIndexOf('/') + 1);
        for (Map.Entry<String, String> unit : UNITS) {
            if (key.endsWith(unit.getKey()) && key.length() > unit.getKey().length()) {
                String quantity = key.substring(0, key.length() - unit.getKey().length());
                return words(quantity) + level(axis) + " (" + unit.getValue() + ")";
            }
        }
        return words(key) + level(axis);
    }

    /** Levels of a described machine have keys of the same names, and some have those of the machine. */
    private static String level(String axis) {
        Matcher level = LEVEL.matcher(axis);
        return level.find() ? " of levels/" + level.group(1) : "";
    }

    private static String words(String key) {
        return key.matches("[a-z][A-Za-z]*") ? key.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT) : key;
    }
}

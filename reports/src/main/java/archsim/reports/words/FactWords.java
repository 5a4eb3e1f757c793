package archsim.reports.words;

import java.util.Locale;
import java.util.regex.Pattern;

/** Names of published facts, which programs read, as the field writes them: {@code conv1-dram} is conv1 DRAM. */
public final class FactWords {

    private static final Pattern ABBREVIATION =
            Pattern.compile("\\b(dram|sram|eie|rtl|tpu|gops|tops|stc|dstc|scnn|dcnn|nvdla|vgg|rle|mac|pe)(s?)\\b");
    /** Not that of a layer's number, as VGG-16 counts them. */
    private static final Pattern HYPHEN = Pattern.compile("(?<!\\d)-|-(?!\\d)");

    private static final String SPEED_UP = "speed-up";
    private static final String ONE_WORD = "speedup";

    private FactWords() {}

    /** {@code name} with no hyphen inside a word. */
    public static String parted(String name) {
        return name.replace(SPEED_UP, ONE_WORD);
    }

    /** A name, or the end of one, that {@link #parted} gave. */
    public static String of(String parted) {
        return ABBREVIATION
                .matcher(HYPHEN.matcher(parted).replaceAll(" "))
                .replaceAll(found -> found.group(1).toUpperCase(Locale.ROOT) + found.group(2))
                .replace(ONE_WORD, SPEED_UP);
    }

    /** A unit, which files write in ASCII, as figures write it. */
    public static String unit(String ascii) {
        return switch (ascii) {
            case "us" -> "\u00b5s";
            case "mm2" -> "mm\u00b2";
            default -> ascii;
        };
    }
}

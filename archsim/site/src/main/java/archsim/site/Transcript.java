package archsim.site;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The output that a page shows of a command, against what the command prints.
 *
 * <p>A line {@code ...} of the page stands for any lines. Words are compared exactly. Numbers that the page shows may be off by
 * {@link #TOLERANCE}: prices and models move them, and the site is made with those of its day; further off, the page's words
 * around them may no longer hold. Spaces are not compared, since columns are as wide as their numbers.
 */
final class Transcript {

    /** By which share a number may be off before a page has to be written again. */
    static final double TOLERANCE = 0.1;

    private static final String ANY = "...";
    private static final Pattern NUMBER =
            Pattern.compile("(?<![\\w.-])[-+]?\\d[\\d,]*(?:\\.\\d+)?(?:e[-+]?\\d+)?(?!\\w)");
    private static final Pattern RULE = Pattern.compile("-{3,}");

    private Transcript() {}

    /**
     * What the page would show today.
     *
     * @return empty if the output is not what the page shows
     */
    static Optional<List<String>> renewed(List<String> shown, List<String> printed) {
        return renewed(trimmed(shown), 0, trimmed(printed), 0, true);
    }

    /** The rest of the page's lines against the rest of those printed; {@code held} unless a gap allows to skip lines. */
    private static Optional<List<String>> renewed(
            List<String> shown, int at, List<String> printed, int from, boolean held) {
        if (at == shown.size()) {
            return held && from < printed.size() ? Optional.empty() : Optional.of(new ArrayList<>());
        }
        if (shown.get(at).strip().equals(ANY)) {
            return renewed(shown, at + 1, printed, from, false).map(rest -> with(shown.get(at), rest));
        }
        int last = held ? Math.min(from, printed.size() - 1) : printed.size() - 1;
        for (int line = from; line <= last; line++) {
            if (isSame(shown.get(at), printed.get(line))) {
                Optional<List<String>> rest = renewed(shown, at + 1, printed, line + 1, true);
                if (rest.isPresent()) {
                    return Optional.of(with(printed.get(line), rest.get()));
                }
            }
        }
        return Optional.empty();
    }

    private static List<String> with(String first, List<String> rest) {
        rest.add(0, first);
        return rest;
    }

    private static List<String> trimmed(List<String> lines) {
        int end = lines.size();
        while (end > 0 && lines.get(end - 1).isBlank()) {
            end--;
        }
        return lines.subList(0, end).stream().map(String::stripTrailing).toList();
    }

    static boolean isSame(String shown, String printed) {
        return words(shown).equals(words(printed)) && areClose(numbers(shown), numbers(printed));
    }

    private static String words(String line) {
        String rules = RULE.matcher(line).replaceAll("---");
        return NUMBER.matcher(rules).replaceAll("#").strip().replaceAll("\\s+", " ");
    }

    private static List<Double> numbers(String line) {
        return NUMBER.matcher(line)
                .results()
                .map(MatchResult::group)
                .map(number -> Double.valueOf(number.replace(",", "")))
                .toList();
    }

    private static boolean areClose(List<Double> shown, List<Double> printed) {
        for (int i = 0; i < shown.size(); i++) {
            double most = Math.max(Math.abs(shown.get(i)), Math.abs(printed.get(i)));
            if (Math.abs(shown.get(i) - printed.get(i)) > TOLERANCE * most) {
                return false;
            }
        }
        return true;
    }
}

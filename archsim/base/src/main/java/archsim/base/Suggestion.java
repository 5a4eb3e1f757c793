package archsim.base;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The name that someone who mistyped probably meant. */
public final class Suggestion {

    private Suggestion() {}

    /** Of {@code known}, the name nearest to {@code typed}, if a few keystrokes lead from one to the other. */
    public static Optional<String> nearest(String typed, Collection<String> known) {
        // One keystroke in three; of a single letter only the case may be wrong.
        int allowed = typed.length() <= 1 ? 0 : Math.max(1, typed.length() / 3);
        return known.stream()
                .filter(name -> Math.abs(typed.length() - name.length()) <= allowed)
                .filter(name -> distance(typed, name) <= allowed)
                .min(Comparator.comparingInt((String name) -> distance(typed, name))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** A sentence to append to a message: {@code , did you mean "sparsity"?}, or nothing. */
    public static String sentence(String typed, Collection<String> known) {
        return nearest(typed, known)
                .map(name -> ", did you mean \"" + name + "\"?")
                .orElse("");
    }

    /**
     * The same, or where no name is near, where to find them all: {@code , see archsim list networks}.
     *
     * @param catalogue that {@code archsim list} knows the names by
     */
    public static String orList(String typed, Collection<String> known, String catalogue) {
        return nearest(typed, known)
                .map(name -> ", did you mean \"" + name + "\"?")
                .orElse(", see archsim list " + catalogue);
    }

    /** Damerau-Levenshtein distance (adjacent transpositions count once), letter case ignored. */
    private static int distance(String left, String right) {
        String a = left.toLowerCase(Locale.ROOT);
        String b = right.toLowerCase(Locale.ROOT);
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int replace = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                cost[i][j] = Math.min(replace, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    cost[i][j] = Math.min(cost[i][j], 1 + cost[i - 2][j - 2]);
                }
            }
        }
        return cost[a.length()][b.length()];
    }
}

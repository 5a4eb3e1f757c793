package archsim.cli.neighbours;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Factors and order of a constraint or of a mapping.
 *
 * @param exact by dimension; 0 is what remains of it
 * @param bounded factors that are bounded and not given, as they are written
 * @param inward dimensions in the order of loops, the innermost first
 * @param split how many of these lie along x, the others along y; absent if it is not said
 */
record TimeloopFactors(Map<String, Integer> exact, List<String> bounded, List<String> inward, Optional<Integer> split) {

    private static final Pattern FACTOR = Pattern.compile("([A-Za-z_]\\w*?)\\s*(<=|>=|<|>|=|)\\s*(\\d{1,9})");

    TimeloopFactors {
        exact = Collections.unmodifiableMap(new LinkedHashMap<>(exact));
        bounded = List.copyOf(bounded);
        inward = List.copyOf(inward);
    }

    /** What stands there; what is no factor is recorded. */
    static TimeloopFactors of(YamlValue rule) {
        var exact = new LinkedHashMap<String, Integer>();
        var bounded = new ArrayList<String>();
        Optional<YamlValue> factors = rule.get("factors");
        for (String word : factors.map(YamlValue::words).orElse(List.of())) {
            Matcher parts = FACTOR.matcher(word);
            if (!parts.matches()) {
                factors.orElseThrow().refuse("must be factors like C=1, had \"" + word + "\"");
            } else if (parts.group(2).equals("=") || parts.group(2).isEmpty()) {
                exact.put(parts.group(1), Integer.valueOf(parts.group(3)));
            } else {
                bounded.add(word);
            }
        }
        return new TimeloopFactors(
                exact,
                bounded,
                rule.get("permutation").map(TimeloopFactors::order).orElse(List.of()),
                rule.get("split").map(value -> value.integer(0, 1 << 20).orElse(0)));
    }

    /** Names of one letter may stand without anything between them. */
    private static List<String> order(YamlValue permutation) {
        List<String> words = permutation.words();
        if (permutation.isList() || words.size() != 1) {
            return words;
        }
        return words.get(0).chars().mapToObj(Character::toString).toList();
    }

    /** Factors that are bounded from above, by dimension. */
    Map<String, Integer> atMost() {
        var most = new LinkedHashMap<String, Integer>();
        for (String word : bounded) {
            Matcher parts = FACTOR.matcher(word);
            if (parts.matches() && parts.group(2).startsWith("<")) {
                int stated = Integer.parseInt(parts.group(3));
                most.put(parts.group(1), Math.max(1, parts.group(2).equals("<") ? stated - 1 : stated));
            }
        }
        return most;
    }

    /** Factors that are bounded from below, as they are written. */
    List<String> atLeast() {
        return bounded.stream().filter(word -> word.contains(">")).toList();
    }

    /** Dimensions along x, where a split says so; absent if it does not. */
    Optional<List<String>> alongX() {
        return split.filter(at -> !inward.isEmpty()).map(at -> inward.subList(0, Math.min(at, inward.size())));
    }

    /** The others, along y. */
    Optional<List<String>> alongY() {
        return split.filter(at -> !inward.isEmpty())
                .map(at -> inward.subList(Math.min(at, inward.size()), inward.size()));
    }
}

package archsim.cli.neighbours;

import archsim.base.Problems;
import archsim.base.Suggestion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Sections of keys, {@code key: value} or {@code key = value} a line, as Python's configparser reads them. Keys have no case. */
final class IniFile {

    private final Problems problems;
    private final Map<String, Map<String, String>> sections = new LinkedHashMap<>();

    IniFile(Problems problems, String text) {
        this.problems = problems;
        String section = "";
        int number = 0;
        for (String line : text.split("\\R", -1)) {
            number++;
            String stripped = line.strip();
            if (stripped.isEmpty() || stripped.startsWith("#") || stripped.startsWith(";")) {
                continue;
            }
            if (stripped.startsWith("[") && stripped.endsWith("]")) {
                section = stripped.substring(1, stripped.length() - 1).strip();
                if (sections.putIfAbsent(section, new LinkedHashMap<>()) != null) {
                    problems.add("/" + section, "is there twice, in line %d again", number);
                }
            } else {
                addKey(section, stripped, number);
            }
        }
    }

    private void addKey(String section, String line, int number) {
        int colon = line.indexOf(':');
        int equals = line.indexOf('=');
        int end = colon < 0 ? equals : equals < 0 ? colon : Math.min(colon, equals);
        if (section.isEmpty() || end < 1) {
            problems.add("", "line %d must be [section] or key: value, was \"%s\"", number, line);
            return;
        }
        String key = line.substring(0, end).strip();
        if (sections.get(section).putIfAbsent(key, line.substring(end + 1).strip()) != null) {
            problems.add(pointer(section, key), "is there twice, in line %d again", number);
        }
    }

    private static String pointer(String section, String key) {
        return "/" + section + "/" + key;
    }

    boolean hasSection(String section) {
        return sections.containsKey(section);
    }

    /** The value of a key; absent if it is not there. */
    Optional<String> text(String section, String key) {
        return sections.getOrDefault(section, Map.of()).entrySet().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase(key))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** A whole number that must be there; absent if it is not, which is then recorded. */
    OptionalInt integer(String section, String key, int least, int most) {
        Optional<String> text = text(section, key);
        if (text.isEmpty()) {
            problems.add(pointer(section, key), "is missing");
            return OptionalInt.empty();
        }
        return integer(section, key, text.get(), least, most);
    }

    private OptionalInt integer(String section, String key, String text, int least, int most) {
        try {
            int value = Integer.parseInt(text);
            if (value >= least && value <= most) {
                return OptionalInt.of(value);
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        problems.add(pointer(section, key), "must be a whole number from %d to %d, was \"%s\"", least, most, text);
        return OptionalInt.empty();
    }

    /** A choice that must be there. */
    Optional<String> choice(String section, String key, List<String> values) {
        Optional<String> text = text(section, key);
        if (text.isEmpty()) {
            problems.add(pointer(section, key), "is missing");
        } else if (values.stream().noneMatch(text.get()::equalsIgnoreCase)) {
            problems.add(pointer(section, key), "must be one of %s, was \"%s\"", String.join(", ", values), text.get());
            return Optional.empty();
        }
        return text;
    }

    /** Records what has no word in archsim, where it is switched on. */
    void refuse(String section, String key, Set<String> off, String wayOut) {
        text(section, key)
                .filter(value -> off.stream().noneMatch(value::equalsIgnoreCase))
                .ifPresent(value -> problems.add(pointer(section, key), "is \"%s\", which %s", value, wayOut));
    }

    /** Records sections and keys that are not known. */
    void refuseUnknown(Map<String, List<String>> known) {
        sections.forEach((section, keys) -> {
            List<String> names = known.get(section);
            if (names == null) {
                problems.add(
                        "/" + section,
                        "is not a known section%s",
                        Suggestion.sentence(section, List.copyOf(known.keySet())));
                return;
            }
            keys.keySet().stream()
                    .filter(key -> names.stream().noneMatch(key::equalsIgnoreCase))
                    .forEach(key -> problems.add(
                            pointer(section, key), "is not a known key%s", Suggestion.sentence(key, names)));
        });
    }
}

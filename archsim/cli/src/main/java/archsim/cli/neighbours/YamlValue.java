package archsim.cli.neighbours;

import archsim.base.Problems;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A value of a YAML file, with its pointer. Nothing is made of its tags but names: no class is loaded. */
final class YamlValue {

    private static final int MOST_ALIASES = 50;
    private static final int MOST_DEPTH = 50;
    private static final int MOST_BYTES = 4 << 20;
    private static final Set<String> MERGE_KEYS = Set.of("<<", "<<<");

    private final Problems problems;
    private final String pointer;
    private final Node node;

    private YamlValue(Problems problems, String pointer, Node node) {
        this.problems = problems;
        this.pointer = pointer;
        this.node = node;
    }

    /** The document of a text; absent if it is none, which is then recorded. */
    static Optional<YamlValue> read(Problems problems, String text) {
        if (text.contains("{{") || text.contains("{%")) {
            problems.add(
                    "",
                    "holds a template, which its own front end fills in: give the file that is written there"
                            + " (Timeloop's parsed-processed-input.yaml), or put the text in its place; only"
                            + " include_text is read here");
            return Optional.empty();
        }
        try {
            var settings = LoadSettings.builder()
                    .setMaxAliasesForCollections(MOST_ALIASES)
                    .setCodePointLimit(MOST_BYTES)
                    .setAllowDuplicateKeys(false)
                    .build();
            if (isTooDeep(settings, text)) {
                problems.add("", "must be nested to at most %d levels", MOST_DEPTH);
                return Optional.empty();
            }
            Optional<Node> root = new Compose(settings).composeString(text);
            if (root.isEmpty()) {
                problems.add("", "is empty");
            }
            root.ifPresent(node -> new YamlCheck(problems).check(node));
            return root.filter(node -> problems.isEmpty()).map(node -> new YamlValue(problems, "", node));
        } catch (MarkedYamlEngineException e) {
            String line = e.getProblemMark()
                    .map(mark -> "line " + (mark.getLine() + 1) + ": ")
                    .orElse("");
            problems.add(
                    "",
                    "is no YAML: %s%s",
                    line,
                    Optional.ofNullable(e.getProblem()).orElse(e.getContext()));
            return Optional.empty();
        } catch (YamlEngineException e) {
            problems.add(
                    "", "is no YAML: %s", e.getMessage().lines().findFirst().orElse(""));
            return Optional.empty();
        }
    }

    /** Composing calls itself for each level; the events before it do not. */
    private static boolean isTooDeep(LoadSettings settings, String text) {
        int depth = 0;
        for (Event event : new Parse(settings).parseString(text)) {
            depth += event instanceof CollectionStartEvent ? 1 : event instanceof CollectionEndEvent ? -1 : 0;
            if (depth > MOST_DEPTH) {
                return true;
            }
        }
        return false;
    }

    /** Its tag without the exclamation mark, e.g. {@code Component}; empty if it has none of its own. */
    String tag() {
        String tag = node.getTag().getValue();
        return tag.startsWith("!") ? tag.substring(1) : "";
    }

    boolean isMap() {
        return node instanceof MappingNode;
    }

    boolean isList() {
        return node instanceof SequenceNode;
    }

    /**
     * Its entries by key, those that are merged in behind its own; none if it is no mapping. Hyphens of keys are read as
     * underscores, as Timeloop's older files write the same words.
     */
    Map<String, YamlValue> entries() {
        var entries = new LinkedHashMap<String, YamlValue>();
        addEntries(node, pointer, entries, Collections.newSetFromMap(new IdentityHashMap<>()));
        return entries;
    }

    /** @param added mappings that are there already: one that is merged in again brings nothing new */
    private void addEntries(Node of, String at, Map<String, YamlValue> entries, Set<Node> added) {
        if (!(of instanceof MappingNode mapping) || !added.add(of)) {
            return;
        }
        var merged = new ArrayList<Node>();
        for (NodeTuple tuple : mapping.getValue()) {
            String key = key(tuple);
            if (!MERGE_KEYS.contains(key)) {
                entries.putIfAbsent(
                        key.replace('-', '_'), new YamlValue(problems, at + "/" + escaped(key), tuple.getValueNode()));
            } else if (tuple.getValueNode() instanceof SequenceNode several) {
                merged.addAll(several.getValue());
            } else {
                merged.add(tuple.getValueNode());
            }
        }
        merged.forEach(other -> addEntries(other, at, entries, added));
    }

    static String escaped(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }

    static String key(NodeTuple tuple) {
        return tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
    }

    /** Its items; none if it is no list. */
    List<YamlValue> items() {
        if (!(node instanceof SequenceNode sequence)) {
            return List.of();
        }
        var items = new ArrayList<YamlValue>();
        for (Node item : sequence.getValue()) {
            items.add(new YamlValue(problems, pointer + "/" + items.size(), item));
        }
        return items;
    }

    Optional<YamlValue> get(String key) {
        return Optional.ofNullable(entries().get(key));
    }

    /** The value of a key that must be there. */
    Optional<YamlValue> need(String key) {
        Optional<YamlValue> value = get(key);
        if (value.isEmpty()) {
            problems.add(pointer + "/" + escaped(key), "is missing");
        }
        return value;
    }

    /** A scalar as it is written; what stands in brackets otherwise. */
    String text() {
        return node instanceof ScalarNode scalar ? scalar.getValue() : isMap() ? "{...}" : "[...]";
    }

    OptionalInt integer(int least, int most) {
        try {
            int value = Integer.parseInt(text());
            if (value >= least && value <= most) {
                return OptionalInt.of(value);
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        problems.add(pointer, "must be a whole number from %d to %d, was \"%s\"", least, most, text());
        return OptionalInt.empty();
    }

    OptionalDouble number() {
        try {
            double value = Double.parseDouble(text());
            if (value > 0 && Double.isFinite(value)) {
                return OptionalDouble.of(value);
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        problems.add(pointer, "must be a number above 0, was \"%s\"", text());
        return OptionalDouble.empty();
    }

    /** Texts of a list, or of a scalar as a list of one. */
    List<String> texts() {
        return isList() ? items().stream().map(YamlValue::text).toList() : List.of(text());
    }

    /** Words of a scalar or of a list of them, at spaces and commas: {@code [C=1, M=4]} and {@code C=1 M=4} are the same. */
    List<String> words() {
        return texts().stream()
                .flatMap(text -> Stream.of(text.split("[,\\s]+", -1)))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** Records the keys that archsim has no word for. */
    void refuseKeysBut(Set<String> known, String wayOut) {
        entries().forEach((key, value) -> {
            if (!known.contains(key)) {
                value.refuse("has no word in archsim" + wayOut);
            }
        });
    }

    void refuse(String why) {
        problems.add(pointer, "%s", why);
    }
}

package archsim.cli.neighbours;

import archsim.base.RootLocale;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parts of an architecture of versions up to 0.3, and as Timeloop's front end writes them: {@code subtree} and {@code local}.
 *
 * <p>A range behind a name, {@code PE[0..15]}, counts instances: of a subtree within what holds it, of a component within its
 * subtree. {@code meshX} of a component is the width of all its instances; the fan-out before it is as wide as its own is to that
 * of the component outside.
 */
final class TimeloopSubtree {

    private static final Pattern RANGED = Pattern.compile("(.*?)\\s*\\[\\s*(\\d{1,7})\\s*\\.\\.\\s*(\\d{1,7})\\s*]");
    private static final int MOST = 1 << 20;

    private final List<TimeloopPart> parts = new ArrayList<>();
    private long instances = 1;
    private int width = 1;
    private String last = "";

    private TimeloopSubtree() {}

    /** Its parts. */
    static List<TimeloopPart> parts(YamlValue architecture, Map<String, YamlValue> variables) {
        architecture.refuseKeysBut(Set.of("version", "name", "attributes", "subtree", "local"), "");
        var tree = new TimeloopSubtree();
        tree.addTree(architecture, 1, "", variables);
        return tree.parts;
    }

    private record Ranged(String name, int count) {

        static Ranged of(YamlValue node) {
            String text = node.get("name").map(YamlValue::text).orElse("");
            Matcher range = RANGED.matcher(text);
            if (!range.matches()) {
                return new Ranged(text, 1);
            }
            int count = Integer.parseInt(range.group(3)) - Integer.parseInt(range.group(2)) + 1;
            if (count < 1 || count > MOST) {
                node.get("name").orElseThrow().refuse("must count 1 to " + MOST + " instances, was \"" + text + "\"");
            }
            return new Ranged(range.group(1), Math.max(1, Math.min(MOST, count)));
        }
    }

    /** @param outside instances of the tree */
    private void addTree(YamlValue tree, long outside, String container, Map<String, YamlValue> inherited) {
        var known = new HashMap<>(inherited);
        known.putAll(tree.get("attributes").map(YamlValue::entries).orElse(Map.of()));
        for (YamlValue local : tree.get("local").map(YamlValue::items).orElse(List.of())) {
            addComponent(local, outside, container, known);
        }
        for (YamlValue inner : tree.get("subtree").map(YamlValue::items).orElse(List.of())) {
            inner.refuseKeysBut(Set.of("name", "attributes", "subtree", "local"), "");
            Ranged ranged = Ranged.of(inner);
            addTree(inner, Math.min(MOST, outside * ranged.count), ranged.name, known);
        }
    }

    private void addComponent(YamlValue node, long outside, String container, Map<String, YamlValue> inherited) {
        node.refuseKeysBut(Set.of("name", "class", "subclass", "attributes", "required_actions", "enabled"), "");
        Ranged ranged = Ranged.of(node);
        if (Names.ofLevel(ranged.name).isEmpty()) {
            node.refuse("must have a name");
        }
        String kind = node.need("class").map(YamlValue::text).orElse("");
        String subclass = node.get("subclass").map(YamlValue::text).orElse("");
        Map<String, YamlValue> own =
                node.get("attributes").map(YamlValue::entries).orElse(Map.of());
        long total = Math.min(MOST, outside * ranged.count);
        String name = container.isEmpty() || ranged.count > 1 ? ranged.name + " instances" : container;
        parts.add(new TimeloopPart(
                node, ranged.name, TimeloopKind.of(kind, subclass), own, inherited, mesh(node, name, total, own)));
        last = ranged.name;
    }

    private TimeloopPart.Mesh mesh(YamlValue node, String name, long total, Map<String, YamlValue> own) {
        if (total % instances != 0) {
            node.refuse(
                    RootLocale.format("must have a multiple of the %d instances outside it, had %d", instances, total));
            return TimeloopPart.Mesh.ONE;
        }
        int fanOut = (int) (total / instances);
        OptionalInt said = own.containsKey("meshX") ? own.get("meshX").integer(1, MOST) : OptionalInt.empty();
        int x = said.isPresent() && said.getAsInt() % width == 0 ? said.getAsInt() / width : fanOut;
        if (fanOut % x != 0) {
            own.get("meshX").refuse(RootLocale.format("must divide the instances, %d, was %d", total, said.getAsInt()));
            x = fanOut;
        }
        instances = total;
        width = said.orElse(width * x);
        return fanOut == 1 ? TimeloopPart.Mesh.ONE : new TimeloopPart.Mesh(name, last, x, fanOut / x);
    }
}

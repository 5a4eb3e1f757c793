package archsim.cli.neighbours;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The spatial levels of instances: one along x and one along y, as Timeloop spreads each of its loops along one of them. */
final class TimeloopFanOut {

    private static final Set<String> SUMS = Set.of("c", "r", "s");

    private final TimeloopPart part;
    private final TimeloopNames names;
    private final List<TimeloopFactors> rules;
    private final Given given;
    private final Assumed assumed;

    TimeloopFanOut(TimeloopPart part, TimeloopRules rules, TimeloopNames names, Given given, Assumed assumed) {
        this.part = part;
        this.names = names;
        this.rules = rules.of(part.mesh().target(), "spatial").stream()
                .map(TimeloopFactors::of)
                .toList();
        this.given = given;
        this.assumed = assumed;
    }

    /** Name of the level along x; empty if there is none. */
    static String nameX(TimeloopPart.Mesh mesh) {
        return mesh.x() == 1 ? "" : Names.ofLevel(mesh.name()) + (mesh.y() > 1 ? "X" : "");
    }

    /** Name of the level along y; empty if there is none. */
    static String nameY(TimeloopPart.Mesh mesh) {
        return mesh.y() == 1 ? "" : Names.ofLevel(mesh.name()) + (mesh.x() > 1 ? "Y" : "");
    }

    /** The levels, outermost first; none if there is one instance. */
    List<JsonObject> levels() {
        TimeloopPart.Mesh mesh = part.mesh();
        var levels = new ArrayList<JsonObject>();
        if (mesh.x() > 1) {
            levels.add(level(nameX(mesh), mesh.x(), true));
        }
        if (mesh.y() > 1) {
            levels.add(level(nameY(mesh), mesh.y(), false));
        }
        return levels;
    }

    private JsonObject level(String name, int instances, boolean alongX) {
        Set<String> spread = spread(alongX);
        JsonObjectBuilder level = Json.createObjectBuilder()
                .add("type", "spatial")
                .add("name", name)
                .add("x", instances)
                .add("spread", Json.createArrayBuilder(spread));
        if (spread.stream().anyMatch(SUMS::contains)) {
            level.add("reduction", "adder-tree");
            assumed.add("Instances of " + name + " sum up in an adder tree.");
            if (!SUMS.containsAll(spread)) {
                assumed.add("A layer spreads over " + name + " either loops that sum up or others, never both.");
            }
        }
        return level.build();
    }

    /** Loops that no factor binds to 1 and no split leads along the other axis, or those that the user says. */
    private Set<String> spread(boolean alongX) {
        Set<String> said = given.spread().get(part.mesh().target());
        if (said != null) {
            return said;
        }
        var spread = new TreeSet<>(names.spreadable());
        for (TimeloopFactors rule : rules) {
            rule.exact().forEach((name, factor) -> {
                if (factor == 1) {
                    spread.removeAll(names.loops(List.of(name)));
                }
            });
            Optional<List<String>> other = alongX ? rule.alongY() : rule.alongX();
            Optional<List<String>> own = alongX ? rule.alongX() : rule.alongY();
            other.ifPresent(elsewhere -> {
                Set<String> here = names.loops(own.orElse(List.of()));
                names.loops(elsewhere).stream()
                        .filter(loop -> !here.contains(loop))
                        .forEach(spread::remove);
            });
        }
        return spread;
    }
}

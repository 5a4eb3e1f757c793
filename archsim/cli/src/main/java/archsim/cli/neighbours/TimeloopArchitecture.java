package archsim.cli.neighbours;

import archsim.base.Problems;
import archsim.base.RootLocale;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Timeloop's architecture (version 0.4, {@code nodes}): memories and fan-outs as levels of a described machine.
 *
 * <p>Constraints say which tensors a memory keeps and which loops a fan-out may spread. Those that bind a mapping have no word in a
 * machine; they are faults, unless the user leaves them out, which the machine then says.
 */
final class TimeloopArchitecture {

    private static final List<String> TENSORS = List.of("weights", "inputs", "outputs");
    private static final Map<String, String> LOOPS =
            Map.of("N", "n", "G", "g", "M", "k", "K", "k", "C", "c", "R", "r", "S", "s", "P", "p", "Q", "q");
    private static final Set<String> SUMS = Set.of("c", "r", "s");
    private static final Set<String> SRAM = Set.of("sram", "smartbuffer_sram", "smartbuffer", "cacti_sram");
    private static final Set<String> REGISTERS =
            Set.of("regfile", "smartbuffer_rf", "register", "reg", "reg_storage", "aladdin_register");
    private static final Set<String> EMPTY = Set.of("dummy_storage", "dummy");
    /** Attributes that are read here or of the containers. */
    private static final Set<String> READ = Set.of(
            "depth",
            "width",
            "datawidth",
            "n_banks",
            "read_bandwidth",
            "write_bandwidth",
            "multiple_buffering",
            "technology",
            "global_cycle_seconds",
            "type",
            "multiplier_width",
            "adder_width",
            "version");
    /** Attributes that change no count of archsim. */
    private static final Set<String> LEFT = Set.of(
            "update_fifo_depth",
            "n_rdwr_ports",
            "n_rw_ports",
            "n_rd_ports",
            "n_wr_ports",
            "n_ports",
            "has_power_gating",
            "power_gated_at",
            "min_utilization",
            "cluster_size",
            "latency",
            "block_size",
            "subclass",
            "num_pipeline_stages");

    private static final Map<String, String> MEMORIES = Map.of(
            "lpddr4", "lpddr4-2400", "ddr4", "ddr4-2400", "ddr3", "ddr3-1600", "hbm2", "hbm2", "lpddr3", "lpddr3-1600");
    private static final String USUAL_MEMORY = "lpddr4-2400";
    private static final Pattern NANOMETRES = Pattern.compile("(\\d+)\\s*(?:nm)?");
    private static final int MOST = 1 << 30;

    private final Problems problems;
    private final Given given;
    private final Assumed assumed = new Assumed();
    private final List<String> notes = new ArrayList<>();
    private final JsonArrayBuilder levels = Json.createArrayBuilder();
    private final Map<String, YamlValue> inherited = new LinkedHashMap<>();
    private final Set<String> left = new TreeSet<>();
    private final Set<String> spreadUsed = new LinkedHashSet<>();
    private Optional<JsonValue> memory = Optional.empty();
    private Optional<YamlValue> compute = Optional.empty();

    private TimeloopArchitecture(Problems problems, Given given) {
        this.problems = problems;
        this.given = given;
    }

    /** Whether a document holds an architecture. */
    static boolean is(YamlValue root) {
        return root.get("architecture").isPresent();
    }

    /**
     * The machine of an architecture; absent if it is faulty.
     *
     * @param name of the file without its ending
     */
    static Optional<Converted> read(Problems problems, String name, YamlValue root, Given given) {
        return new TimeloopArchitecture(problems, given)
                .read(name, root.get("architecture").orElseThrow());
    }

    private Optional<Converted> read(String name, YamlValue architecture) {
        if (architecture.get("subtree").isPresent()) {
            architecture
                    .get("subtree")
                    .get()
                    .refuse("is the form that Timeloop's front end writes: give the file with \"nodes\" that it was"
                            + " made of");
            return Optional.empty();
        }
        architecture.refuseKeysBut(Set.of("version", "nodes"), "");
        architecture.need("nodes").ifPresent(nodes -> nodes.items().forEach(this::addNode));
        if (compute.isEmpty() && problems.isEmpty()) {
            architecture.refuse("has no compute component, whose class is a mac or compute");
        }
        if (memory.isEmpty() && problems.isEmpty()) {
            architecture.refuse("has no component of class DRAM");
        }
        given.spread().keySet().stream()
                .filter(level -> !spreadUsed.contains(level))
                .forEach(level -> architecture.refuse("has no fan-out called \"" + level + "\", which --spread names"));
        if (!problems.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(converted(name));
    }

    private Converted converted(String name) {
        double clockMhz = assumed.clockMhz(
                given.clockMhz().isPresent()
                        ? given.clockMhz()
                        : seconds().isPresent() ? clock() : OptionalDouble.empty());
        int node = assumed.technologyNm(given.technologyNm().isPresent() ? given.technologyNm() : nanometres());
        JsonObjectBuilder precision = precision();
        if (!left.isEmpty()) {
            assumed.add("Left out, as it binds a mapping and not the machine: " + String.join(", ", left) + ".");
        }
        notes.add("reading and writing of links, ports of a bank and power gating are not modelled");
        var machine = Json.createObjectBuilder()
                .add("schemaVersion", 1)
                .add("name", Names.of(name))
                .add("title", name)
                .add("clockMhz", clockMhz)
                .add("technologyNm", node)
                .add("precision", precision)
                .add(
                        "dataflow",
                        Json.createObjectBuilder().add("kind", "loop-nest").add("levels", levels))
                .add("source", Names.source("Timeloop architecture " + name))
                .add("assumptions", assumed.json())
                .build();
        return Converted.of(machine, memory.orElseThrow(), notes);
    }

    private OptionalDouble seconds() {
        return Optional.ofNullable(inherited.get("global_cycle_seconds"))
                .map(YamlValue::number)
                .orElse(OptionalDouble.empty());
    }

    private OptionalDouble clock() {
        return OptionalDouble.of(Math.round(1e-3 / seconds().getAsDouble()) / 1e3);
    }

    private OptionalInt nanometres() {
        Matcher text = NANOMETRES.matcher(Optional.ofNullable(inherited.get("technology"))
                .map(YamlValue::text)
                .orElse(""));
        return text.matches() ? OptionalInt.of(Integer.parseInt(text.group(1))) : OptionalInt.empty();
    }

    private JsonObjectBuilder precision() {
        YamlValue attributes = compute.orElseThrow().get("attributes").orElse(compute.get());
        OptionalInt multiplier = width(attributes, "multiplier_width");
        OptionalInt bits = given.bits().isPresent()
                ? given.bits()
                : multiplier.isPresent() ? multiplier : width(attributes, "datawidth");
        int both = assumed.bits(bits);
        OptionalInt adder = width(attributes, "adder_width");
        if (adder.isEmpty()) {
            assumed.add("Sums have " + Assumed.ACCUMULATOR_BITS + " bits.");
        }
        return Json.createObjectBuilder()
                .add("weightBits", both)
                .add("activationBits", both)
                .add("accumulatorBits", adder.orElse(Assumed.ACCUMULATOR_BITS));
    }

    private static OptionalInt width(YamlValue attributes, String key) {
        return attributes.get(key).map(value -> value.integer(1, 64)).orElse(OptionalInt.empty());
    }

    private void addNode(YamlValue node) {
        switch (node.tag().toLowerCase(Locale.ROOT)) {
            case "container" -> addContainer(node);
            case "component" -> addComponent(node);
            case "parallel", "hierarchical" -> {
                node.refuseKeysBut(Set.of("nodes"), "");
                node.need("nodes").ifPresent(nodes -> nodes.items().forEach(this::addNode));
            }
            case "nothing" -> notes.add("a node !Nothing is left");
            default ->
                node.refuse("must be a !Container, !Component or !Parallel, was "
                        + (node.tag().isEmpty() ? "without a tag" : "!" + node.tag()));
        }
    }

    private void addContainer(YamlValue node) {
        node.refuseKeysBut(Set.of("name", "attributes", "spatial", "constraints"), "");
        inherit(node);
        addFanOut(node);
        node.get("constraints")
                .flatMap(constraints -> constraints.get("dataspace"))
                .ifPresent(dataspace -> dataspace.refuse("must stand at a component, which keeps tensors"));
        leaveTemporal(node);
    }

    private Map<String, YamlValue> constraints(YamlValue node) {
        return node.get("constraints").map(YamlValue::entries).orElse(Map.of());
    }

    private void inherit(YamlValue node) {
        node.get("attributes").ifPresent(attributes -> inherited.putAll(attributes.entries()));
    }

    private static String name(YamlValue node) {
        return node.get("name").map(YamlValue::text).orElse("");
    }

    private void addComponent(YamlValue node) {
        node.refuseKeysBut(
                Set.of(
                        "name",
                        "class",
                        "subclass",
                        "attributes",
                        "spatial",
                        "constraints",
                        "required_actions",
                        "enabled"),
                "");
        addFanOut(node);
        leaveTemporal(node);
        String kind = node.need("class").map(YamlValue::text).orElse("").toLowerCase(Locale.ROOT);
        String of = node.get("subclass").map(YamlValue::text).orElse(kind).toLowerCase(Locale.ROOT);
        if (kind.equals("dram")) {
            addDram(node);
        } else if (SRAM.contains(kind) || SRAM.contains(of)) {
            addMemory(node, "sram");
        } else if (REGISTERS.contains(kind) || REGISTERS.contains(of)) {
            addMemory(node, "registers");
        } else if (kind.equals("latch") || of.equals("latch")) {
            addMemory(node, "latches");
        } else if (kind.contains("mac") || kind.equals("compute")) {
            inherit(node);
            compute = Optional.of(node);
        } else if (!EMPTY.contains(kind)) {
            node.get("class")
                    .ifPresent(value -> value.refuse(RootLocale.format(
                            "must be DRAM, a memory (%s, %s, latch) or a mac, was \"%s\"",
                            String.join(", ", new TreeSet<>(SRAM)),
                            String.join(", ", new TreeSet<>(REGISTERS)),
                            value.text())));
        }
    }

    private void checkAttributes(YamlValue node) {
        node.get("attributes").ifPresent(attributes -> attributes.entries().forEach((key, value) -> {
            if (!READ.contains(key) && !LEFT.contains(key)) {
                value.refuse("is an attribute that archsim has no word for");
            }
        }));
    }

    private Optional<YamlValue> attribute(YamlValue node, String key) {
        return node.get("attributes")
                .flatMap(attributes -> attributes.get(key))
                .or(() -> Optional.ofNullable(inherited.get(key)));
    }

    private void addDram(YamlValue node) {
        checkAttributes(node);
        inherit(node);
        levels.add(Json.createObjectBuilder().add("type", "dram").add("name", levelName(node)));
        String type = attribute(node, "type").map(YamlValue::text).orElse("");
        String name = MEMORIES.getOrDefault(type.toLowerCase(Locale.ROOT), USUAL_MEMORY);
        notes.add(RootLocale.format(
                "DRAM of type \"%s\" is %s; another by \"memory\" in run.json, see archsim list memories", type, name));
        memory = Optional.of(Json.createValue(name));
        attribute(node, "read_bandwidth")
                .ifPresent(value -> notes.add(RootLocale.format(
                        "DRAM's bandwidth of %s words a cycle is left: the memory's own timing is simulated;"
                                + " \"gbPerSecond\" brings it to a peak",
                        value.text())));
    }

    private String levelName(YamlValue node) {
        String name = Names.ofLevel(name(node));
        if (name.isEmpty()) {
            node.refuse("must have a name");
        }
        return name;
    }

    private void addMemory(YamlValue node, String made) {
        checkAttributes(node);
        OptionalInt depth = number(node, "depth");
        OptionalInt width = number(node, "width");
        Set<String> holds = holds(node);
        JsonObjectBuilder level = Json.createObjectBuilder()
                .add("type", "memory")
                .add("name", levelName(node))
                .add("made", made)
                .add("words", depth.orElse(1))
                .add("wordBits", width.orElse(1));
        attribute(node, "n_banks")
                .filter(value -> made.equals("sram"))
                .map(value -> value.integer(1, MOST))
                .ifPresent(banks -> level.add("banks", banks.orElse(1)));
        level.add("holds", Json.createArrayBuilder(holds));
        level.add("doubleBuffered", false);
        addBandwidth(node, "read_bandwidth", "readBitsPerCycle", level);
        addBandwidth(node, "write_bandwidth", "writeBitsPerCycle", level);
        attribute(node, "multiple_buffering")
                .filter(value -> !value.text().equals("1"))
                .ifPresent(value -> {
                    if (value.text().equals("2")) {
                        level.add("doubleBuffered", true);
                    } else {
                        value.refuse("must be 1 or 2, was \"" + value.text() + "\"");
                    }
                });
        levels.add(level);
    }

    private OptionalInt number(YamlValue node, String key) {
        Optional<YamlValue> value = attribute(node, key);
        if (value.isEmpty()) {
            node.get("attributes").orElse(node).need(key);
        }
        return value.map(found -> found.integer(1, MOST)).orElse(OptionalInt.empty());
    }

    /** Theirs is in words of the tensors, ours in bits. */
    private void addBandwidth(YamlValue node, String key, String ours, JsonObjectBuilder level) {
        Optional<YamlValue> words = attribute(node, key);
        if (words.isEmpty()) {
            return;
        }
        OptionalInt bits = number(node, "datawidth");
        OptionalDouble rate = words.get().number();
        if (bits.isPresent() && rate.isPresent()) {
            level.add(ours, (int) Math.max(1, Math.round(rate.getAsDouble() * bits.getAsInt())));
        }
    }

    /** All tensors, unless it is said which are kept or passed by. */
    private Set<String> holds(YamlValue node) {
        Optional<YamlValue> dataspace = Optional.ofNullable(constraints(node).get("dataspace"));
        var holds = new LinkedHashSet<>(TENSORS);
        if (dataspace.isEmpty()) {
            return holds;
        }
        dataspace.get().refuseKeysBut(Set.of("keep", "bypass", "keep_only"), "");
        Optional<YamlValue> keep =
                dataspace.get().get("keep").or(() -> dataspace.get().get("keep_only"));
        keep.ifPresent(kept -> holds.retainAll(tensors(kept)));
        dataspace.get().get("bypass").ifPresent(passed -> holds.removeAll(tensors(passed)));
        if (holds.isEmpty()) {
            dataspace.get().refuse("keeps nothing");
        }
        return holds;
    }

    private Set<String> tensors(YamlValue names) {
        var tensors = new LinkedHashSet<String>();
        for (String name : names.texts()) {
            String tensor = name.toLowerCase(Locale.ROOT);
            if (TENSORS.contains(tensor)) {
                tensors.add(tensor);
            } else {
                names.refuse("must hold Weights, Inputs or Outputs, was \"" + name + "\"");
            }
        }
        return tensors;
    }

    private void addFanOut(YamlValue node) {
        Optional<YamlValue> spatial = node.get("spatial");
        if (spatial.isEmpty()) {
            return;
        }
        spatial.get().refuseKeysBut(Set.of("meshX", "meshY"), "");
        int x = spatial.get()
                .get("meshX")
                .map(value -> value.integer(1, MOST).orElse(1))
                .orElse(1);
        int y = spatial.get()
                .get("meshY")
                .map(value -> value.integer(1, MOST).orElse(1))
                .orElse(1);
        if (x == 1 && y == 1) {
            return;
        }
        Optional<YamlValue> constraint = Optional.ofNullable(constraints(node).get("spatial"));
        Set<String> spread = spread(node, constraint);
        boolean sums = SUMS.containsAll(spread);
        if (spread.isEmpty() || (!sums && spread.stream().anyMatch(SUMS::contains))) {
            node.refuse(RootLocale.format(
                    "spreads loops that are summed up (c, r, s) and others over one fan-out (%s): --spread %s:k, or"
                            + " :c,r,s, says which",
                    String.join(", ", spread), name(node)));
            return;
        }
        String name = Names.ofLevel(name(node)) + (node.tag().equals("Component") ? "Instances" : "");
        JsonObjectBuilder level = Json.createObjectBuilder()
                .add("type", "spatial")
                .add("name", name)
                .add("x", x)
                .add("y", y)
                .add("spread", Json.createArrayBuilder(spread));
        if (sums) {
            level.add("reduction", "adder-tree");
            assumed.add("Instances of " + name + " sum up in an adder tree.");
        }
        levels.add(level);
    }

    /** Loops that no factor binds to 1, or those that the user says. */
    private Set<String> spread(YamlValue node, Optional<YamlValue> constraint) {
        String name = name(node);
        var spread = new LinkedHashSet<String>();
        LOOPS.values().stream().sorted().forEach(spread::add);
        constraint.ifPresent(bound -> {
            bound.refuseKeysBut(Set.of("factors", "permutation", "split", "no_reuse"), "");
            for (String factor : bound.get("factors").map(YamlValue::texts).orElse(List.of())) {
                spread.removeAll(bound(bound, factor, name));
            }
        });
        if (given.spread().containsKey(name)) {
            spreadUsed.add(name);
            return given.spread().get(name);
        }
        return spread;
    }

    private Set<String> bound(YamlValue constraint, String factors, String name) {
        var bound = new LinkedHashSet<String>();
        for (String factor : factors.split("[,\\s]+", -1)) {
            String[] parts = factor.split("=", -1);
            String loop = LOOPS.get(parts[0].toUpperCase(Locale.ROOT));
            if (loop == null || parts.length != 2) {
                constraint.refuse("must bind loops of a convolution like C=1, was \"" + factor + "\"");
            } else if (parts[1].equals("1")) {
                bound.add(loop);
            } else {
                leave(constraint, name + " " + factor);
            }
        }
        return bound;
    }

    private void leaveTemporal(YamlValue node) {
        constraints(node).forEach((key, value) -> {
            if (key.equals("temporal")) {
                leave(value, name(node) + " temporal");
            } else if (!key.equals("spatial") && !key.equals("dataspace")) {
                leave(value, name(node) + " " + key);
            }
        });
        Optional.ofNullable(constraints(node).get("spatial"))
                .flatMap(spatial -> spatial.get("permutation").or(() -> spatial.get("split")))
                .ifPresent(value -> leave(value, name(node) + " spatial order"));
    }

    private void leave(YamlValue constraint, String what) {
        if (given.withoutConstraints()) {
            left.add(what);
        } else {
            constraint.refuse("binds a mapping, which a machine does not: --without-constraints leaves it out, and the"
                    + " machine says so");
        }
    }
}

package archsim.cli.neighbours;

import archsim.base.RootLocale;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Timeloop's architecture as a described machine: its memories and fan-outs are levels, outermost first. */
final class TimeloopMachine {

    /** Attributes that are read. */
    private static final Set<String> READ = Set.of(
            "depth",
            "width",
            "datawidth",
            "word_bits",
            "n_banks",
            "read_bandwidth",
            "write_bandwidth",
            "multiple_buffering",
            "technology",
            "global_cycle_seconds",
            "type",
            "multiplier_width",
            "adder_width",
            "version",
            "meshX",
            "meshY",
            "data_storage_depth",
            "data_storage_width",
            "memory_depth",
            "memory_width",
            "metadata_storage_depth",
            "metadata_storage_width");
    /** Attributes that change no count of archsim. */
    private static final Set<String> LEFT = Set.of(
            "update_fifo_depth",
            "n_rdwr_ports",
            "n_rw_ports",
            "n_rd_ports",
            "n_wr_ports",
            "n_ports",
            "nports",
            "num_ports",
            "has_power_gating",
            "power_gated_at",
            "min_utilization",
            "cluster_size",
            "latency",
            "block_size",
            "subclass",
            "num_pipeline_stages",
            "reduction_supported",
            "allow_overbooking",
            "decompression_supported",
            "compression_supported",
            "metadata_datawidth",
            "metadata_counter_width",
            "metadata_block_size",
            "action_latency",
            "cycle_seconds",
            "global_cycle_period",
            "num_banks");

    private static final Map<String, String> MEMORIES = Map.of(
            "lpddr4", "lpddr4-2400", "ddr4", "ddr4-2400", "ddr3", "ddr3-1600", "hbm2", "hbm2", "lpddr3", "lpddr3-1600");
    private static final String USUAL_MEMORY = "lpddr4-2400";
    private static final Set<String> TAKEN =
            Set.of("multipliers", "adders", "indexing", "accumulators", "leakage", "network");
    private static final Pattern NANOMETRES = Pattern.compile("(\\d{1,4})\\s*(?:nm)?");

    private final TimeloopRules rules;
    private final TimeloopNames names;
    private final Given given;
    private final boolean areBound;
    private final Assumed assumed = new Assumed();
    private final List<String> notes = new ArrayList<>();
    private final JsonArrayBuilder levels = Json.createArrayBuilder();
    private final Set<String> levelNames = new HashSet<>();
    private Optional<TimeloopPart> dram = Optional.empty();
    private Optional<TimeloopPart> sums = Optional.empty();
    private Optional<TimeloopPart> multipliers = Optional.empty();

    private TimeloopMachine(TimeloopRules rules, TimeloopNames names, Given given, boolean areBound) {
        this.areBound = areBound;
        this.rules = rules;
        this.names = names;
        this.given = given;
    }

    /**
     * The machine; not to be used if faults were recorded.
     *
     * @param areBound whether constraints of mappings stand in a run beside it
     */
    static Optional<Converted> of(
            String name,
            YamlValue architecture,
            List<TimeloopPart> parts,
            TimeloopRules rules,
            TimeloopNames names,
            Given given,
            boolean areBound) {
        var machine = new TimeloopMachine(rules, names, given, areBound);
        machine.check(architecture, parts);
        machine.addLevels(parts);
        machine.leaveConstraints(parts);
        return machine.multipliers.map(compute -> machine.converted(name, compute));
    }

    private void check(YamlValue architecture, List<TimeloopPart> parts) {
        dram = parts.stream().filter(part -> part.kind() == TimeloopKind.DRAM).findFirst();
        multipliers = parts.stream()
                .filter(part -> part.kind() == TimeloopKind.MULTIPLIERS)
                .findFirst();
        if (multipliers.isEmpty()) {
            architecture.refuse("has no compute component, whose class is a mac or compute");
        }
        var targets = new LinkedHashSet<String>();
        parts.forEach(part -> targets.add(part.mesh().target()));
        given.spread().keySet().stream()
                .filter(level -> level.isEmpty() || !targets.contains(level))
                .forEach(level -> architecture.refuse("has no fan-out called \"" + level + "\", which --spread names"));
        parts.stream().map(TimeloopPart::name).forEach(targets::add);
        rules.refuseUnknown(targets);
        parts.stream()
                .filter(TimeloopPart::isMemory)
                .reduce((outer, inner) -> inner)
                .ifPresent(innermost -> multipliers
                        .map(compute -> rules.sparse(compute.name()))
                        .orElse(List.of())
                        .forEach(sparse -> rules.addSparse(innermost.name(), sparse)));
    }

    private void addLevels(List<TimeloopPart> parts) {
        if (dram.isEmpty()) {
            levels.add(Json.createObjectBuilder().add("type", "dram").add("name", "dram"));
            levelNames.add("dram");
            assumed.add("No component is a DRAM: one that never stalls stands outside, and holds all.");
        }
        for (TimeloopPart part : parts) {
            for (JsonValue level : new TimeloopFanOut(part, rules, names, given, assumed).levels()) {
                add(part, level.asJsonObject().getString("name"), level);
            }
            checkAttributes(part);
            switch (part.kind()) {
                case DRAM -> addDram(part);
                case SRAM, REGISTERS, LATCHES -> addMemory(part);
                case UNKNOWN ->
                    part.at()
                            .get("class")
                            .ifPresent(value -> value.refuse(
                                    "must be " + TimeloopKind.KNOWN + ", was \"" + kind(part, value) + "\""));
                case MULTIPLIERS -> {
                    // Behind all levels; what is said of zeros there stands at the innermost memory.
                }
                case NOTHING -> {
                    // Its instances alone are a level.
                }
            }
        }
    }

    private void addMemory(TimeloopPart part) {
        JsonObject level = new TimeloopMemory(part, rules, names, assumed).level();
        add(part, level.getString("name"), inItsNode(part, level));
        if (level.getJsonArray("holds").contains(Json.createValue("outputs"))) {
            sums = Optional.of(part);
        }
    }

    /** A node that is not the multipliers' stands at the level, but for a single register, which belongs to these. */
    private JsonObject inItsNode(TimeloopPart part, JsonObject level) {
        OptionalInt own = nanometres(part);
        OptionalInt chip = multipliers.map(TimeloopMachine::nanometres).orElse(OptionalInt.empty());
        boolean single = !level.getString("made").equals("sram") && level.getInt("words") <= level.getInt("banks", 1);
        return given.technologyNm().isPresent()
                        || own.isEmpty()
                        || own.getAsInt() == chip.orElse(Assumed.TECHNOLOGY_NM)
                        || single
                ? level
                : Json.createObjectBuilder(level)
                        .add("technologyNm", own.getAsInt())
                        .build();
    }

    private static String kind(TimeloopPart part, YamlValue value) {
        return part.at()
                .get("subclass")
                .map(inner -> value.text() + ", " + inner.text())
                .orElse(value.text());
    }

    private void add(TimeloopPart part, String name, JsonValue level) {
        if (!levelNames.add(name)) {
            part.at().refuse("has the name \"" + name + "\" of another level");
        } else if (TAKEN.contains(name)) {
            part.at().refuse("must not be called " + name + ", which is a component of every machine");
        }
        levels.add(level);
    }

    private static void checkAttributes(TimeloopPart part) {
        if (part.kind() == TimeloopKind.NOTHING || part.kind() == TimeloopKind.UNKNOWN) {
            return;
        }
        part.own().forEach((key, value) -> {
            if (!READ.contains(key) && !LEFT.contains(key)) {
                value.refuse("is an attribute that archsim has no word for");
            }
        });
    }

    private void addDram(TimeloopPart part) {
        if (!part.equals(dram.orElseThrow()) || !levelNames.isEmpty()) {
            part.at().refuse("must be the outermost and only DRAM: archsim has one");
        }
        String name = Names.ofLevel(part.name());
        var zeros = new TimeloopZeros(names, name, assumed);
        rules.sparse(part.name()).forEach(sparse -> {
            zeros.add(sparse);
            if (zeros.saves()) {
                sparse.refuse("skips or gates at the DRAM: say it of a memory on the chip");
            }
        });
        JsonObjectBuilder level = Json.createObjectBuilder().add("type", "dram").add("name", name);
        zeros.writeFormats(level);
        add(part, name, level.build());
        for (YamlValue rule : rules.of(part.name(), "dataspace")) {
            rule.get("bypass")
                    .filter(passed -> !passed.words().isEmpty())
                    .ifPresent(passed -> passed.refuse("must be none: the DRAM holds all tensors"));
        }
    }

    private JsonValue memory(double clockMhz) {
        if (dram.isEmpty()) {
            return Json.createValue("none");
        }
        TimeloopPart part = dram.get();
        String type = part.attribute("type").map(YamlValue::text).orElse("");
        String name = MEMORIES.getOrDefault(type.toLowerCase(Locale.ROOT), USUAL_MEMORY);
        assumed.add(RootLocale.format(
                "%s is %s; another by \"memory\" in run.json, see archsim list memories.",
                type.isEmpty() ? "The DRAM, whose type is not stated," : "DRAM of type " + type, name));
        OptionalDouble words = part.number("read_bandwidth");
        OptionalInt bits = part.integer("datawidth", "word_bits");
        if (words.isEmpty() || bits.isEmpty()) {
            assumed.add("Its bandwidth is not stated: that of " + name + ", where Timeloop's DRAM never stalls.");
            return Json.createValue(name);
        }
        double gbPerSecond = words.getAsDouble() * bits.getAsInt() * clockMhz / Byte.SIZE / 1000;
        assumed.add(RootLocale.format(
                "Its bandwidth is %s words a cycle, %.4g GB/s, for reading and writing together.",
                part.attribute("read_bandwidth").orElseThrow().text(), gbPerSecond));
        return Json.createObjectBuilder()
                .add("base", name)
                .add("name", Names.of(part.name()))
                .add("gbPerSecond", gbPerSecond)
                .build();
    }

    /** Constraints that bind a mapping: a machine has no place for them, and says so. */
    private void leaveConstraints(List<TimeloopPart> parts) {
        var dead = parts.stream()
                .filter(part ->
                        part.kind() == TimeloopKind.NOTHING && part.mesh().isOne())
                .map(TimeloopPart::name)
                .toList();
        var left = new LinkedHashSet<String>();
        for (TimeloopRules.Rule rule : rules.all()) {
            if (rule.type().equals("dataspace") || (rule.type().equals("temporal") && dead.contains(rule.target()))) {
                continue;
            }
            String binding = binding(rule);
            if (!binding.isEmpty()) {
                left.add(rule.target() + " " + rule.type() + binding);
            }
        }
        if (!left.isEmpty()) {
            assumed.add((areBound
                            ? "Binds mappings and not the machine, and so stands in the run: "
                            : "Left out, as it binds a mapping and not the machine, whose mappings archsim searches: ")
                    + String.join(", ", left) + ".");
        }
    }

    /** Factors and an order of loops; factors of 1 of a fan-out are what it may spread. */
    private static String binding(TimeloopRules.Rule rule) {
        TimeloopFactors factors = TimeloopFactors.of(rule.at());
        boolean temporal = !rule.type().equals("spatial");
        var words = new StringBuilder();
        factors.exact().forEach((name, factor) -> {
            if (temporal || factor != 1) {
                words.append(' ').append(name).append('=').append(factor);
            }
        });
        factors.bounded().forEach(text -> words.append(' ').append(text));
        if (temporal && !factors.inward().isEmpty()) {
            words.append(" (order)");
        }
        return words.toString();
    }

    private Converted converted(String name, TimeloopPart compute) {
        OptionalDouble cycle = compute.attribute("global_cycle_seconds", "cycle_seconds")
                .map(YamlValue::number)
                .orElse(OptionalDouble.empty());
        double clockMhz = assumed.clockMhz(
                given.clockMhz().isPresent() || cycle.isEmpty()
                        ? given.clockMhz()
                        : OptionalDouble.of(Math.round(1e-3 / cycle.getAsDouble()) / 1e3));
        int node = assumed.technologyNm(given.technologyNm().isPresent() ? given.technologyNm() : nanometres(compute));
        JsonObjectBuilder precision = precision(compute);
        JsonValue memory = memory(clockMhz);
        notes.add(
                "links and power gating are not modelled, and ports of a bank are left out: they change no cycles in Timeloop");
        JsonObject machine =
                Converted.loopNest(name, "Timeloop architecture", clockMhz, node, precision, levels, assumed);
        return Converted.of(machine, memory, notes);
    }

    private static OptionalInt nanometres(TimeloopPart compute) {
        Matcher text = NANOMETRES.matcher(
                compute.attribute("technology").map(YamlValue::text).orElse(""));
        return text.matches() ? OptionalInt.of(Integer.parseInt(text.group(1))) : OptionalInt.empty();
    }

    /** Tensors are as wide as the DRAM's words, where it says so, and multipliers as wide as these. */
    private JsonObjectBuilder precision(TimeloopPart compute) {
        OptionalInt stored =
                dram.map(part -> part.integer("datawidth", "word_bits")).orElse(OptionalInt.empty());
        OptionalInt multiplied = compute.integer("multiplier_width");
        if (multiplied.isEmpty()) {
            multiplied = compute.integer("datawidth", "word_bits", "width");
        }
        int bits = assumed.bits(given.bits().isPresent() ? given.bits() : stored.isPresent() ? stored : multiplied);
        if (multiplied.isPresent() && multiplied.getAsInt() != bits) {
            assumed.add(RootLocale.format(
                    "Multipliers are as wide as words, %d bits, where the architecture has %d.",
                    bits, multiplied.getAsInt()));
        }
        OptionalInt summed =
                sums.map(part -> part.integer("datawidth", "word_bits")).orElse(OptionalInt.empty());
        OptionalInt adder = summed.isPresent() ? summed : compute.integer("adder_width");
        if (summed.isPresent()) {
            assumed.add(RootLocale.format(
                    "Sums have %d bits, as the words of %s.",
                    summed.getAsInt(), Names.ofLevel(sums.orElseThrow().name())));
        } else if (adder.isEmpty()) {
            assumed.add(RootLocale.format("The width of sums is not stated: %d bits.", Assumed.ACCUMULATOR_BITS));
        }
        return Json.createObjectBuilder()
                .add("weightBits", bits)
                .add("activationBits", bits)
                .add("accumulatorBits", Math.max(bits, adder.orElse(Assumed.ACCUMULATOR_BITS)));
    }
}

package archsim.cli.neighbours;

import archsim.base.RootLocale;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * ZigZag's accelerator as a described machine.
 *
 * <p>A memory serves multipliers along some dimensions of the array, and there is one for each place of the others: these are
 * spread outside of it, the served ones inside. Levels are one chain, so what one memory serves must contain what the next does.
 */
final class ZigZagMachine {

    private static final List<String> LOOPS = List.of("c", "g", "k", "n", "p", "q", "r", "s");
    private static final Set<String> SUMS = Set.of("c", "r", "s");
    private static final Map<String, String> OPERANDS = Map.of("I1", "inputs", "I2", "weights", "O", "outputs");
    private static final String MEMORY = "lpddr4-2400";
    private static final int MOST_INSTANCES = 65_536;
    private static final int MOST_WORD_BITS = 4096;
    private static final int MOST_SRAM_BITS = 256;
    private static final long MOST_REGISTER_BITS = 8192;

    private final Map<String, Set<String>> spreads;
    private final Given given;
    private final Assumed assumed = new Assumed();
    private final JsonArrayBuilder levels = Json.createArrayBuilder();
    private final Map<String, Integer> sizes = new LinkedHashMap<>();
    private boolean faulty;

    private ZigZagMachine(Map<String, Set<String>> spreads, Given given) {
        this.spreads = spreads;
        this.given = given;
    }

    private record Memory(String name, YamlValue at, Set<String> holds, Set<String> serves, double bits) {}

    /**
     * The machine; absent if faults were recorded.
     *
     * @param spreads loops by dimension of the array; all if one is not there
     */
    static Optional<Converted> read(String file, YamlValue root, Map<String, Set<String>> spreads, Given given) {
        return new ZigZagMachine(spreads, given).read(file, root);
    }

    private Optional<Converted> read(String file, YamlValue root) {
        Optional<YamlValue> array = root.get("operational_array").or(() -> root.get("multipliers"));
        if (array.isEmpty()) {
            root.need("operational_array");
            return Optional.empty();
        }
        readArray(array.get());
        List<Memory> memories = memories(root.need("memories").orElse(root));
        if (memories.stream().noneMatch(memory -> memory.holds.contains("outputs"))) {
            refuse(root.need("memories").orElse(root), "must have one that holds O");
        }
        if (faulty) {
            return Optional.empty();
        }
        Memory outermost = memories.get(0);
        boolean hasDram = outermost.holds.size() == OPERANDS.size();
        if (!hasDram) {
            levels.add(Json.createObjectBuilder().add("type", "dram").add("name", "dram"));
            assumed.add("No memory holds all operands: a DRAM that never stalls stands outside.");
        }
        Set<String> served = new LinkedHashSet<>(sizes.keySet());
        for (Memory memory : memories) {
            if (!served.containsAll(memory.serves)) {
                refuse(
                        memory.at,
                        "serves dimensions of the array that a memory outside of it does not, so that the levels are no"
                                + " one chain: describe the machine by hand (archsim/docs/loop-nest.md)");
                return Optional.empty();
            }
            addFanOut(served, memory.serves);
            addMemory(memory, hasDram && memory.equals(outermost));
        }
        addFanOut(served, Set.of());
        return faulty ? Optional.empty() : Optional.of(converted(file, root, array.get(), memories, hasDram));
    }

    private void refuse(YamlValue at, String why) {
        faulty = true;
        at.refuse(why);
    }

    private void readArray(YamlValue array) {
        if (array.get("is_imc").map(YamlValue::text).orElse("").equalsIgnoreCase("true")) {
            refuse(array, "computes in memory, which has no word in archsim");
        }
        List<String> names = array.need("dimensions").map(YamlValue::texts).orElse(List.of());
        List<YamlValue> counts = array.need("sizes").map(YamlValue::items).orElse(List.of());
        if (names.isEmpty() || names.size() != counts.size()) {
            refuse(array, "must have a size for each dimension, had " + counts.size() + " for " + names.size());
            return;
        }
        for (int i = 0; i < names.size(); i++) {
            OptionalInt size = counts.get(i).integer(1, MOST_INSTANCES);
            faulty |= size.isEmpty();
            sizes.put(names.get(i), size.orElse(1));
        }
        given.spread().keySet().stream()
                .filter(name -> !sizes.containsKey(name))
                .forEach(name -> refuse(array, "has no dimension \"" + name + "\", which --spread names"));
    }

    /** Outermost first: files list them the other way round, and what serves more stands outside. */
    private List<Memory> memories(YamlValue all) {
        var memories = new ArrayList<Memory>();
        var names = new HashSet<String>();
        all.entries().forEach((name, at) -> {
            var holds = new LinkedHashSet<String>();
            for (String operand : at.need("operands").map(YamlValue::words).orElse(List.of())) {
                if (OPERANDS.containsKey(operand)) {
                    holds.add(OPERANDS.get(operand));
                } else {
                    refuse(at, "must hold I1, I2 or O, had \"" + operand + "\"");
                }
            }
            Set<String> serves = serves(at);
            OptionalDouble bits = at.need("size").map(YamlValue::number).orElse(OptionalDouble.empty());
            faulty |= holds.isEmpty() || bits.isEmpty();
            if (!names.add(Names.ofLevel(name)) || Names.ofLevel(name).isEmpty()) {
                refuse(at, "must have a name of its own in letters and digits");
            }
            memories.add(0, new Memory(name, at, holds, serves, bits.orElse(1)));
        });
        memories.sort(Comparator.comparingInt(memory -> -memory.serves.size()));
        return memories;
    }

    private Set<String> serves(YamlValue memory) {
        var serves = new LinkedHashSet<String>();
        for (String name :
                memory.need("served_dimensions").map(YamlValue::words).orElse(List.of())) {
            if (sizes.containsKey(name)) {
                serves.add(name);
            } else {
                refuse(memory, "serves \"" + name + "\", which is no dimension of the array");
            }
        }
        return serves;
    }

    /** Dimensions that are served outside and not inside. */
    private void addFanOut(Set<String> served, Set<String> inside) {
        for (String dimension : List.copyOf(served)) {
            if (inside.contains(dimension)) {
                continue;
            }
            served.remove(dimension);
            if (sizes.get(dimension) == 1) {
                continue;
            }
            Set<String> spread = given.spread().getOrDefault(dimension, spreads.get(dimension));
            if (spread == null) {
                assumed.add("Nothing says which loops are spread along " + dimension + ": any.");
            }
            Set<String> loops = spread == null ? new TreeSet<>(LOOPS) : spread;
            JsonObjectBuilder level = Json.createObjectBuilder()
                    .add("type", "spatial")
                    .add("name", "array" + dimension)
                    .add("x", sizes.get(dimension))
                    .add("spread", Json.createArrayBuilder(loops));
            if (loops.stream().anyMatch(SUMS::contains)) {
                level.add("reduction", "adder-tree");
                assumed.add("Places along " + dimension + " sum up in an adder tree.");
            }
            levels.add(level);
        }
    }

    private void addMemory(Memory memory, boolean isDram) {
        String name = Names.ofLevel(memory.name);
        if (isDram) {
            levels.add(Json.createObjectBuilder().add("type", "dram").add("name", name));
            return;
        }
        double read = bandwidth(memory.at, "r_bw");
        double write = bandwidth(memory.at, "w_bw");
        boolean registers = memory.bits <= MOST_REGISTER_BITS;
        double access = memory.at
                .get("min_r_granularity")
                .map(YamlValue::number)
                .orElse(OptionalDouble.of(read))
                .orElse(read);
        int word = wordBits(memory.bits, Math.min(access, registers ? MOST_WORD_BITS : MOST_SRAM_BITS));
        double words = memory.bits / word;
        if (words > 1 << 30) {
            refuse(memory.at, "must have at most 2^30 words of " + word + " bits");
            return;
        }
        assumed.add(RootLocale.format(
                "%s is made of %s, in words of %d bits.", name, registers ? "registers" : "SRAM", word));
        levels.add(Json.createObjectBuilder()
                .add("type", "memory")
                .add("name", name)
                .add("made", registers ? "registers" : "sram")
                .add("words", (int) words)
                .add("wordBits", word)
                .add("holds", Json.createArrayBuilder(memory.holds))
                .add(
                        "doubleBuffered",
                        memory.at
                                .get("double_buffering_support")
                                .map(YamlValue::text)
                                .orElse("")
                                .equalsIgnoreCase("true"))
                .add("readBitsPerCycle", read)
                .add("writeBitsPerCycle", write));
    }

    /** The largest word of at most {@code most} bits, halved as often as needed, that makes up the whole memory. */
    private static int wordBits(double bits, double most) {
        int word = Integer.highestOneBit((int) Math.max(1, Math.min(bits, most)));
        while (word > 1 && bits % word != 0) {
            word /= 2;
        }
        return word;
    }

    private double bandwidth(YamlValue memory, String key) {
        OptionalDouble bits = memory.need(key).map(YamlValue::number).orElse(OptionalDouble.empty());
        faulty |= bits.isEmpty();
        return bits.orElse(1);
    }

    private Converted converted(String file, YamlValue root, YamlValue array, List<Memory> memories, boolean hasDram) {
        String name = root.get("name").map(YamlValue::text).orElse(file);
        double clockMhz = assumed.clockMhz(given.clockMhz());
        int node = assumed.technologyNm(given.technologyNm());
        Memory outermost = memories.get(0);
        JsonObjectBuilder precision = precision(array, memories);
        JsonValue memory = Json.createValue("none");
        if (hasDram) {
            double gbPerSecond = bandwidth(outermost.at, "r_bw") * clockMhz / Byte.SIZE / 1000;
            assumed.add(RootLocale.format(
                    "%s is %s at a peak of %.4g GB/s, for reading and writing together.",
                    outermost.name, MEMORY, gbPerSecond));
            memory = Json.createObjectBuilder()
                    .add("base", MEMORY)
                    .add("name", Names.of(outermost.name))
                    .add("gbPerSecond", gbPerSecond)
                    .build();
        }
        JsonObject machine = Converted.loopNest(name, "ZigZag accelerator", clockMhz, node, precision, levels, assumed);
        return Converted.of(
                machine,
                memory,
                List.of(
                        "costs, areas and ports of memories and the energy of a multiplier are archsim's own prices",
                        "mappings are searched by archsim; spatial ones of ZigZag say which loops are spread"));
    }

    private JsonObjectBuilder precision(YamlValue array, List<Memory> memories) {
        List<YamlValue> widths =
                array.get("input_precision").map(YamlValue::items).orElse(List.of());
        OptionalInt first =
                widths.isEmpty() ? OptionalInt.empty() : widths.get(0).integer(1, 64);
        OptionalInt second = widths.size() < 2 ? first : widths.get(1).integer(1, 64);
        int inputs = assumed.bits(given.bits().isPresent() ? given.bits() : first);
        int weights = given.bits().orElse(second.orElse(inputs));
        return Json.createObjectBuilder()
                .add("weightBits", weights)
                .add("activationBits", inputs)
                .add("accumulatorBits", sumBits(memories, Math.max(weights, inputs)));
    }

    /** As many as the innermost memory of outputs takes in a cycle, as far as that may be one sum. */
    private int sumBits(List<Memory> memories, int least) {
        Memory innermost = memories.stream()
                .filter(memory -> memory.holds.contains("outputs"))
                .reduce((outer, inner) -> inner)
                .orElseThrow();
        int bits = (int) Math.min(Assumed.ACCUMULATOR_BITS, Math.max(least, bandwidth(innermost.at, "w_bw")));
        assumed.add(RootLocale.format("Sums have %d bits, as %s takes in a cycle.", bits, innermost.name));
        return bits;
    }
}

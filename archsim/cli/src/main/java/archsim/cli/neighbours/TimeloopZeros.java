package archsim.cli.neighbours;

import archsim.base.RootLocale;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the sparse optimizations of one memory are to archsim: its formats, and zeros that it skips or gates. */
final class TimeloopZeros {

    private static final Set<String> KEYS =
            Set.of("name", "target", "representation_format", "action_optimization", "compute_optimization");
    private static final Set<String> OFFSETS = Set.of("UOP", "U", "UB");

    private final TimeloopNames names;
    private final String level;
    private final Assumed assumed;
    private final Map<String, JsonObject> formats = new LinkedHashMap<>();
    private final Set<String> skip = new LinkedHashSet<>();
    private final Set<String> gate = new LinkedHashSet<>();

    /** @param level name of the memory's level */
    TimeloopZeros(TimeloopNames names, String level, Assumed assumed) {
        this.names = names;
        this.level = level;
        this.assumed = assumed;
    }

    /** Adds what stands there. */
    void add(YamlValue sparse) {
        sparse.refuseKeysBut(KEYS, "");
        sparse.get("representation_format")
                .flatMap(format -> format.need("data_spaces"))
                .ifPresent(tensors -> tensors.items().forEach(this::addFormat));
        sparse.get("action_optimization").ifPresent(actions -> actions.items().forEach(this::addAction));
        sparse.get("compute_optimization").ifPresent(compute -> compute.items().forEach(this::addCompute));
    }

    /** Multipliers that skip or gate zeros: every step of the innermost loops is one product. */
    private void addCompute(YamlValue action) {
        zeros(action).ifPresent(zeros -> {
            zeros.addAll(List.of("weights", "inputs"));
            assumed.add("Zeros that save the multipliers something save it at " + level + ", which is the innermost.");
        });
    }

    private void addFormat(YamlValue tensor) {
        Optional<YamlValue> ranks = tensor.need("ranks");
        Set<String> of = tensor.need("name").map(names::tensors).orElse(Set.of());
        if (of.isEmpty() || ranks.isEmpty()) {
            return;
        }
        if (of.contains("outputs")) {
            tensor.refuse("compresses the outputs, which leave archsim's memories as they are: take it out");
            return;
        }
        format(ranks.get()).ifPresent(format -> formats.put(of.iterator().next(), format));
    }

    /** The innermost rank says the code; ranks of offsets around it are pointers, which archsim counts of CSR alone. */
    private Optional<JsonObject> format(YamlValue ranks) {
        List<String> codes = ranks.items().stream()
                .map(rank -> rank.get("format").map(YamlValue::text).orElse("").toUpperCase(Locale.ROOT))
                .toList();
        if (codes.isEmpty()) {
            ranks.refuse("must have a rank");
            return Optional.empty();
        }
        String inner = codes.get(codes.size() - 1);
        List<String> around = codes.subList(0, codes.size() - 1);
        if (codes.stream().allMatch(OFFSETS::contains)) {
            return Optional.empty();
        }
        String kind =
                switch (inner) {
                    case "CP" -> around.stream().anyMatch("UOP"::equals) ? "csr" : "coordinates";
                    case "RLE" -> "run-length";
                    case "B" -> "bitmask";
                    default -> "";
                };
        if (kind.isEmpty() || !around.stream().allMatch(code -> OFFSETS.contains(code) || code.equals(inner))) {
            ranks.refuse(
                    "has the ranks " + String.join(", ", codes)
                            + ", of which archsim has UOP, U, UB around one of CP, RLE, B (csr, coordinates, run-length, bitmask)");
            return Optional.empty();
        }
        assumed.add(RootLocale.format(
                "%s holds ranks %s as %s, whose bits are counted tile by tile.", level, String.join(" ", codes), kind));
        JsonObjectBuilder format = Json.createObjectBuilder().add("kind", kind);
        YamlValue last = ranks.items().get(codes.size() - 1);
        if (kind.equals("coordinates") || kind.equals("run-length")) {
            last.get("metadata_word_bits")
                    .ifPresent(
                            bits -> format.add("indexBits", bits.integer(1, 32).orElse(1)));
        }
        return Optional.of(format.build());
    }

    /** Tensors whose zeros an optimization makes use of; absent if it is none, which is then recorded. */
    private Optional<Set<String>> zeros(YamlValue action) {
        String type = action.need("type").map(YamlValue::text).orElse("");
        if (!type.equals("skipping") && !type.equals("gating")) {
            action.refuse("must be gating or skipping, was \"" + type + "\""
                    + (type.contains("skipping") ? ": say it as \"pack\" of a spatial level (loop-nest.md)" : ""));
            return Optional.empty();
        }
        return Optional.of(type.equals("skipping") ? skip : gate);
    }

    private void addAction(YamlValue action) {
        Optional<Set<String>> zeros = zeros(action);
        if (zeros.isEmpty()) {
            return;
        }
        List<YamlValue> options = action.get("options").map(YamlValue::items).orElse(List.of(action));
        for (YamlValue option : options) {
            option.need("target").ifPresent(names::tensors);
            Optional<YamlValue> leaders = option.need("condition_on");
            Set<String> on = leaders.map(names::tensors).orElse(Set.of());
            if (on.contains("outputs")
                    || (leaders.isPresent() && leaders.get().words().isEmpty())) {
                leaders.orElseThrow()
                        .refuse("must name weights, inputs or both: zeros of these alone save something in archsim");
            } else {
                zeros.get().addAll(on);
            }
        }
    }

    boolean isCompressed() {
        return !formats.isEmpty();
    }

    /** Writes the formats; of a DRAM there is nothing else. */
    void writeFormats(JsonObjectBuilder to) {
        if (isCompressed()) {
            JsonObjectBuilder both = Json.createObjectBuilder();
            formats.forEach(both::add);
            to.add("formats", both);
        }
    }

    /** Writes all of it. */
    void write(JsonObjectBuilder to) {
        writeFormats(to);
        if (!skip.isEmpty()) {
            to.add("skip", Json.createArrayBuilder(skip));
        }
        if (!gate.isEmpty()) {
            to.add("gate", Json.createArrayBuilder(gate));
        }
    }

    /** Whether zeros save time or energy. */
    boolean saves() {
        return !skip.isEmpty() || !gate.isEmpty();
    }
}

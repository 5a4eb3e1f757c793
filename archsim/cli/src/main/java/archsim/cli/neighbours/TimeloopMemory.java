package archsim.cli.neighbours;

import archsim.base.Ceil;
import archsim.base.RootLocale;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;

/** A memory on the chip as a level. */
final class TimeloopMemory {

    private static final List<String> TENSORS = List.of("weights", "inputs", "outputs");
    private static final String[] DEPTH = {"depth", "data_storage_depth", "memory_depth"};
    private static final String[] WIDTH = {"width", "data_storage_width", "memory_width"};
    private static final int MOST = 1 << 30;
    /** The smallest bank that SRAM prices know. */
    private static final int LEAST_SRAM_BYTES = 512;
    /** The widest word that they know. */
    private static final int MOST_SRAM_BITS = 256;

    private final TimeloopPart part;
    private final TimeloopRules rules;
    private final TimeloopNames names;
    private final Assumed assumed;
    private final String name;

    TimeloopMemory(TimeloopPart part, TimeloopRules rules, TimeloopNames names, Assumed assumed) {
        this.part = part;
        this.rules = rules;
        this.names = names;
        this.assumed = assumed;
        name = Names.ofLevel(part.name());
    }

    JsonObject level() {
        var zeros = new TimeloopZeros(names, name, assumed);
        rules.sparse(part.name()).forEach(zeros::add);
        int width = needed(WIDTH);
        long words = needed(DEPTH) + placeWords(zeros, width);
        OptionalInt banks = banks(words);
        words = Ceil.div(words, (long) banks.orElse(1)) * banks.orElse(1);
        if (words > MOST) {
            part.at().refuse("must have at most " + MOST + " words, had " + words);
            words = 1;
        }
        int sideBySide = sideBySide(width);
        words *= sideBySide;
        width /= sideBySide;
        if (sideBySide > 1) {
            banks = OptionalInt.of(banks.orElse(1) * sideBySide);
        }
        JsonObjectBuilder level = Json.createObjectBuilder()
                .add("type", "memory")
                .add("name", name)
                .add("made", made(words / banks.orElse(1) * width / Byte.SIZE))
                .add("words", words)
                .add("wordBits", width);
        if (banks.isPresent()) {
            level.add("banks", banks.getAsInt());
        }
        level.add("holds", Json.createArrayBuilder(holds()));
        level.add("doubleBuffered", isDoubleBuffered());
        addBandwidth("read_bandwidth", "readBitsPerCycle", level);
        addBandwidth("write_bandwidth", "writeBitsPerCycle", level);
        zeros.write(level);
        return level.build();
    }

    /** Banks that make one wide word together. */
    private int sideBySide(int width) {
        int banks = 1;
        while (part.kind() == TimeloopKind.SRAM && width / banks > MOST_SRAM_BITS && width % (2 * banks) == 0) {
            banks *= 2;
        }
        if (banks > 1) {
            assumed.add(RootLocale.format(
                    "A word of %s, %d bits, lies in %d banks: prices of SRAM end at %d bits.",
                    name, width, banks, MOST_SRAM_BITS));
        }
        return banks;
    }

    private String made(long bankBytes) {
        if (part.kind() == TimeloopKind.SRAM && bankBytes < LEAST_SRAM_BYTES) {
            assumed.add(RootLocale.format(
                    "%s, an SRAM of %d bytes a bank, is made of registers: prices of SRAM begin at %d bytes.",
                    name, bankBytes, LEAST_SRAM_BYTES));
            return "registers";
        }
        return part.kind().name().toLowerCase(Locale.ROOT);
    }

    private int needed(String... keys) {
        OptionalInt value = part.integer(keys);
        if (value.isEmpty() && part.attribute(keys).isEmpty()) {
            part.at().get("attributes").orElse(part.at()).need(keys[0]);
        }
        return value.orElse(1);
    }

    /** Places of non-zeros have an array of their own there; here they lie behind the values. */
    private long placeWords(TimeloopZeros zeros, int width) {
        Optional<YamlValue> depth = part.attribute("metadata_storage_depth");
        Optional<YamlValue> bits = part.attribute("metadata_storage_width");
        if (!zeros.isCompressed() || depth.isEmpty() || bits.isEmpty()) {
            return 0;
        }
        long places = (long) depth.get().integer(0, MOST).orElse(0)
                * bits.get().integer(0, MOST).orElse(0);
        if (places > 0) {
            assumed.add(RootLocale.format("The %d bits of %s for places are part of it.", places, name));
        }
        return Ceil.div(places, (long) width);
    }

    private OptionalInt banks(long words) {
        Optional<YamlValue> said = part.attribute("n_banks");
        if (said.isEmpty() || part.kind() != TimeloopKind.SRAM) {
            return OptionalInt.empty();
        }
        OptionalInt banks = said.get().integer(1, 1024);
        if (banks.isPresent() && banks.getAsInt() > words) {
            said.get().refuse("must be at most one for each of " + words + " words, was " + banks.getAsInt());
        }
        return banks;
    }

    /** All tensors, unless it is said which are kept or passed by. */
    private Set<String> holds() {
        var holds = new LinkedHashSet<>(TENSORS);
        List<YamlValue> said = rules.of(part.name(), "dataspace");
        if (said.isEmpty()) {
            assumed.add("Nothing says what passes " + name + " by: it holds all tensors.");
        }
        for (YamlValue rule : said) {
            rule.refuseKeysBut(Set.of("target", "type", "keep", "bypass", "keep_only", "no_coalesce"), "");
            rule.get("keep").or(() -> rule.get("keep_only")).ifPresent(kept -> holds.retainAll(names.tensors(kept)));
            rule.get("bypass").ifPresent(passed -> holds.removeAll(names.tensors(passed)));
            if (holds.isEmpty()) {
                rule.refuse("keeps nothing");
            }
        }
        return holds;
    }

    private boolean isDoubleBuffered() {
        Optional<YamlValue> buffers = part.attribute("multiple_buffering");
        OptionalDouble count = buffers.map(YamlValue::number).orElse(OptionalDouble.of(1));
        if (count.isPresent() && count.getAsDouble() != 1 && count.getAsDouble() != 2) {
            buffers.orElseThrow()
                    .refuse("must be 1 or 2, was \"" + buffers.orElseThrow().text() + "\"");
        }
        return count.orElse(1) == 2;
    }

    /** Theirs is in words of the tensors, ours in bits. */
    private void addBandwidth(String key, String ours, JsonObjectBuilder level) {
        Optional<YamlValue> words = part.attribute(key);
        if (words.isEmpty()) {
            return;
        }
        OptionalDouble rate = words.get().number();
        OptionalInt bits = part.integer("datawidth", "word_bits");
        if (bits.isEmpty() && part.attribute("datawidth", "word_bits").isEmpty()) {
            words.get().refuse("is in words, so there must be a datawidth");
        } else if (rate.isPresent() && bits.isPresent()) {
            level.add(ours, Math.max(1, Math.round(rate.getAsDouble() * bits.getAsInt())));
        }
    }
}

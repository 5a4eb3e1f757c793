package archsim.cli.neighbours;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * A part of an architecture, whichever form it is written in; parts stand outermost first.
 *
 * @param at where it stands
 * @param name as mappings and constraints call it
 * @param kind of it
 * @param own attributes that are written at it
 * @param inherited attributes of the parts that hold it
 * @param mesh instances of it and of all behind it that each instance of the part before feeds
 */
record TimeloopPart(
        YamlValue at,
        String name,
        TimeloopKind kind,
        Map<String, YamlValue> own,
        Map<String, YamlValue> inherited,
        Mesh mesh) {

    private static final int MOST = 1 << 30;

    /**
     * Instances side by side.
     *
     * @param name of them
     * @param target what mappings and constraints call them
     */
    record Mesh(String name, String target, int x, int y) {

        /** One instance. */
        static final Mesh ONE = new Mesh("", "", 1, 1);

        boolean isOne() {
            return x == 1 && y == 1;
        }
    }

    TimeloopPart {
        own = Collections.unmodifiableMap(new LinkedHashMap<>(own));
        inherited = Map.copyOf(inherited);
    }

    /** Whether it stores tensors. */
    boolean isMemory() {
        return kind == TimeloopKind.DRAM
                || kind == TimeloopKind.SRAM
                || kind == TimeloopKind.REGISTERS
                || kind == TimeloopKind.LATCHES;
    }

    /** The first of several names of an attribute that it has or inherits. */
    Optional<YamlValue> attribute(String... keys) {
        for (String key : keys) {
            Optional<YamlValue> value =
                    Optional.ofNullable(own.get(key)).or(() -> Optional.ofNullable(inherited.get(key)));
            if (value.isPresent()) {
                return value;
            }
        }
        return Optional.empty();
    }

    /** A whole number above 0; absent if it is not there, or none, which is then recorded. */
    OptionalInt integer(String... keys) {
        return attribute(keys).map(value -> value.integer(1, MOST)).orElse(OptionalInt.empty());
    }

    OptionalDouble number(String key) {
        return attribute(key).map(YamlValue::number).orElse(OptionalDouble.empty());
    }
}

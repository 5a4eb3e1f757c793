package archsim.base.json;

import jakarta.json.JsonObject;
import jakarta.json.bind.annotation.JsonbSubtype;
import jakarta.json.bind.annotation.JsonbTypeInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** A record with one component of each kind that JSON can become; not in alphabetical order. */
public record Machine(
        String name,
        @Range(min = 1, max = 1024) int rows,
        long macs,
        @Range(min = 0) double clockMhz,
        boolean gated,
        Stationary stationary,
        Dataflow dataflow,
        List<Buffer> buffers,
        @Range(min = 0, max = 1) Map<String, Double> density,
        Optional<String> note,
        OptionalInt queueDepth) {

    /** A closed set whose names have two words. */
    public enum Stationary {
        ROW_STATIONARY,
        OUTPUT
    }

    /** A closed set of records. */
    @JsonbTypeInfo(
            key = "kind",
            value = {
                @JsonbSubtype(alias = "dense", type = Dense.class),
                @JsonbSubtype(alias = "sparse", type = Sparse.class)
            })
    public sealed interface Dataflow permits Dense, Sparse {}

    public record Dense(int lanes) implements Dataflow {}

    public record Sparse(int window, int step) implements Dataflow {

        public Sparse {
            if (window % step != 0) {
                throw new IllegalArgumentException(
                        "window must be a multiple of step, was %d and %d".formatted(window, step));
            }
        }
    }

    public record Buffer(String purpose, int bytes) {

        public Buffer {
            if (Integer.bitCount(bytes) != 1) {
                throw new IllegalArgumentException("bytes must be a power of two, was " + bytes);
            }
        }
    }

    /** Maps inside maps. */
    public record Tables(List<Map<String, Map<String, Integer>>> tables) {}

    /** Whatever the record, an object beside it. */
    public record WithTree(JsonObject config, List<Machine> machines) {}

    /** A sound machine. */
    static final String SOUND = """
            { "name": "sticker", "rows": 16, "macs": 5000000000, "clockMhz": 200.0, "gated": true,
              "stationary": "row-stationary", "dataflow": {"kind": "sparse", "window": 256, "step": 16},
              "buffers": [{"purpose": "weights", "bytes": 65536}, {"purpose": "inputs", "bytes": 1024}],
              "density": {"conv1": 0.5, "conv2": 1}, "queueDepth": 8 }
            """;
}

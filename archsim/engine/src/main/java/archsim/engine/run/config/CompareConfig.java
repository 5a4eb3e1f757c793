package archsim.engine.run.config;

import archsim.base.ComponentFaults;
import archsim.base.json.Described;
import archsim.base.json.Range;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Common terms that machines are brought to before they are compared.
 *
 * @param iso what they are made equal in; only node, clock and widths unless given
 * @param technologyNm node of all
 * @param clockMhz clock of all
 * @param bits width of weights and activations of all; accumulators keep theirs, but are never narrower
 * @param multipliers that all get, with {@code "iso": "multipliers"}; those of the reference unless given
 * @param areaMm2 that all get, with {@code "iso": "area"}; that of the reference unless given
 * @param gbPerSecond that all memories get, with {@code "iso": "bandwidth"}; those of the reference unless given
 * @param reference name or object of the machine (with {@code "iso": "bandwidth"} of the memory) that the others are made
 *     equal to: the first of a sweep, a study or an analysis unless given; a run by itself keeps its own size
 * @param scaled what was changed, as results state it; where it stands, nothing is changed again
 */
public record CompareConfig(
        Optional<Iso> iso,
        @Range(min = 1, max = 250) OptionalInt technologyNm,
        @Range(min = 1, max = 5_000) OptionalDouble clockMhz,
        @Range(min = 1, max = 32) OptionalInt bits,
        @Range(min = 1, max = 1 << 24) OptionalInt multipliers,
        @Range(min = 1e-6, max = 1e6) OptionalDouble areaMm2,
        @Range(min = 1e-3, max = 1e6) OptionalDouble gbPerSecond,

        @Described("the name of an accelerator or a memory, or an object")
        Optional<JsonValue> reference,

        Optional<List<String>> scaled) {

    private static final String ONLY_WITH = "belongs to \"iso\": \"%s\" only";

    public CompareConfig {
        boolean target = multipliers.isPresent() || areaMm2.isPresent() || gbPerSecond.isPresent();
        new ComponentFaults()
                .require(
                        belongs(iso, Iso.MULTIPLIERS, multipliers.isPresent()), "multipliers", ONLY_WITH, "multipliers")
                .require(belongs(iso, Iso.AREA, areaMm2.isPresent()), "areaMm2", ONLY_WITH, "area")
                .require(belongs(iso, Iso.BANDWIDTH, gbPerSecond.isPresent()), "gbPerSecond", ONLY_WITH, "bandwidth")
                .require(reference.isEmpty() || iso.isPresent(), "reference", "needs \"iso\", what to be equal in")
                .require(reference.isEmpty() || !target, "reference", "must not stand beside a size that is given")
                .throwIfAny();
        if (iso.isEmpty() && technologyNm.isEmpty() && clockMhz.isEmpty() && bits.isEmpty()) {
            throw new IllegalArgumentException("needs at least one of iso, technologyNm, clockMhz and bits");
        }
    }

    private static boolean belongs(Optional<Iso> iso, Iso to, boolean given) {
        return !given || iso.filter(found -> found == to).isPresent();
    }

    /** Whether it is still to be said what machines are made equal to. */
    public boolean lacksReference() {
        return iso.isPresent()
                && reference.isEmpty()
                && multipliers.isEmpty()
                && areaMm2.isEmpty()
                && gbPerSecond.isEmpty()
                && scaled.isEmpty();
    }
}

package archsim.workloads.language;

import archsim.base.json.Range;
import java.util.OptionalInt;

/**
 * Tokens that are generated, one after the other in each sequence of a batch.
 *
 * @param context positions that the first of them attends to, its own included; each later one attends to one more
 * @param tokens of each sequence; 1 if absent
 */
public record Decode(
        @Range(min = 1, max = 1 << 24) int context,
        @Range(min = 1, max = 4_096) OptionalInt tokens) {

    /** Tokens of each sequence. */
    public int count() {
        return tokens.orElse(1);
    }
}

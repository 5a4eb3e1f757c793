package archsim.workloads.language;

import archsim.base.json.Range;
import java.util.OptionalInt;

/**
 * A prompt that all sequences of a batch have at once.
 *
 * @param tokens of each sequence
 * @param causalBlock queries that are computed together, each with the keys up to the last of them; all pairs of tokens are
 *     multiplied if absent, though the causal mask hides half of them
 */
public record Prefill(
        @Range(min = 1, max = 1 << 20) int tokens,
        @Range(min = 1, max = 1 << 20) OptionalInt causalBlock) {}

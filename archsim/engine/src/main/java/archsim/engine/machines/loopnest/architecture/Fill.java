package archsim.engine.machines.loopnest.architecture;

import archsim.base.json.Range;
import java.util.OptionalInt;

/**
 * What it costs to exchange the tile that a level holds: the multipliers behind it wait for their operands to be shifted in,
 * skewed and drained.
 *
 * @param cycles of one exchange
 * @param loadCycles if present, tiles overlap: only the first of a layer takes {@code cycles}, and each further one begins at
 *     least so many cycles behind the one before
 */
public record Fill(
        @Range(min = 0, max = 1_000_000) int cycles,
        @Range(min = 0, max = 1_000_000) OptionalInt loadCycles) {

    /** Whether a tile is loaded while the one before is used. */
    public boolean overlaps() {
        return loadCycles.isPresent();
    }

    /** Cycles added to a tile that keeps the multipliers busy for {@code busyCycles}. */
    public long behind(long busyCycles) {
        return overlaps() ? Math.max(0, loadCycles.getAsInt() - busyCycles) : cycles;
    }
}

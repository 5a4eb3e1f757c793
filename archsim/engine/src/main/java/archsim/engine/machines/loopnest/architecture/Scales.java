package archsim.engine.machines.loopnest.architecture;

import archsim.base.Ceil;
import archsim.base.json.Range;
import archsim.base.number.ScaleType;

/**
 * Scales beside the values of a tensor: one for each block of channels at one place of a filter or a map.
 *
 * @param block channels that share a scale; they are numbered from the first of their group, and the last block may be smaller
 * @param type of a scale
 */
public record Scales(@Range(min = 1, max = 65536) int block, ScaleType type) {

    /** Bits of scales of {@code elements} that have the channels {@code from} to {@code to - 1}: of all blocks that they touch. */
    public long bits(long elements, int from, int to) {
        return elements / (to - from) * blocks(from, to) * type.bits();
    }

    /** Blocks that the channels {@code from} to {@code to - 1} touch. */
    public long blocks(int from, int to) {
        return Ceil.div((long) to, block) - from / block;
    }
}

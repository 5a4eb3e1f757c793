package archsim.engine.plan;

import archsim.base.RootLocale;
import archsim.energy.DataType;

/**
 * Data that a tile moves between DRAM and a buffer.
 *
 * @param dataType which decides the region of memory
 * @param startBit first bit within the region
 * @param bits moved
 */
public record Transfer(DataType dataType, long startBit, long bits) {

    public Transfer {
        if (startBit < 0 || bits < 0) {
            throw new IllegalArgumentException(
                    RootLocale.format("a transfer starts and moves at least 0 bits, was %d and %d", startBit, bits));
        }
    }
}

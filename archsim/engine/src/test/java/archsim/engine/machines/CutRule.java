package archsim.engine.machines;

import archsim.engine.pe.Machine;

/**
 * What a machine asks of the tiles of a layer.
 *
 * @param storage of weights
 * @param sums whether they have a place
 */
public record CutRule(Storage storage, SumsFit sums) {

    /** Whether the sums of a tile have a place. */
    @FunctionalInterface
    public interface SumsFit {

        /**
         * Whether they do.
         *
         * @param rows output rows of the largest tile
         * @param qs output columns of the largest tile
         * @param whole whether a tile has all channels
         */
        boolean test(int rows, int qs, int filters, boolean whole);
    }

    /** Sums wait in the output buffer where channels are cut, else they stream through. */
    public static SumsFit inOutputBuffer(Machine machine) {
        return (rows, qs, filters, whole) -> whole || (long) rows * qs * filters <= sums(machine);
    }

    /** Sums that the output buffer holds. */
    public static long sums(Machine machine) {
        return machine.buffers().outputs().capacityBytes()
                * 8L
                / machine.precision().accumulatorBits();
    }
}

package archsim.engine.tiling;

import archsim.engine.pe.Machine;
import java.util.List;

/**
 * What a dataflow asks of its tiles.
 *
 * @param filterStep filters that a tile should hold a multiple of
 * @param channelStep channels that a tile should hold a multiple of, unless so many do not fit
 * @param channelUnit that the channels of a tile are a multiple of, unless it has all; or that is a multiple of them, where so many do not fit
 * @param weightCode how weights are stored
 * @param sums places for the partial sums of a tile, all of which must suffice
 */
public record TileLimits(
        int filterStep, int channelStep, int channelUnit, WeightCode weightCode, List<SumsPlace> sums) {

    public TileLimits {
        sums = List.copyOf(sums);
    }

    /** Limits of a dataflow that channels may be cut for anywhere. */
    public TileLimits(int filterStep, int channelStep, WeightCode weightCode, SumsPlace... sums) {
        this(filterStep, channelStep, 1, weightCode, List.of(sums));
    }

    /**
     * Where partial sums wait.
     *
     * @param name for people
     * @param there sums that it holds
     */
    public record SumsPlace(String name, long there, SumsOfTile needed) {

        boolean suffices(Patch patch, int filters, boolean wholeChannels) {
            return needed.of(patch, filters, wholeChannels) <= there;
        }

        /** Partial sums that the output buffer holds, both halves. */
        public static long inBuffer(Machine machine) {
            return 2
                    * machine.buffers().outputs().halfBits()
                    / machine.precision().accumulatorBits();
        }

        /** Partial sums wait in the output buffer where channels are cut; whole outputs stream through it. */
        public static SumsPlace outputBuffer(Machine machine) {
            return outputBuffer(
                    machine, (patch, filters, wholeChannels) -> wholeChannels ? 0 : filters * patch.positions());
        }

        /** The output buffer, for a dataflow with a need of its own. */
        public static SumsPlace outputBuffer(Machine machine, SumsOfTile needed) {
            return new SumsPlace("partial sums in the output buffer", inBuffer(machine), needed);
        }
    }

    /** Partial sums that wait at once. */
    @FunctionalInterface
    public interface SumsOfTile {

        /**
         * How many.
         *
         * @param patch a largest patch of the cut
         * @param filters summed at once
         * @param wholeChannels whether each output is finished within its tile
         */
        long of(Patch patch, int filters, boolean wholeChannels);
    }
}

package archsim.engine.tiling;

import archsim.engine.pe.Machine;

/**
 * What a dataflow asks of its tiles.
 *
 * @param filterStep filters that a tile should hold a multiple of
 * @param channelStep channels that a tile should hold a multiple of, unless so many do not fit
 * @param weightCode how weights are stored
 * @param outputs whether the outputs of a tile fit where they are summed
 */
public record TileLimits(int filterStep, int channelStep, WeightCode weightCode, OutputsFit outputs) {

    /** The same with other steps of channels. */
    TileLimits withChannelStep(int step) {
        return new TileLimits(filterStep, step, weightCode, outputs);
    }

    /** Whether partial sums have a place. */
    @FunctionalInterface
    public interface OutputsFit {

        /**
         * Whether they fit.
         *
         * @param patch a largest patch of the cut
         * @param filters summed at once
         * @param wholeChannels whether each output is finished within its tile
         */
        boolean test(Patch patch, int filters, boolean wholeChannels);

        /** Partial sums that the output buffer holds, both halves. */
        static long psums(Machine machine) {
            return 2
                    * machine.buffers().outputs().halfBits()
                    / machine.precision().accumulatorBits();
        }

        /** Partial sums wait in the output buffer where channels are cut; whole outputs stream through it. */
        static OutputsFit inBuffer(Machine machine) {
            long psums = psums(machine);
            return (patch, filters, wholeChannels) -> wholeChannels || filters * patch.positions() <= psums;
        }
    }
}

package archsim.engine.machines.eyeriss;

import archsim.engine.tiling.Patch;
import java.util.List;

/**
 * What one processing pass works on.
 *
 * @param group of the convolution
 * @param filterFrom first filter, within the group's kept ones
 * @param filterTo one past the last filter
 * @param imageFrom first image
 * @param imageTo one past the last image
 * @param strip output rows of each image
 * @param channels within the group
 * @param lastChannels whether its sums are the outputs
 */
record EyerissPass(
        int group,
        int filterFrom,
        int filterTo,
        int imageFrom,
        int imageTo,
        Patch strip,
        List<Integer> channels,
        boolean lastChannels) {

    int filters() {
        return filterTo - filterFrom;
    }

    int images() {
        return imageTo - imageFrom;
    }

    /** Outputs that the pass sums up. */
    long psums() {
        return strip.positions() * filters() * images();
    }

    /** Whether the PEs hold the weights of both. */
    boolean sharesFiltersWith(EyerissPass other) {
        return filterBlock().equals(other.filterBlock());
    }

    /** Whether the global buffer holds the inputs of both. */
    boolean sharesInputsWith(EyerissPass other) {
        return group == other.group
                && imageFrom == other.imageFrom
                && strip.equals(other.strip)
                && channels.equals(other.channels);
    }

    /** The weights that the pass works with. */
    FilterBlock filterBlock() {
        return new FilterBlock(group, filterFrom, channels.get(0));
    }

    /** Weights by the first filter and channel. */
    record FilterBlock(int group, int filterFrom, int channelFrom) {}
}

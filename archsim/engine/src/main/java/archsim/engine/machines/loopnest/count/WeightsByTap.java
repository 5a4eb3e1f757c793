package archsim.engine.machines.loopnest.count;

import archsim.engine.machines.loopnest.architecture.Dimension;
import archsim.engine.machines.loopnest.mapping.Box;

/** Present weights of a box at each tap, the box's first being 0, and of each of its channels at a tap. */
final class WeightsByTap {

    private final long[] ofTaps;
    /** {@code [tap][channel]}, the channels of a group after those of the one before; null if nobody asks. */
    private final int[] ofChannels;

    private final int channels;

    WeightsByTap(LayerMasks masks, Box box, boolean byChannel) {
        channels = box.extent(Dimension.G) * box.extent(Dimension.C);
        ofTaps = new long[box.extent(Dimension.R) * box.extent(Dimension.S)];
        ofChannels = byChannel ? new int[ofTaps.length * channels] : null;
        int tap = 0;
        for (int r = box.from[Dimension.R.at()]; r < box.to[Dimension.R.at()]; r++) {
            for (int s = box.from[Dimension.S.at()]; s < box.to[Dimension.S.at()]; s++) {
                count(masks, box, r, s, tap++);
            }
        }
    }

    private void count(LayerMasks masks, Box box, int r, int s, int tap) {
        int i = tap * channels;
        long sum = 0;
        for (int g = box.from[Dimension.G.at()]; g < box.to[Dimension.G.at()]; g++) {
            for (int c = box.from[Dimension.C.at()]; c < box.to[Dimension.C.at()]; c++) {
                int there = masks.column(box, g, c, r, s);
                sum += there;
                if (ofChannels != null) {
                    ofChannels[i++] = there;
                }
            }
        }
        ofTaps[tap] = sum;
    }

    long at(int tap) {
        return ofTaps[tap];
    }

    int at(int tap, int channel) {
        return ofChannels[tap * channels + channel];
    }

    /** Counts that are kept. */
    long size() {
        return (long) ofTaps.length + (ofChannels == null ? 0 : ofChannels.length);
    }
}

package archsim.engine.machines.sparten;

import archsim.workloads.LayerShape;
import archsim.workloads.Mask;

/** Which inputs are there, in the order {@code [n][h][w][c]}: those of a position lie side by side. */
final class ChannelsLast {

    private final LayerShape shape;
    private final long[] words;

    ChannelsLast(LayerShape shape, Mask inputs) {
        this.shape = shape;
        this.words = new long[(inputs.size() + Long.SIZE - 1) / Long.SIZE + 1];
        int map = shape.h() * shape.w();
        for (int i = inputs.next(0); i < inputs.size(); i = inputs.next(i + 1)) {
            int position = i % map;
            int at = index(i / map / shape.c(), position / shape.w(), position % shape.w(), i / map % shape.c());
            words[at / Long.SIZE] |= 1L << at;
        }
    }

    /** Place of an input. */
    int index(int image, int h, int w, int channel) {
        return ((image * shape.h() + h) * shape.w() + w) * shape.c() + channel;
    }

    /** Adds {@code count} bits from {@code from} on to those of {@code target} from bit {@code to} on, which are clear. */
    void copy(int from, int count, long[] target, int to) {
        for (int done = 0; done < count; done += Long.SIZE) {
            int at = from + done;
            long bits = words[at / Long.SIZE] >>> at;
            if (at % Long.SIZE != 0) {
                bits |= words[at / Long.SIZE + 1] << -at;
            }
            int left = count - done;
            if (left < Long.SIZE) {
                bits &= (1L << left) - 1;
            }
            int place = to + done;
            target[place / Long.SIZE] |= bits << place;
            if (place % Long.SIZE != 0 && bits >>> -place != 0) {
                target[place / Long.SIZE + 1] |= bits >>> -place;
            }
        }
    }
}

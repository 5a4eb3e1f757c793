package archsim.workloads.sparsity;

import archsim.workloads.LayerShape;
import archsim.workloads.Mask;
import archsim.workloads.MeasuredInputs;
import java.util.BitSet;

/** N of each M channels of inputs {@code [n][c][h][w]}, at each position; groups of channels do not share any. */
record ChannelGroups(ActivationRule.Nm rule, LayerShape shape) {

    /** One set of channels at one position. */
    private interface Keep {

        void of(int firstInput, int channelStride, int channels, BitSet kept);
    }

    private Mask each(Keep keep) {
        int size = Math.toIntExact(shape.inputs());
        int map = shape.h() * shape.w();
        var kept = new BitSet(size);
        for (int image = 0; image < shape.n(); image++) {
            for (int group = 0; group < shape.groups(); group++) {
                int first = image * shape.c() + group * shape.channelsPerGroup();
                for (int c = 0; c < shape.channelsPerGroup(); c += rule.m()) {
                    int channels = Math.min(rule.m(), shape.channelsPerGroup() - c);
                    for (int position = 0; position < map; position++) {
                        keep.of((first + c) * map + position, map, channels, kept);
                    }
                }
            }
        }
        return Mask.of(size, kept::get);
    }

    Mask drawn(Selection selection) {
        return each((first, stride, channels, kept) -> {
            var sampler = new Sampler(selection, channels, Math.min(rule.n(), channels));
            for (int i = 0; i < channels; i++) {
                kept.set(first + i * stride, sampler.next());
            }
        });
    }

    /** The largest; zeros are never kept. */
    Mask largest(MeasuredInputs measured) {
        return each((first, stride, channels, kept) -> {
            for (int i = 0; i < channels; i++) {
                double own = measured.magnitude(first + i * stride);
                int before = 0;
                for (int other = 0; other < channels; other++) {
                    double theirs = measured.magnitude(first + other * stride);
                    before += theirs > own || (theirs == own && other < i) ? 1 : 0;
                }
                kept.set(first + i * stride, own != 0 && before < rule.n());
            }
        });
    }
}

package archsim.engine.machines.loopnest.count;

import archsim.engine.machines.loopnest.architecture.Dimension;
import archsim.engine.machines.loopnest.architecture.Format;
import archsim.engine.machines.loopnest.architecture.Operand;
import archsim.engine.machines.loopnest.mapping.Box;
import archsim.engine.machines.loopnest.mapping.Nest;
import java.util.ArrayList;
import java.util.List;

/**
 * The tiles of one tensor at a level that holds it in a code: what nests have in common which cut the tensor alike.
 *
 * @param bits of a value
 * @param ends by dimension, one past the last iteration of each part, in order; those that the tensor does not use are whole
 */
record CodedTiles(Operand operand, Format format, int bits, List<List<Integer>> ends) {

    static CodedTiles of(Nest nest, int level, Operand operand, int bits) {
        var ends = new ArrayList<List<Integer>>();
        for (Dimension dimension : Dimension.values()) {
            var ofDimension = new ArrayList<Integer>();
            int all = nest.whole().extent(dimension);
            if (operand.uses(dimension)) {
                cut(nest, dimension.at(), 0, nest.first(level), 0, all, ofDimension);
            } else {
                ofDimension.add(all);
            }
            ends.add(List.copyOf(ofDimension));
        }
        return new CodedTiles(operand, nest.level(level).format(operand), bits, List.copyOf(ends));
    }

    private static void cut(Nest nest, int d, int loop, int end, int from, int to, List<Integer> ends) {
        if (loop == end) {
            ends.add(to);
        } else if (nest.dimension(loop) != d) {
            cut(nest, d, loop + 1, end, from, to, ends);
        } else {
            for (int at = from; at < to; at += nest.step(loop)) {
                cut(nest, d, loop + 1, end, at, Math.min(to, at + nest.step(loop)), ends);
            }
        }
    }

    /** Bits of the largest tile. */
    long largestBits(LayerMasks masks) {
        return largestBits(masks, new Box(), 0);
    }

    private long largestBits(LayerMasks masks, Box box, int d) {
        if (d == Dimension.COUNT) {
            return TrafficCount.stored(masks, operand, format, bits, box).bits();
        }
        long most = 0;
        int from = 0;
        for (int to : ends.get(d)) {
            box.from[d] = from;
            box.to[d] = to;
            most = Math.max(most, largestBits(masks, box, d + 1));
            from = to;
        }
        return most;
    }
}

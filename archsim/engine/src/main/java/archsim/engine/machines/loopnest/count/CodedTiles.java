package archsim.engine.machines.loopnest.count;

import archsim.engine.machines.loopnest.architecture.Dimension;
import archsim.engine.machines.loopnest.architecture.Format;
import archsim.engine.machines.loopnest.architecture.Operand;
import archsim.engine.machines.loopnest.mapping.Box;
import archsim.engine.machines.loopnest.mapping.Nest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;

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

    /** Bits of the largest tile; of those that hold the same, one is measured. */
    long largestBits(LayerMasks masks) {
        var choices = new ArrayList<Collection<Box>>();
        for (Dimension dimension : List.of(Dimension.N, Dimension.G, Dimension.K, Dimension.C)) {
            choices.add(distinct(
                    dimension,
                    dimension,
                    box -> masks.isFull(operand) && format.scales().isEmpty()
                            ? box.extent(dimension)
                            : box.from[dimension.at()]));
        }
        choices.add(distinct(Dimension.P, Dimension.R, box -> masks.rowsOfTile(operand, box)));
        choices.add(distinct(Dimension.Q, Dimension.S, box -> masks.columnsOfTile(operand, box)));
        choices.sort(Comparator.comparingInt(Collection::size));
        return largestBits(masks, choices, 0, new Box());
    }

    /** Parts of one or two dimensions, those that are alike by {@code key} once. */
    private Collection<Box> distinct(Dimension one, Dimension other, Function<Box, Object> key) {
        var found = new LinkedHashMap<Object, Box>();
        var box = new Box();
        for (int to : ends.get(one.at())) {
            box.to[one.at()] = to;
            box.from[other.at()] = one == other ? box.from[one.at()] : 0;
            for (int otherTo : one == other ? List.of(to) : ends.get(other.at())) {
                box.to[other.at()] = otherTo;
                found.putIfAbsent(key.apply(box), box.copy());
                box.from[other.at()] = otherTo;
            }
            box.from[one.at()] = to;
        }
        return found.values();
    }

    private long largestBits(LayerMasks masks, List<Collection<Box>> choices, int at, Box tile) {
        if (at == choices.size()) {
            return TrafficCount.stored(masks, operand, format, bits, tile).bits();
        }
        long most = 0;
        for (Box part : choices.get(at)) {
            for (int d = 0; d < Dimension.COUNT; d++) {
                if (part.to[d] > 0) {
                    tile.from[d] = part.from[d];
                    tile.to[d] = part.to[d];
                }
            }
            most = Math.max(most, largestBits(masks, choices, at + 1, tile));
        }
        return most;
    }
}

package archsim.engine.machines.loopnest.count;

import archsim.engine.machines.loopnest.architecture.Dimension;
import archsim.engine.machines.loopnest.architecture.Format;
import archsim.engine.machines.loopnest.architecture.Operand;
import archsim.engine.machines.loopnest.mapping.Box;
import archsim.engine.machines.loopnest.mapping.Nest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
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

    /** Bits of the largest tile; of those of one size it is the one that holds most. */
    long largestBits(LayerMasks masks) {
        boolean full = masks.isFull(operand);
        boolean ofGroups = format.isOfGroups(); // whose slots depend on where a tile cuts them
        var sizes = new ArrayList<Collection<List<Box>>>();
        for (Dimension dimension : List.of(Dimension.N, Dimension.G, Dimension.C)) {
            boolean placed = dimension == Dimension.C && (format.scales().isPresent() || ofGroups);
            Function<Box, Object> place = box -> box.from[dimension.at()];
            Function<Box, Object> extent = box -> box.extent(dimension);
            sizes.add(parts(dimension, dimension, full && !placed ? extent : place, placed ? place : extent));
        }
        sizes.add(parts(
                Dimension.P,
                Dimension.R,
                box -> ofGroups ? box.from[Dimension.R.at()] : masks.rowsOfTile(operand, box),
                box -> ofGroups ? box.from[Dimension.R.at()] : masks.rowCountOfTile(operand, box)));
        sizes.add(parts(
                Dimension.Q,
                Dimension.S,
                box -> ofGroups ? box.from[Dimension.S.at()] : masks.columnsOfTile(operand, box),
                box -> ofGroups ? box.from[Dimension.S.at()] : masks.columnCountOfTile(operand, box)));
        sizes.sort(Comparator.comparingInt(CodedTiles::partsIn));
        sizes.add(parts(
                Dimension.K,
                Dimension.K,
                box -> full ? box.extent(Dimension.K) : box.from[Dimension.K.at()],
                box -> box.extent(Dimension.K)));
        return largestBits(masks, sizes, new ArrayList<>());
    }

    private static int partsIn(Collection<List<Box>> sizes) {
        return sizes.stream().mapToInt(List::size).sum();
    }

    /** Parts of one or two dimensions by {@code size}, those that hold the same by {@code content} once. */
    private Collection<List<Box>> parts(
            Dimension one, Dimension other, Function<Box, Object> content, Function<Box, Object> size) {
        var found = new LinkedHashMap<Object, List<Box>>();
        var known = new HashSet<Object>();
        var box = new Box();
        for (int to : ends.get(one.at())) {
            box.to[one.at()] = to;
            box.from[other.at()] = one == other ? box.from[one.at()] : 0;
            for (int otherTo : one == other ? List.of(to) : ends.get(other.at())) {
                box.to[other.at()] = otherTo;
                if (known.add(content.apply(box))) {
                    found.computeIfAbsent(size.apply(box), unused -> new ArrayList<>())
                            .add(box.copy());
                }
                box.from[other.at()] = otherTo;
            }
            box.from[one.at()] = to;
        }
        return found.values();
    }

    private long largestBits(LayerMasks masks, List<Collection<List<Box>>> sizes, List<List<Box>> chosen) {
        if (chosen.size() == sizes.size()) {
            return new FullestTile(masks, operand, format, chosen).bits(bits);
        }
        long most = 0;
        for (List<Box> ofSize : sizes.get(chosen.size())) {
            chosen.add(ofSize);
            most = Math.max(most, largestBits(masks, sizes, chosen));
            chosen.remove(chosen.size() - 1);
        }
        return most;
    }
}

package archsim.engine.machines.sparten;

import archsim.engine.Taps;
import archsim.engine.machines.LiteralLayer;
import archsim.engine.pe.Cause;
import archsim.engine.pe.SlotStack;
import archsim.engine.tiling.TileRange;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** SparTen one element at a time: clusters of units that join chunks of 128. */
final class LiteralSparTen {

    private static final int CHUNK = 128;

    private final LiteralLayer layer;
    private final int units;
    private final long[] busy;
    private int dealt;
    private long cycles;
    private long useful;
    private long fragmentation;
    private long imbalance;
    private long index;

    LiteralSparTen(LayerWorkload layer, int clusters, int units) {
        this.layer = new LiteralLayer(layer);
        this.units = units;
        this.busy = new long[clusters];
    }

    LiteralSparTen run(List<TileRange> tiles) {
        for (int t = 0; t < tiles.size(); t++) {
            TileRange tile = tiles.get(t);
            if (t > 0 && !tile.sharesInputsWith(tiles.get(t - 1))) {
                waitForAll();
            }
            dealt = 0;
            List<Integer> filters = balanced(tile.group()).subList(tile.filterFrom(), tile.filterTo());
            for (int row = tile.patch().rowFrom(); row < tile.patch().rowTo(); row++) {
                for (int q = tile.patch().qFrom(); q < tile.patch().qTo(); q++) {
                    for (int from = 0; from < filters.size(); from += 2 * units) {
                        int to = Math.min(filters.size(), from + 2 * units);
                        round(tile, row, q, held(filters.subList(from, to)), dealt++ % busy.length);
                    }
                }
            }
        }
        waitForAll();
        return this;
    }

    /** Densest with sparsest; of the last, incomplete round those in the middle stay alone if there are units for all. */
    private List<Integer> balanced(int group) {
        List<Integer> filters = new ArrayList<>(layer.filters(group));
        filters.sort(Comparator.comparingInt((Integer k) -> -weights(k)));
        int rest = filters.size() % (2 * units);
        int alone = rest <= units ? rest : 0;
        var left = new ArrayDeque<>(filters);
        var order = new ArrayList<Integer>();
        while (left.size() > alone + 1) {
            order.add(left.pollFirst());
            order.add(left.pollLast());
        }
        order.addAll(left);
        return order;
    }

    private int weights(int k) {
        return (int) layer.columns().stream()
                .filter(column -> layer.hasWeight(k, column))
                .count();
    }

    /** Filters of each unit. */
    private List<List<Integer>> held(List<Integer> filters) {
        int each = filters.size() > units ? 2 : 1;
        var held = new ArrayList<List<Integer>>();
        for (int i = 0; i < filters.size(); i += each) {
            held.add(filters.subList(i, Math.min(filters.size(), i + each)));
        }
        return held;
    }

    private void round(TileRange tile, int row, int q, List<List<Integer>> held, int cluster) {
        for (List<LiteralLayer.Column> chunk : chunks(tile)) {
            int slowest = 0;
            int made = 0;
            for (List<Integer> ofUnit : held) {
                int matches = 0;
                for (int k : ofUnit) {
                    for (LiteralLayer.Column column : chunk) {
                        matches += layer.hasWeight(k, column) && meetsInput(tile.group(), row, q, column) ? 1 : 0;
                    }
                }
                slowest = Math.max(slowest, matches);
                made += matches;
            }
            int cost = Math.max(1, slowest);
            busy[cluster] += cost;
            useful += made;
            fragmentation += (long) cost * (units - held.size());
            if (slowest == 0) {
                index += held.size();
            } else {
                imbalance += (long) cost * held.size() - made;
            }
        }
    }

    private boolean meetsInput(int group, int row, int q, LiteralLayer.Column column) {
        LayerShape shape = layer.shape();
        int h = Taps.row(shape, row % shape.p(), column.r());
        int w = Taps.column(shape, q, column.s());
        return h >= 0
                && h < shape.h()
                && w >= 0
                && w < shape.w()
                && layer.hasInput(row / shape.p(), group * shape.channelsPerGroup() + column.c(), h, w);
    }

    /** Each kernel row channel by channel, position by position; chunks of which a column is stored. */
    private List<List<LiteralLayer.Column>> chunks(TileRange tile) {
        var chunks = new ArrayList<List<LiteralLayer.Column>>();
        List<LiteralLayer.Column> stored = layer.columns();
        for (int r = 0; r < layer.shape().r(); r++) {
            var elements = new ArrayList<LiteralLayer.Column>();
            for (int s = 0; s < layer.shape().s(); s++) {
                for (int c = tile.channelFrom(); c < tile.channelTo(); c++) {
                    elements.add(new LiteralLayer.Column(c, r, s));
                }
            }
            for (int from = 0; from < elements.size(); from += CHUNK) {
                List<LiteralLayer.Column> chunk = elements.subList(from, Math.min(elements.size(), from + CHUNK));
                if (chunk.stream().anyMatch(stored::contains)) {
                    chunks.add(chunk);
                }
            }
        }
        return chunks;
    }

    private void waitForAll() {
        long slowest = Arrays.stream(busy).max().orElseThrow();
        for (int cluster = 0; cluster < busy.length; cluster++) {
            imbalance += (slowest - busy[cluster]) * units;
            busy[cluster] = 0;
        }
        cycles += slowest;
    }

    long cycles() {
        return cycles;
    }

    SlotStack slots() {
        return SlotStack.useful(useful)
                .lost(Cause.FRAGMENTATION, fragmentation)
                .lost(Cause.IMBALANCE, imbalance)
                .lost(Cause.INDEX, index);
    }
}

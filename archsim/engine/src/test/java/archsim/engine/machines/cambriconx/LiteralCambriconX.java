package archsim.engine.machines.cambriconx;

import archsim.engine.machines.LiteralLayer;
import archsim.engine.pe.Cause;
import archsim.engine.pe.SlotStack;
import archsim.engine.tiling.TileRange;
import archsim.workloads.LayerWorkload;
import java.util.Arrays;
import java.util.List;

/** Cambricon-X one PE, filter, position and window at a time: 16 PEs of 16 multipliers, windows of 256 columns. */
public final class LiteralCambriconX {

    private static final int PES = 16;
    private static final int LANES = 16;
    private static final int WINDOW = 256;

    private final LiteralLayer layer;
    private final List<LiteralLayer.Column> stored;
    private final long[] busy = new long[PES];
    private long cycles;
    private long useful;
    private long fragmentation;
    private long imbalance;
    private long index;

    LiteralCambriconX(LayerWorkload layer) {
        this.layer = new LiteralLayer(layer);
        this.stored = this.layer.columns();
    }

    /** All inputs of a group lie in the buffer at once. */
    void runInOneTile() {
        int positions = Math.toIntExact(layer.shape().outputPositions());
        for (int group = 0; group < layer.shape().groups(); group++) {
            List<Integer> filters = layer.filters(group);
            for (int i = 0; i < filters.size(); i++) {
                for (int position = 0; position < positions; position++) {
                    pass(i, filters.get(i), 0, layer.shape().channelsPerGroup());
                }
            }
            waitForAll();
        }
    }

    void run(List<TileRange> tiles) {
        for (int t = 0; t < tiles.size(); t++) {
            TileRange tile = tiles.get(t);
            if (t > 0 && !tile.sharesInputsWith(tiles.get(t - 1))) {
                waitForAll();
            }
            List<Integer> filters = layer.filters(tile.group());
            for (int i = tile.filterFrom(); i < tile.filterTo(); i++) {
                for (int row = tile.patch().rowFrom(); row < tile.patch().rowTo(); row++) {
                    for (int q = tile.patch().qFrom(); q < tile.patch().qTo(); q++) {
                        pass(i, filters.get(i), tile.channelFrom(), tile.channelTo());
                    }
                }
            }
        }
        waitForAll();
    }

    /** One filter passes over its columns at one position; windows are counted from its first weight. */
    private void pass(int place, int k, int channelFrom, int channelTo) {
        int found = 0;
        boolean looked = false;
        for (int i = 0; i < stored.size(); i++) {
            LiteralLayer.Column column = stored.get(i);
            if (column.c() >= channelFrom && column.c() < channelTo) {
                looked = true;
                found += layer.hasWeight(k, column) ? 1 : 0;
            }
            boolean windowEnds = i % WINDOW == WINDOW - 1 || i == stored.size() - 1;
            if (windowEnds && looked) {
                select(place % PES, found);
                found = 0;
                looked = false;
            }
        }
    }

    private void select(int pe, int found) {
        if (found == 0) {
            busy[pe]++;
            index += LANES;
        }
        for (int left = found; left > 0; left -= LANES) {
            busy[pe]++;
            useful += Math.min(left, LANES);
            fragmentation += Math.max(0, LANES - left);
        }
    }

    private void waitForAll() {
        long slowest = Arrays.stream(busy).max().orElseThrow();
        for (int pe = 0; pe < PES; pe++) {
            imbalance += (slowest - busy[pe]) * LANES;
            busy[pe] = 0;
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

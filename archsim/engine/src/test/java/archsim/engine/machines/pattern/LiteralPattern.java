package archsim.engine.machines.pattern;

import archsim.engine.machines.LiteralLayer;
import archsim.engine.pe.Cause;
import archsim.engine.pe.SlotStack;
import archsim.engine.tiling.TileRange;
import archsim.workloads.LayerWorkload;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The pattern array one kernel and position at a time: 8 lanes of 8 PEs of 4 multipliers.
 *
 * <p>Kernels with fewer than four weights must not share a pattern with another support.
 */
final class LiteralPattern {

    private static final int LANES = 8;
    private static final int PES = 8;
    private static final int MULTIPLIERS = 4;

    private final LiteralLayer layer;
    private final int switchCycles;
    private final long[] busy = new long[LANES];
    private long cycles;
    private long useful;
    private long fragmentation;
    private long imbalance;
    private long index;

    LiteralPattern(LayerWorkload layer, int switchCycles) {
        this.layer = new LiteralLayer(layer);
        this.switchCycles = switchCycles;
    }

    LiteralPattern run(List<TileRange> tiles) {
        for (int t = 0; t < tiles.size(); t++) {
            TileRange tile = tiles.get(t);
            if (t > 0 && !tile.sharesInputsWith(tiles.get(t - 1))) {
                waitForAll();
            }
            List<Integer> filters = new ArrayList<>(layer.filters(tile.group()));
            filters.sort(Comparator.comparingInt((Integer k) ->
                    -kernels(k, 0, layer.shape().channelsPerGroup()).size()));
            for (int i = tile.filterFrom(); i < tile.filterTo(); i++) {
                Map<String, List<List<Boolean>>> byPattern = new TreeMap<>();
                for (List<Boolean> kernel : kernels(filters.get(i), tile.channelFrom(), tile.channelTo())) {
                    byPattern
                            .computeIfAbsent(kernel.toString(), pattern -> new ArrayList<>())
                            .add(kernel);
                }
                for (List<List<Boolean>> ofPattern : byPattern.values()) {
                    busy[i % LANES] += switchCycles;
                    index += (long) switchCycles * PES * MULTIPLIERS;
                    ofPattern.forEach(kernel -> pass(tile, kernel));
                    busy[i % LANES] += ofPattern.size() * ((tile.positions() + PES - 1) / PES);
                }
            }
        }
        waitForAll();
        return this;
    }

    private void pass(TileRange tile, List<Boolean> kernel) {
        int present = (int) kernel.stream().filter(there -> there).count();
        for (long position = 0; position < tile.positions(); position++) {
            useful += present;
            index += MULTIPLIERS - present;
        }
        for (long position = tile.positions(); position % PES != 0; position++) {
            fragmentation += MULTIPLIERS;
        }
    }

    private List<List<Boolean>> kernels(int k, int channelFrom, int channelTo) {
        var kernels = new ArrayList<List<Boolean>>();
        for (int c = channelFrom; c < channelTo; c++) {
            var kernel = new ArrayList<Boolean>();
            for (int offset = 0; offset < 9; offset++) {
                kernel.add(layer.hasWeight(k, new LiteralLayer.Column(c, offset / 3, offset % 3)));
            }
            if (kernel.contains(true)) {
                kernels.add(kernel);
            }
        }
        return kernels;
    }

    private void waitForAll() {
        long slowest = Arrays.stream(busy).max().orElseThrow();
        for (int lane = 0; lane < LANES; lane++) {
            imbalance += (slowest - busy[lane]) * PES * MULTIPLIERS;
            busy[lane] = 0;
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

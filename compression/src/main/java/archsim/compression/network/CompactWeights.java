package archsim.compression.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Picks the weights of one layer that a compact network stores. */
final class CompactWeights {

    private final LayerSpec spec;
    private final int weightOffset;
    private final int biasOffset;
    private final int layer;
    private final LiveChannels survivors;
    private final int[] filters;

    CompactWeights(NetworkModel architecture, int layer, LiveChannels survivors) {
        this.spec = architecture.layer(layer);
        this.weightOffset = architecture.weightOffset(layer);
        this.biasOffset = architecture.biasOffset(layer);
        this.layer = layer;
        this.survivors = survivors;
        this.filters = survivors.filters(layer);
    }

    /**
     * The layer.
     *
     * @param channels live ones of its input
     * @param offset of its weights among the compact parameters
     */
    CompactLayer layer(Storage storage, int[] channels, int offset) {
        boolean sparse = storage.sparse(spec, survivors.kept(layer), matrix());
        var blocks = new ArrayList<CompactBlock>();
        int at = offset;
        if (sparse) {
            for (int filter : filters) {
                Taps taps = Taps.of(spec, spec.groupOf(filter), keptColumns(filter), channels);
                blocks.add(new CompactBlock(1, taps, at));
                at += taps.count();
            }
        } else {
            for (int group = 0; group < spec.groups(); group++) {
                int count = filtersOf(group).length;
                if (count > 0) {
                    Taps taps = Taps.of(spec, group, survivors.columns(layer, group), channels);
                    blocks.add(new CompactBlock(count, taps, at));
                    at += count * taps.count();
                }
            }
        }
        return new CompactLayer(spec, sparse, channels.length, filters.length, blocks, offset, at - offset);
    }

    /** Full indices of the stored weights, then of the biases. */
    int[] indices(boolean sparse) {
        List<int[]> rows = new ArrayList<>();
        for (int filter : filters) {
            int[] columns = sparse ? keptColumns(filter) : survivors.columns(layer, spec.groupOf(filter));
            rows.add(Arrays.stream(columns)
                    .map(column -> weightOffset + filter * spec.columns() + column)
                    .toArray());
        }
        rows.add(Arrays.stream(filters).map(filter -> biasOffset + filter).toArray());
        return rows.stream().flatMapToInt(Arrays::stream).toArray();
    }

    private long matrix() {
        return IntStream.range(0, spec.groups())
                .mapToLong(group -> (long) filtersOf(group).length * survivors.columns(layer, group).length)
                .sum();
    }

    private int[] filtersOf(int group) {
        return Arrays.stream(filters)
                .filter(filter -> spec.groupOf(filter) == group)
                .toArray();
    }

    private int[] keptColumns(int filter) {
        int first = weightOffset + filter * spec.columns();
        return Arrays.stream(survivors.columns(layer, spec.groupOf(filter)))
                .filter(column -> survivors.keeps(first + column))
                .toArray();
    }
}

package archsim.engine.machines.sparten;

import archsim.base.Ceil;
import archsim.energy.Action;
import archsim.energy.Component;
import archsim.energy.DataType;
import archsim.engine.pe.Cause;
import archsim.engine.pe.Machine;
import archsim.engine.pe.SlotStack;
import archsim.engine.tiling.Actions;
import archsim.engine.tiling.KeptLayer;
import archsim.engine.tiling.Reads;
import archsim.engine.tiling.TileRange;
import archsim.engine.tiling.TileWork;
import java.util.HashMap;
import java.util.Map;

/** Joins the vectors of a SparTen tile, word by word. */
final class SparTenWork {

    private final SparTen sparTen;
    private final KeptLayer layer;
    private final Machine machine;
    private final ChannelsLast inputs;
    private final Map<TileRange.WeightBlock, long[][]> weights = new HashMap<>();
    private final Map<Integer, ChunkedVectors> chunks = new HashMap<>();
    private final int units;
    private final int filtersPerRound;
    private long matches;
    private long[] laneCycles = new long[0];
    private SlotStack slots = SlotStack.NONE;

    SparTenWork(SparTen sparTen, KeptLayer layer, Machine machine) {
        this.sparTen = sparTen;
        this.layer = layer;
        this.machine = machine;
        this.inputs = new ChannelsLast(layer.shape(), layer.layer().inputs());
        this.units = machine.peArray().columns();
        this.filtersPerRound = sparTen.filtersPerRound(machine);
    }

    /** The exact work of a tile. */
    TileWork of(TileRange tile) {
        ChunkedVectors vectors = chunks.computeIfAbsent(
                tile.channelFrom(), from -> new ChunkedVectors(layer, from, tile.channelTo(), sparTen.chunkInputs()));
        long[][] filters = weights.computeIfAbsent(tile.weights(), block -> filters(vectors, block));
        laneCycles = new long[machine.peArray().rows()];
        matches = 0;
        slots = SlotStack.NONE;
        int rounds = Ceil.div(filters.length, filtersPerRound);
        long[] window = new long[vectors.words()];
        long present = 0;
        long unit = 0;
        for (int row = tile.patch().rowFrom(); row < tile.patch().rowTo(); row++) {
            for (int q = tile.patch().qFrom(); q < tile.patch().qTo(); q++) {
                vectors.gather(inputs, tile.group(), row, q, window);
                for (int round = 0; round < rounds; round++) {
                    join(vectors, window, filters, round, (int) (unit++ % laneCycles.length));
                }
                present += present(window) * rounds;
            }
        }
        return counted(tile, unit, vectors.keptElements(), present);
    }

    private long[][] filters(ChunkedVectors vectors, TileRange.WeightBlock block) {
        long[][] filters = new long[block.filters()][];
        for (int f = 0; f < filters.length; f++) {
            filters[f] = vectors.weights(layer.filter(block.group(), block.filterFrom() + f));
        }
        return filters;
    }

    private static long present(long[] vector) {
        long present = 0;
        for (long word : vector) {
            present += Long.bitCount(word);
        }
        return present;
    }

    /** One output position and round of filters on one cluster, chunk after chunk. */
    private void join(ChunkedVectors vectors, long[] window, long[][] filters, int round, int cluster) {
        int from = round * filtersPerRound;
        int to = Math.min(filters.length, from + filtersPerRound);
        int perUnit = to - from > units ? 2 : 1;
        int usedUnits = Ceil.div(to - from, perUnit);
        long cycles = 0;
        long made = 0;
        long looks = 0;
        for (int word = 0; word < window.length; word += vectors.wordsPerChunk()) {
            if (!vectors.keepsChunk(word / vectors.wordsPerChunk())) {
                continue;
            }
            int slowest = 0;
            for (int f = from; f < to; f += perUnit) {
                int ofUnit = 0;
                for (int held = f; held < Math.min(to, f + perUnit); held++) {
                    ofUnit += matches(window, filters[held], word, vectors.wordsPerChunk());
                }
                slowest = Math.max(slowest, ofUnit);
                made += ofUnit;
            }
            looks += slowest == 0 ? 1 : 0;
            cycles += Math.max(1, slowest);
        }
        laneCycles[cluster] += cycles;
        matches += made;
        long waiting = (cycles - looks) * usedUnits - made;
        slots = slots.plus(SlotStack.useful(made)
                .lost(Cause.FRAGMENTATION, cycles * (units - usedUnits))
                .lost(Cause.IMBALANCE, waiting)
                .lost(Cause.INDEX, looks * usedUnits));
    }

    private static int matches(long[] window, long[] filter, int word, int words) {
        int matches = 0;
        for (int i = word; i < word + words; i++) {
            matches += Long.bitCount(window[i] & filter[i]);
        }
        return matches;
    }

    /**
     * Counts what the tile does.
     *
     * @param broadcasts positions times rounds
     * @param elements bits of a vector's mask
     * @param present inputs broadcast
     */
    private TileWork counted(TileRange tile, long broadcasts, long elements, long present) {
        long maskBits = tile.positions() * tile.filters() * elements;
        var match = new Action.PriorityEncode(sparTen.chunkInputs());
        return new TileWork(
                laneCycles,
                slots,
                new Actions()
                        .products(matches, matches)
                        .sumsWaitInOutputBuffer()
                        .add(Component.INDEXING, DataType.INDICES, match, matches),
                new Reads(
                        matches * layer.layer().weightBits(),
                        maskBits,
                        broadcasts * elements + present * machine.precision().activationBits()));
    }
}

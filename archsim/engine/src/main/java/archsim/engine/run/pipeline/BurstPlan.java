package archsim.engine.run.pipeline;

import archsim.base.Ceil;
import archsim.energy.DataType;
import archsim.engine.plan.LayerPlan;
import archsim.engine.plan.Tile;
import archsim.engine.plan.Transfer;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The bursts that each tile of a layer reads and writes.
 *
 * <p>Weights (with their indices), inputs, outputs and scales lie in regions of their own. A transfer that goes on in the burst
 * where the one before it ended does not move that burst again.
 */
@SuppressWarnings("EnumOrdinal") // arrays by data type: plans of a language model have millions of runs
final class BurstPlan {

    private static final DataType[] TYPES = DataType.values();

    private final Runs loads;
    private final Runs stores;
    private final Map<DataType, Long> bursts = new EnumMap<>(DataType.class);
    private final long[] regionBurst = new long[TYPES.length];
    private final long[] lastBurst = new long[TYPES.length];
    private final int[] region = new int[TYPES.length];
    private final long burstBits;
    private final DataType written;

    /**
     * Lays out a plan's data.
     *
     * @param burstBytes of one burst
     * @param alignmentBursts to which regions are aligned
     */
    BurstPlan(LayerPlan plan, int burstBytes, long alignmentBursts) {
        int tiles = plan.tiles().size();
        burstBits = burstBytes * 8L;
        written = tiles == 0 ? DataType.OUTPUTS : plan.tiles().get(0).store().dataType();
        for (DataType type : TYPES) {
            region[type.ordinal()] = region(type).ordinal();
        }
        Arrays.fill(lastBurst, -1);
        layOut(plan, alignmentBursts);
        loads = new Runs(tiles);
        stores = new Runs(tiles);
        long[] moved = new long[TYPES.length];
        var types = EnumSet.noneOf(DataType.class);
        for (Tile tile : plan.tiles()) {
            for (Transfer load : tile.loads()) {
                add(load, loads, moved);
                types.add(load.dataType());
            }
            add(tile.store(), stores, moved);
            types.add(tile.store().dataType());
            loads.endTile();
            stores.endTile();
        }
        types.forEach(type -> bursts.put(type, moved[type.ordinal()]));
    }

    private BurstPlan(int tiles) {
        burstBits = Byte.SIZE;
        written = DataType.OUTPUTS;
        loads = new Runs(tiles);
        stores = new Runs(tiles);
        for (int tile = 0; tile < tiles; tile++) {
            loads.endTile();
            stores.endTile();
        }
    }

    /** Of the first {@code early} bursts of weights that {@code all} loads, either those alone or all the others. */
    private BurstPlan(BurstPlan all, long early, boolean those) {
        burstBits = all.burstBits;
        written = all.written;
        loads = new Runs(all.tiles());
        stores = those ? new BurstPlan(all.tiles()).stores : all.stores;
        if (!those) {
            bursts.putAll(all.bursts);
        }
        long left = early;
        for (int tile = 0; tile < all.tiles(); tile++) {
            for (int run = all.loads.start(tile); run < all.loads.start(tile + 1); run++) {
                DataType type = TYPES[all.loads.stream(run)];
                long first = isOfWeights(type) ? Math.min(left, all.loads.count(run)) : 0;
                left -= first;
                long from = all.loads.first(run) + (those ? 0 : first);
                long count = those ? first : all.loads.count(run) - first;
                if (count > 0) {
                    loads.add(type.ordinal(), from, count);
                }
                bursts.merge(type, those ? first : -first, Long::sum);
            }
            loads.endTile();
        }
    }

    /** Whether data are there before the layer starts: keys and values may be made by the layer before it. */
    private static boolean isOfWeights(DataType type) {
        return type == DataType.WEIGHTS || type == DataType.INDICES || type == DataType.SCALES;
    }

    /** Bursts of weights, of their indices and scales, that tiles below {@code tiles} load and that {@code bits} hold. */
    long weightBursts(int tiles, long bits) {
        long count = 0;
        for (int run = 0; run < loads.start(Math.min(tiles, tiles())); run++) {
            count += isOfWeights(TYPES[loads.stream(run)]) ? loads.count(run) : 0;
        }
        return Math.min(count, bits / burstBits);
    }

    /** The first {@code early} bursts of weights alone. */
    BurstPlan early(long early) {
        return new BurstPlan(this, early, true);
    }

    /** The plan without its first {@code early} bursts of weights. */
    BurstPlan without(long early) {
        return new BurstPlan(this, early, false);
    }

    /** The plan's tiles without a burst. */
    static BurstPlan ofNothing(LayerPlan plan) {
        return new BurstPlan(plan.tiles().size());
    }

    /**
     * Indices lie between the weights that they belong to; keys and values are in the weights' place where they are
     * read, and in that of the outputs where they are written.
     */
    private DataType region(DataType type) {
        return switch (type) {
            case INDICES -> DataType.WEIGHTS;
            case KEYS_VALUES -> type == written ? DataType.OUTPUTS : DataType.WEIGHTS;
            default -> type;
        };
    }

    /** The data type that tiles store. */
    DataType written() {
        return written;
    }

    private void layOut(LayerPlan plan, long alignmentBursts) {
        long[] endBits = new long[TYPES.length];
        for (Tile tile : plan.tiles()) {
            for (Transfer load : tile.loads()) {
                extend(endBits, load);
            }
            extend(endBits, tile.store());
        }
        long next = 0;
        for (int of = 0; of < endBits.length; of++) {
            regionBurst[of] = next;
            long length = Ceil.div(endBits[of], burstBits);
            next += Ceil.div(length, alignmentBursts) * alignmentBursts;
        }
    }

    private void extend(long[] endBits, Transfer transfer) {
        int of = region[transfer.dataType().ordinal()];
        endBits[of] = Math.max(endBits[of], transfer.startBit() + transfer.bits());
    }

    private void add(Transfer transfer, Runs runs, long[] moved) {
        if (transfer.bits() == 0) {
            return;
        }
        int of = region[transfer.dataType().ordinal()];
        long first = regionBurst[of] + transfer.startBit() / burstBits;
        long end = regionBurst[of] + Ceil.div(transfer.startBit() + transfer.bits(), burstBits);
        if (first == lastBurst[of]) {
            first++;
        }
        lastBurst[of] = end - 1;
        moved[transfer.dataType().ordinal()] += end - first;
        if (end > first) {
            runs.add(transfer.dataType().ordinal(), first, end - first);
        }
    }

    /** Runs of consecutive bursts, tile by tile, in three arrays: three numbers a run. */
    static final class Runs {

        private final int[] ends;
        private int tiles;
        private int size;
        private byte[] types;
        private long[] firsts;
        private long[] counts;

        private Runs(int tiles) {
            ends = new int[tiles + 1];
            types = new byte[tiles];
            firsts = new long[tiles];
            counts = new long[tiles];
        }

        private void add(int type, long first, long count) {
            if (size == types.length) {
                int room = Math.max(16, size + (size >> 1));
                types = Arrays.copyOf(types, room);
                firsts = Arrays.copyOf(firsts, room);
                counts = Arrays.copyOf(counts, room);
            }
            types[size] = (byte) type;
            firsts[size] = first;
            counts[size++] = count;
        }

        private void endTile() {
            ends[++tiles] = size;
        }

        /** Tiles, with or without runs. */
        int tiles() {
            return tiles;
        }

        /** First run of a tile, which is one past the last of the tile before. */
        int start(int tile) {
            return ends[tile];
        }

        /** All runs. */
        int size() {
            return size;
        }

        /** Data type of a run, by its place in {@link BurstRun#STREAMS}. */
        int stream(int run) {
            return types[run];
        }

        /** Address of a run's first burst. */
        long first(int run) {
            return firsts[run];
        }

        /** Bursts of a run, at least 1. */
        long count(int run) {
            return counts[run];
        }

        private long bursts(int tile) {
            long bursts = 0;
            for (int run = start(tile); run < start(tile + 1); run++) {
                bursts += counts[run];
            }
            return bursts;
        }

        private List<BurstRun> of(int tile) {
            return IntStream.range(start(tile), start(tile + 1))
                    .mapToObj(run -> new BurstRun(TYPES[types[run]], firsts[run], counts[run]))
                    .toList();
        }
    }

    int tiles() {
        return loads.tiles();
    }

    /** Runs that tiles load. */
    Runs loads() {
        return loads;
    }

    /** Runs that tiles store. */
    Runs stores() {
        return stores;
    }

    List<BurstRun> loads(int tile) {
        return loads.of(tile);
    }

    List<BurstRun> stores(int tile) {
        return stores.of(tile);
    }

    long loadBursts(int tile) {
        return loads.bursts(tile);
    }

    long storeBursts(int tile) {
        return stores.bursts(tile);
    }

    /** Bursts by data type over all tiles. */
    Map<DataType, Long> bursts() {
        return bursts;
    }

    /** Bursts of all tiles. */
    long allBursts() {
        return bursts.values().stream().mapToLong(Long::longValue).sum();
    }
}

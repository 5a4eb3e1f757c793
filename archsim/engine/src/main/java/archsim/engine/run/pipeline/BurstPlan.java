package archsim.engine.run.pipeline;

import archsim.base.Ceil;
import archsim.energy.DataType;
import archsim.engine.plan.LayerPlan;
import archsim.engine.plan.Tile;
import archsim.engine.plan.Transfer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The bursts that each tile of a layer reads and writes.
 *
 * <p>Weights (with their indices), inputs, outputs and scales lie in regions of their own. A transfer that goes on in the burst
 * where the one before it ended does not move that burst again.
 */
final class BurstPlan {

    private final List<List<BurstRun>> loads = new ArrayList<>();
    private final List<List<BurstRun>> stores = new ArrayList<>();
    private final Map<DataType, Long> bursts = new EnumMap<>(DataType.class);
    private final Map<DataType, Long> regionBurst = new EnumMap<>(DataType.class);
    private final Map<DataType, Long> lastBurst = new EnumMap<>(DataType.class);
    private final long burstBits;
    private final DataType written;

    /**
     * Lays out a plan's data.
     *
     * @param burstBytes of one burst
     * @param alignmentBursts to which regions are aligned
     */
    BurstPlan(LayerPlan plan, int burstBytes, long alignmentBursts) {
        burstBits = burstBytes * 8L;
        written = plan.tiles().stream()
                .map(tile -> tile.store().dataType())
                .findFirst()
                .orElse(DataType.OUTPUTS);
        layOut(plan, alignmentBursts);
        for (Tile tile : plan.tiles()) {
            loads.add(tile.loads().stream()
                    .map(this::run)
                    .filter(run -> run.bursts() > 0)
                    .toList());
            BurstRun store = run(tile.store());
            stores.add(store.bursts() > 0 ? List.of(store) : List.of());
        }
    }

    private BurstPlan(int tiles) {
        burstBits = Byte.SIZE;
        written = DataType.OUTPUTS;
        for (int tile = 0; tile < tiles; tile++) {
            loads.add(List.of());
            stores.add(List.of());
        }
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
        var endBits = new EnumMap<DataType, Long>(DataType.class);
        for (Tile tile : plan.tiles()) {
            for (Transfer load : tile.loads()) {
                endBits.merge(region(load.dataType()), load.startBit() + load.bits(), Math::max);
            }
            endBits.merge(
                    region(tile.store().dataType()),
                    tile.store().startBit() + tile.store().bits(),
                    Math::max);
        }
        long next = 0;
        for (Map.Entry<DataType, Long> region : endBits.entrySet()) {
            regionBurst.put(region.getKey(), next);
            long length = Ceil.div(region.getValue(), burstBits);
            next += Ceil.div(length, alignmentBursts) * alignmentBursts;
        }
    }

    private BurstRun run(Transfer transfer) {
        DataType region = region(transfer.dataType());
        long first = regionBurst.get(region) + transfer.startBit() / burstBits;
        long end = regionBurst.get(region) + Ceil.div(transfer.startBit() + transfer.bits(), burstBits);
        if (transfer.bits() == 0) {
            bursts.merge(transfer.dataType(), 0L, Long::sum);
            return new BurstRun(transfer.dataType(), first, 0);
        }
        if (first == lastBurst.getOrDefault(region, -1L)) {
            first++;
        }
        lastBurst.put(region, end - 1);
        bursts.merge(transfer.dataType(), end - first, Long::sum);
        return new BurstRun(transfer.dataType(), first, end - first);
    }

    int tiles() {
        return loads.size();
    }

    List<BurstRun> loads(int tile) {
        return loads.get(tile);
    }

    List<BurstRun> stores(int tile) {
        return stores.get(tile);
    }

    long loadBursts(int tile) {
        return loads(tile).stream().mapToLong(BurstRun::bursts).sum();
    }

    long storeBursts(int tile) {
        return stores(tile).stream().mapToLong(BurstRun::bursts).sum();
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

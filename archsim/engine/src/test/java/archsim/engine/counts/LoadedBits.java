package archsim.engine.counts;

import archsim.energy.DataType;
import archsim.engine.plan.LayerPlan;

/** What a plan loads from DRAM of one kind of data. */
public final class LoadedBits {

    private LoadedBits() {}

    /** Bits of {@code type} over all tiles. */
    public static long of(LayerPlan plan, DataType type) {
        return plan.tiles().stream()
                .flatMap(tile -> tile.loads().stream())
                .filter(load -> load.dataType() == type)
                .mapToLong(load -> load.bits())
                .sum();
    }
}

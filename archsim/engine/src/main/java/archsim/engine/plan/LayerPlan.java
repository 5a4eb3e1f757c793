package archsim.engine.plan;

import archsim.energy.ActionCounts;
import archsim.engine.pe.SlotStack;
import java.util.List;

/**
 * A layer as one machine runs it.
 *
 * @param mode how, in the design's words; empty if it has one way only
 * @param tiles in order
 * @param computeSlots slots by cause when memory never stalls
 * @param computeCycles cycles when memory never stalls
 * @param onChip what multipliers, registers and buffers do
 * @param tilesAtOnce tiles whose loads the buffers hold at once, the one that computes included; 1 if a tile is loaded
 *     only once the one before it has computed
 */
public record LayerPlan(
        String mode,
        List<Tile> tiles,
        SlotStack computeSlots,
        long computeCycles,
        ActionCounts onChip,
        int tilesAtOnce) {

    public LayerPlan {
        tiles = List.copyOf(tiles);
        if (tilesAtOnce < 1) {
            throw new IllegalArgumentException("tilesAtOnce must be at least 1, was " + tilesAtOnce);
        }
    }

    /** A plan for buffers of two halves: one computes while the other is loaded. */
    public LayerPlan(String mode, List<Tile> tiles, SlotStack computeSlots, long computeCycles, ActionCounts onChip) {
        this(mode, tiles, computeSlots, computeCycles, onChip, 2);
    }

    /** The same with other counts. */
    public LayerPlan with(ActionCounts counts) {
        return new LayerPlan(mode, tiles, computeSlots, computeCycles, counts, tilesAtOnce);
    }
}

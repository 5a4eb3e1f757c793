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
 */
public record LayerPlan(
        String mode, List<Tile> tiles, SlotStack computeSlots, long computeCycles, ActionCounts onChip) {

    public LayerPlan {
        tiles = List.copyOf(tiles);
    }
}

package archsim.engine.machines.sparten;

import archsim.engine.pe.Machine;
import archsim.engine.plan.Dataflow;
import archsim.engine.tiling.KeptLayer;
import archsim.workloads.LayerWorkload;
import java.util.List;
import java.util.stream.IntStream;

/** The blocks into which SparTen cuts a layer, for models that count what each does. */
public final class PlannedSparTenBlocks {

    private PlannedSparTenBlocks() {}

    /**
     * One block.
     *
     * @param group of the convolution
     * @param rowFrom first output row, over all images
     * @param rowTo one past the last
     * @param qFrom first output column
     * @param qTo one past the last
     * @param filters in the order in which they are dealt to the units, numbered over all groups
     * @param channelFrom first channel, within the group
     * @param channelTo one past the last
     */
    public record Block(
            int group,
            int rowFrom,
            int rowTo,
            int qFrom,
            int qTo,
            List<Integer> filters,
            int channelFrom,
            int channelTo) {}

    /** In the order in which they are worked on. */
    public static List<Block> of(Dataflow sparTen, LayerWorkload layer, Machine machine) {
        var design = (SparTen) sparTen;
        KeptLayer balanced = design.balanced(layer, machine);
        return design.tiles(layer, machine).stream()
                .map(tile -> new Block(
                        tile.group(),
                        tile.patch().rowFrom(),
                        tile.patch().rowTo(),
                        tile.patch().qFrom(),
                        tile.patch().qTo(),
                        IntStream.range(tile.filterFrom(), tile.filterTo())
                                .map(index -> balanced.filter(tile.group(), index))
                                .boxed()
                                .toList(),
                        tile.channelFrom(),
                        tile.channelTo()))
                .toList();
    }
}

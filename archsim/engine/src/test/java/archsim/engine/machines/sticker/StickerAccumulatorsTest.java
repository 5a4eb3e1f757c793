package archsim.engine.machines.sticker;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.engine.Taps;
import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.engine.machines.RandomLayers;
import archsim.engine.machines.WideMachine;
import archsim.engine.pe.Machine;
import archsim.engine.tiling.Patch;
import archsim.engine.tiling.PipelineTime;
import archsim.engine.tiling.TileRange;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The sums that one PE holds at once, input by input, never exceed its accumulators. */
class StickerAccumulatorsTest {

    private static final int ENTRIES = 6;

    private final Sticker sticker = new Sticker(0.7, 0.2, ENTRIES, 2, 3);
    private final Machine machine =
            WideMachine.ofOneTile(AcceleratorLibrary.find("sticker").machine());

    private record Position(int row, int q) {}

    static Stream<LayerWorkload> layers() {
        return RandomLayers.of(300, 61);
    }

    @ParameterizedTest
    @MethodSource("layers")
    void theSumsOfATileFitTheAccumulators(LayerWorkload layer) {
        var plan = new StickerPlan(sticker, layer, machine);
        for (TileRange tile : plan.best(PipelineTime.goal()).grid().tiles(plan.layer())) {
            int filtersOfAPe = (tile.filters() + 15) / 16;
            assertThat(filtersOfAPe * positionsOfAPe(plan, tile)).isLessThanOrEqualTo(ENTRIES);
        }
    }

    private static long positionsOfAPe(StickerPlan plan, TileRange tile) {
        LayerShape shape = plan.layer().shape();
        if (shape.isFullyConnected()) {
            return tile.positions();
        }
        return plan.inputClass().skipsZeros() ? mostReached(shape, tile.patch()) : (tile.positions() + 15) / 16;
    }

    private static int mostReached(LayerShape shape, Patch patch) {
        List<Set<Position>> reached = Stream.generate(() -> (Set<Position>) new HashSet<Position>())
                .limit(16)
                .toList();
        for (Patch part : patch.byImage(shape)) {
            for (int h = part.hFrom(shape); h < part.hTo(shape); h++) {
                for (int w = part.wFrom(shape); w < part.wTo(shape); w++) {
                    int lane = LaneGrid.of(16)
                            .laneOf(h, w, part.hFrom(shape), part.hTo(shape), part.wFrom(shape), part.wTo(shape));
                    addOutputs(shape, part, h, w, reached.get(lane));
                }
            }
        }
        return reached.stream().mapToInt(Set::size).max().orElseThrow();
    }

    private static void addOutputs(LayerShape shape, Patch part, int h, int w, Set<Position> outputs) {
        for (int row = part.rowFrom(); row < part.rowTo(); row++) {
            for (int q = part.qFrom(); q < part.qTo(); q++) {
                int fromRow = row % shape.p();
                int fromQ = q;
                boolean meets = IntStream.range(0, shape.r()).anyMatch(r -> Taps.row(shape, fromRow, r) == h)
                        && IntStream.range(0, shape.s()).anyMatch(s -> Taps.column(shape, fromQ, s) == w);
                if (meets) {
                    outputs.add(new Position(row, q));
                }
            }
        }
    }
}

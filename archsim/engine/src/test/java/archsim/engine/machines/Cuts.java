package archsim.engine.machines;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.energy.DataType;
import archsim.engine.plan.LayerPlan;
import archsim.engine.plan.Tile;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** How many of a test's layers are cut, and along what: counts of layers in one piece prove little. */
public final class Cuts {

    private Cuts() {}

    /**
     * Fails unless most layers have several tiles, and a few each: tiles that find their weights in the buffer, tiles that
     * find their inputs there, and tiles whose sums wait for further channels.
     */
    public static void requireMany(Stream<LayerPlan> plans) {
        List<LayerPlan> all = plans.toList();
        assertThat(all.stream().filter(plan -> plan.tiles().size() > 1).count()).isGreaterThan(all.size() / 2);
        requireSome(all, "keeps its weights", tile -> !loads(tile, DataType.WEIGHTS));
        requireSome(all, "keeps its inputs", tile -> !loads(tile, DataType.INPUTS));
        requireSome(all, "waits for channels", tile -> tile.store().bits() == 0);
    }

    private static void requireSome(List<LayerPlan> plans, String what, Predicate<Tile> tiles) {
        assertThat(plans.stream()
                        .filter(plan -> plan.tiles().stream().anyMatch(tiles))
                        .count())
                .as("layers with a tile that %s", what)
                .isGreaterThan(3);
    }

    private static boolean loads(Tile tile, DataType type) {
        return tile.loads().stream().anyMatch(load -> load.dataType() == type);
    }
}

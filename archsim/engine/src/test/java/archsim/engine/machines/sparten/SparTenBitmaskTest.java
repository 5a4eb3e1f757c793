package archsim.engine.machines.sparten;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.energy.DataType;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.engine.counts.CountedLayers;
import archsim.engine.plan.LayerPlan;
import archsim.engine.plan.Transfer;
import archsim.workloads.LayerWorkload;
import archsim.workloads.storage.Bitmask;
import archsim.workloads.storage.StorageBits;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The weights that SparTen loads, against the storage format. */
class SparTenBitmaskTest {

    private static final Accelerator SPARTEN = AcceleratorLibrary.find("sparten");

    static Stream<LayerWorkload> layersThatAreNotCompacted() {
        return CountedLayers.of(250, 1439).filter(layer -> !layer.scheme().isStructured());
    }

    @ParameterizedTest
    @MethodSource("layersThatAreNotCompacted")
    void weightsTakeTheBitsOfTheFormat(LayerWorkload layer) {
        StorageBits stored = new Bitmask().size(layer.weights(), layer.shape(), layer.weightBits());
        LayerPlan plan = SPARTEN.dataflow().plan(layer, SPARTEN.machine());
        assertThat(loadedOnce(plan, DataType.WEIGHTS)).isEqualTo(stored.weights());
        assertThat(loadedOnce(plan, DataType.INDICES)).isEqualTo(stored.indices());
    }

    /** Blocks that come again lie where they lay. */
    private static long loadedOnce(LayerPlan plan, DataType type) {
        return plan.tiles().stream()
                .flatMap(tile -> tile.loads().stream())
                .filter(load -> load.dataType() == type)
                .distinct()
                .mapToLong(Transfer::bits)
                .sum();
    }
}

package archsim.engine.machines.cambriconx;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.energy.DataType;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.engine.counts.CountedLayers;
import archsim.engine.machines.Counted;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Scheme;
import archsim.workloads.storage.CsrRelative;
import archsim.workloads.storage.StorageBits;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Steps against the relative indices of models: the same wherever no gap is longer than a window. */
class CambriconXStorageTest {

    private static final Accelerator MACHINE = AcceleratorLibrary.find("cambricon-x");

    @Test
    void stepsTakeTheBitsOfRelativeIndicesWithoutFillers() {
        List<LayerWorkload> layers = CountedLayers.of(200, 10)
                .filter(layer -> layer.scheme() == Scheme.NON_STRUCTURED
                        && relative(layer).fillers() == 0)
                .toList();
        assertThat(layers).hasSizeGreaterThan(40);
        for (LayerWorkload layer : layers) {
            Counted stored = Counted.of(MACHINE.dataflow().plan(layer, MACHINE.machine()));
            assertThat(stored.storedBits(DataType.WEIGHTS))
                    .isEqualTo(relative(layer).weights());
            assertThat(stored.storedBits(DataType.INDICES))
                    .isEqualTo(relative(layer).indices());
        }
    }

    private static StorageBits relative(LayerWorkload layer) {
        return new CsrRelative(OptionalInt.of(8)).size(layer.weights(), layer.shape(), layer.weightBits());
    }
}

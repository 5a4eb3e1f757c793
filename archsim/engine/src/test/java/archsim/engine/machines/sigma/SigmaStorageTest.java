package archsim.engine.machines.sigma;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.energy.DataType;
import archsim.engine.UniformLayer;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.engine.counts.LoadedBits;
import archsim.engine.plan.LayerPlan;
import archsim.workloads.Layer;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;
import archsim.workloads.storage.Bitmask;
import archsim.workloads.storage.StorageBits;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Weights travel as a bitmask and values: the same format as that of storage reports, written twice. */
class SigmaStorageTest {

    private static final Accelerator DESIGN = AcceleratorLibrary.find("sigma");

    @ParameterizedTest
    @ValueSource(doubles = {1, 0.4, 0.05, 0})
    void aLayerTakesTheBitsOfItsFormat(double density) {
        var random = new SplittableRandom(52);
        for (int weightBits = 2; weightBits <= 8; weightBits++) {
            var shape = UniformLayer.shape(
                    1, 2 * (1 + random.nextInt(30)), 2 * (1 + random.nextInt(20)), 7, 7, 3, 3, 1, 1, 2);
            var layer = new LayerWorkload(
                    new Layer("layer", shape),
                    Mask.of(Math.toIntExact(shape.weights()), i -> random.nextDouble() < density),
                    Mask.full(Math.toIntExact(shape.inputs())),
                    weightBits,
                    Scheme.NON_STRUCTURED);
            LayerPlan plan = DESIGN.dataflow().plan(layer, DESIGN.machine());
            StorageBits stored = new Bitmask().size(layer.weights(), shape, weightBits);
            assertThat(LoadedBits.of(plan, DataType.WEIGHTS)).isEqualTo(stored.weights());
            assertThat(LoadedBits.of(plan, DataType.INDICES)).isEqualTo(stored.indices());
        }
    }
}

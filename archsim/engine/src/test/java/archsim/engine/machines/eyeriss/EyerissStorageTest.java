package archsim.engine.machines.eyeriss;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.energy.DataType;
import archsim.engine.UniformLayer;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.engine.counts.LoadedBits;
import archsim.engine.plan.LayerPlan;
import archsim.workloads.Layer;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;
import archsim.workloads.storage.RunLength;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A row that is read in one pass takes what the run-length format takes, or its values alone if that is less. */
class EyerissStorageTest {

    private static final Accelerator DESIGN = AcceleratorLibrary.find("eyeriss");

    @ParameterizedTest
    @ValueSource(doubles = {1, 0.8, 0.4, 0.05, 0.005, 0})
    void aRowTakesTheBitsOfItsFormat(double density) {
        var random = new SplittableRandom(53);
        for (int i = 0; i < 20; i++) {
            int w = 2 + random.nextInt(900);
            Mask inputs = Mask.of(w, input -> random.nextDouble() < density);
            var layer = new LayerWorkload(
                    new Layer("layer", UniformLayer.shape(1, 1, 1, 1, w, 1, 1, 1, 0, 1)),
                    Mask.full(1),
                    inputs,
                    16,
                    Scheme.DENSE);
            LayerPlan plan = DESIGN.dataflow().plan(layer, DESIGN.machine());
            long coded = new RunLength()
                    .size(inputs, LayerShape.fullyConnected(1, w, 1), 16)
                    .total();
            assertThat(plan.tiles()).hasSize(1);
            assertThat(LoadedBits.of(plan, DataType.INPUTS)).isEqualTo(Math.min(coded, w * 16L));
        }
    }
}

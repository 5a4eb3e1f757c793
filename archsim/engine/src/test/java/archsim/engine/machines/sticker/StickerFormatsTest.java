package archsim.engine.machines.sticker;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.energy.DataType;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.engine.counts.CountedLayers;
import archsim.engine.machines.Counted;
import archsim.engine.plan.LayerPlan;
import archsim.workloads.LayerWorkload;
import archsim.workloads.storage.Bitmask;
import archsim.workloads.storage.Dense;
import archsim.workloads.storage.StorageBits;
import archsim.workloads.storage.StorageFormat;
import org.junit.jupiter.api.Test;

/** What the machine stores against the formats of models; sparse weights have a format of the machine's own. */
class StickerFormatsTest {

    private static final Accelerator STICKER = AcceleratorLibrary.find("sticker");

    @Test
    void mediumWeightsAreABitmask() {
        assertThat(stored("medium", new Bitmask())).isGreaterThan(20);
    }

    @Test
    void denseWeightsAreDense() {
        assertThat(stored("dense", new Dense())).isGreaterThan(20);
    }

    /** Layers that are not compacted and stored as {@code format} says. */
    private static long stored(String weightClass, StorageFormat format) {
        return CountedLayers.of(200, 9)
                .filter(layer -> !layer.scheme().isStructured())
                .filter(layer -> isStored(layer, weightClass, format))
                .count();
    }

    private static boolean isStored(LayerWorkload layer, String weightClass, StorageFormat format) {
        LayerPlan plan = STICKER.dataflow().plan(layer, STICKER.machine());
        if (!plan.mode().startsWith(weightClass + " weights")) {
            return false;
        }
        StorageBits size = format.size(layer.weights(), layer.shape(), layer.weightBits());
        Counted stored = Counted.of(plan);
        assertThat(stored.storedBits(DataType.WEIGHTS)).isEqualTo(size.weights());
        assertThat(stored.storedBits(DataType.INDICES)).isEqualTo(size.indices());
        return true;
    }
}

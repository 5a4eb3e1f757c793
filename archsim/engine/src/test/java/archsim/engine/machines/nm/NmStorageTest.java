package archsim.engine.machines.nm;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.energy.DataType;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.engine.machines.Counted;
import archsim.engine.plan.LayerPlan;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;
import archsim.workloads.storage.NmFormat;
import archsim.workloads.storage.StorageBits;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the machine stores against the N:M format of models. */
class NmStorageTest {

    private static final Accelerator MACHINE = AcceleratorLibrary.find("nm-tensor-core");

    @Test
    void groupsTakeTheBitsOfTheFormat() {
        List<LayerWorkload> layers = NmLayers.of(300, 8, 2, 4).toList();
        assertThat(layers.stream().filter(NmStorageTest::storesTheFormatsBits).count())
                .isGreaterThan(100);
    }

    /** False for a layer that is not stored in groups. */
    private static boolean storesTheFormatsBits(LayerWorkload layer) {
        LayerPlan plan = MACHINE.dataflow().plan(layer, MACHINE.machine());
        if (plan.mode().equals("dense")) {
            return false;
        }
        StorageBits format = plan.mode().equals("2:4 along weights")
                ? new NmFormat(2, 4).size(layer.weights(), layer.shape(), layer.weightBits())
                : channelsInRows(layer);
        Counted stored = Counted.of(plan);
        assertThat(stored.storedBits(DataType.WEIGHTS)).isEqualTo(format.weights());
        assertThat(stored.storedBits(DataType.INDICES)).isEqualTo(format.indices() + format.fillers());
        return true;
    }

    /** The format with a row for each filter and kernel offset. */
    private static StorageBits channelsInRows(LayerWorkload layer) {
        LayerShape shape = layer.shape();
        int channels = shape.c() / shape.groups();
        int offsets = shape.r() * shape.s();
        Mask turned = Mask.of(layer.weights().size(), i -> {
            int row = i / channels;
            return layer.weights().get((row / offsets * channels + i % channels) * offsets + row % offsets);
        });
        var rows = LayerShape.fullyConnected(1, channels, shape.k() * offsets);
        return new NmFormat(2, 4).size(turned, rows, layer.weightBits());
    }
}

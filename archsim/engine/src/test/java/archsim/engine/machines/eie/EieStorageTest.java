package archsim.engine.machines.eie;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.base.json.StrictJson;
import archsim.energy.DataType;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.engine.counts.LoadedBits;
import archsim.engine.pe.Machine;
import archsim.engine.pe.PeArray;
import archsim.engine.pe.Precision;
import archsim.engine.plan.LayerPlan;
import archsim.engine.sram.Buffers;
import archsim.engine.sram.SramBuffer;
import archsim.workloads.Layer;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;
import archsim.workloads.storage.CscInterleaved;
import archsim.workloads.storage.StorageBits;
import jakarta.json.Json;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A matrix in one block takes what interleaved compressed columns take: the same format, written twice. */
class EieStorageTest {

    /** EIE whose weights never stay. */
    private static final Accelerator STREAMED = StrictJson.bind(
            "eie.json",
            Json.createPatchBuilder()
                    .replace("/dataflow/residentWeights", false)
                    .build()
                    .apply(AcceleratorLibrary.json("eie")),
            Accelerator.class);

    private static LayerPlan plan(int pes, LayerWorkload layer) {
        var large = new SramBuffer(1 << 24, 64, 1);
        var machine = new Machine(new PeArray(1, pes), 1, Precision.of(4, 16, 16), new Buffers(large, large, large));
        return STREAMED.dataflow().plan(layer, machine);
    }

    private static LayerWorkload layer(int inputs, int rows, double density, SplittableRandom random) {
        return new LayerWorkload(
                new Layer("layer", LayerShape.fullyConnected(1, inputs, rows)),
                Mask.of(inputs * rows, i -> random.nextDouble() < density),
                Mask.full(inputs),
                4,
                Scheme.NON_STRUCTURED);
    }

    static Stream<LayerWorkload> layers() {
        var random = new SplittableRandom(51);
        double[] densities = {1, 0.3, 0.05, 0.01, 0};
        return IntStream.range(0, 200)
                .mapToObj(i -> layer(1 + random.nextInt(60), 1 + random.nextInt(190), densities[i % 5], random));
    }

    @ParameterizedTest
    @MethodSource("layers")
    void aBlockTakesTheBitsOfItsFormat(LayerWorkload layer) {
        for (int pes : new int[] {3, 16, 64}) {
            LayerPlan plan = plan(pes, layer);
            StorageBits stored = new CscInterleaved(pes).size(layer.weights(), layer.shape(), 4);
            assertThat(LoadedBits.of(plan, DataType.WEIGHTS)).isEqualTo(stored.weights());
            assertThat(LoadedBits.of(plan, DataType.INDICES))
                    .isEqualTo(stored.indices() + stored.fillers() + stored.pointers());
        }
    }

    /** 63 full rows of one PE: 1,040 columns are 65,520 entries, another one 65,583; pointers reach 65,535. */
    @Test
    void whatTheFormatCannotHoldIsCut() {
        for (int inputs : new int[] {1040, 1041}) {
            LayerWorkload layer = layer(inputs, 63, 1, new SplittableRandom(0));
            boolean holds = new CscInterleaved(1).holds(layer.weights(), layer.shape(), 4);
            assertThat(holds).isEqualTo(inputs == 1040);
            assertThat(plan(1, layer).tiles()).hasSize(holds ? 1 : 2);
        }
    }
}

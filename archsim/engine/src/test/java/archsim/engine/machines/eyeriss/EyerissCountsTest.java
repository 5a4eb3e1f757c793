package archsim.engine.machines.eyeriss;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.engine.accelerator.Accelerator;
import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.engine.counts.CountedLayers;
import archsim.engine.counts.PlainLayer;
import archsim.engine.counts.PlainMemory;
import archsim.engine.counts.Tally;
import archsim.engine.pe.Machine;
import archsim.engine.pe.PeArray;
import archsim.engine.pe.Precision;
import archsim.engine.plan.LayerPlan;
import archsim.engine.sram.Buffers;
import archsim.engine.sram.SramBuffer;
import archsim.workloads.LayerWorkload;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a plan of Eyeriss counts is what happens pass by pass and PE by PE. */
class EyerissCountsTest {

    private static final Accelerator DESIGN = AcceleratorLibrary.find("eyeriss");

    /** 5 x 4 PEs and banks of 512 bytes, so that most layers take many passes; no two widths alike. */
    private static final Machine SMALL = new Machine(
            new PeArray(5, 4),
            1,
            Precision.of(12, 14, 20),
            new Buffers(new SramBuffer(1024, 52, 2), new SramBuffer(1024, 44, 2), new SramBuffer(1024, 36, 2)));

    private static final double[] DENSITIES = {0, 0.03, 0.17, 0.43, 0.77, 1};

    /** Of every third layer the density of the outputs is known. */
    static Stream<LayerWorkload> layers() {
        var random = new SplittableRandom(32);
        return CountedLayers.of(250, 31)
                .filter(layer -> DESIGN.dataflow().runs(layer.layer()))
                .map(layer -> random.nextInt(3) == 0 ? layer.withOutputDensity(DENSITIES[random.nextInt(6)]) : layer);
    }

    @ParameterizedTest
    @MethodSource("layers")
    void aPlanCountsWhatHappensPassByPass(LayerWorkload layer) {
        check(layer, DESIGN.machine());
        check(layer, SMALL);
    }

    private static void check(LayerWorkload layer, Machine machine) {
        LayerPlan plan = DESIGN.dataflow().plan(layer, machine);
        var counted = new CountedEyeriss(new PlainLayer(layer), machine, mapping(plan));
        assertThat(Tally.of(plan)).isEqualTo(counted.counts());
        assertThat(PlainMemory.loadsOf(plan)).isEqualTo(counted.loads());
        assertThat(PlainMemory.storesOf(plan)).isEqualTo(counted.stores());
    }

    /** The mode is {@code m1 n1 e3 p1 q1 r1 t1, 9 PEs}. */
    private static CountedEyeriss.Mapping mapping(LayerPlan plan) {
        int[] sizes = Arrays.stream(plan.mode().replaceAll("[^0-9 ]", "").split(" "))
                .mapToInt(Integer::parseInt)
                .toArray();
        return new CountedEyeriss.Mapping(sizes[0], sizes[1], sizes[2], sizes[3], sizes[4], sizes[5], sizes[6]);
    }

    @Test
    void manyOfTheLayersTakeSeveralPassesAGroup() {
        long cut = layers().filter(
                        layer -> DESIGN.dataflow().plan(layer, SMALL).tiles().size()
                                > 2 * layer.shape().groups())
                .count();
        assertThat(cut).isGreaterThan(150);
    }
}

package archsim.engine.machines.pattern;

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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a plan of the pattern array counts is what happens kernel by kernel, or four columns at a time. */
class PatternCountsTest {

    private static final Accelerator DESIGN = AcceleratorLibrary.find("pattern");

    /** 3 lanes of 2 PEs and buffers that hold a part of most layers; no two widths alike. */
    private static final Machine SMALL = new Machine(
            new PeArray(2, 3),
            4,
            Precision.of(8, 12, 20),
            new Buffers(new SramBuffer(256, 52, 2), new SramBuffer(512, 44, 4), new SramBuffer(192, 28, 1)));

    static Stream<LayerWorkload> layers() {
        return Stream.concat(PatternLayers.of(200, 41), CountedLayers.of(100, 42));
    }

    @ParameterizedTest
    @MethodSource("layers")
    void aPlanCountsWhatHappensKernelByKernel(LayerWorkload layer) {
        check(layer, DESIGN.machine());
        check(layer, SMALL);
    }

    private static void check(LayerWorkload layer, Machine machine) {
        LayerPlan plan = DESIGN.dataflow().plan(layer, machine);
        var counted =
                new CountedPattern(new PlainLayer(layer), machine, PatternPasses.of(DESIGN.dataflow(), layer, machine));
        assertThat(Tally.of(plan)).isEqualTo(counted.counts());
        assertThat(PlainMemory.loadsOf(plan)).isEqualTo(counted.memory().loads());
        assertThat(PlainMemory.storesOf(plan)).isEqualTo(counted.memory().stores());
        assertThat(plan.mode()).isEqualTo(counted.isByKernels() ? "patterns" : "dense");
    }

    @Test
    void manyOfTheLayersAreCutAndRunByKernels() {
        long cut = 0;
        long psums = 0;
        long byKernels = 0;
        for (LayerWorkload layer : layers().toList()) {
            LayerPlan plan = DESIGN.dataflow().plan(layer, SMALL);
            cut += plan.tiles().size() > 2 * layer.shape().groups() ? 1 : 0;
            byKernels += plan.mode().equals("patterns") ? 1 : 0;
            psums += Tally.of(plan).keySet().stream().anyMatch(action -> action.contains("outputBuffer PSUMS")) ? 1 : 0;
        }
        assertThat(cut).isGreaterThan(150);
        assertThat(psums).isGreaterThan(50);
        assertThat(byKernels).isBetween(100L, 190L);
    }
}

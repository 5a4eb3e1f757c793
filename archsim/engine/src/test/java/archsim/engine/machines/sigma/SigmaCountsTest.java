package archsim.engine.machines.sigma;

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
import archsim.engine.plan.InfeasibleLayerException;
import archsim.engine.plan.LayerPlan;
import archsim.engine.sram.Buffers;
import archsim.engine.sram.SramBuffer;
import archsim.workloads.Layer;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a plan of SIGMA counts is what happens row by row. */
class SigmaCountsTest {

    private static final Accelerator DESIGN = AcceleratorLibrary.find("sigma");

    /** 16 multipliers, so that most rows come in parts, and buffers that hold a part of most layers. */
    private static final Machine SMALL = new Machine(
            new PeArray(2, 8),
            1,
            Precision.of(8, 12, 20),
            new Buffers(new SramBuffer(1024, 52, 2), new SramBuffer(2048, 44, 4), new SramBuffer(128, 28, 1)));

    static Stream<LayerWorkload> layers() {
        return CountedLayers.of(250, 21);
    }

    @ParameterizedTest
    @MethodSource("layers")
    void aPlanCountsWhatHappensRowByRow(LayerWorkload layer) {
        check(layer, DESIGN.machine());
        if (fitsSmall(layer)) {
            check(layer, SMALL);
        }
    }

    /** Whether half of the small buffers hold what one output position reads. */
    private static boolean fitsSmall(LayerWorkload layer) {
        try {
            DESIGN.dataflow().plan(layer, SMALL);
            return true;
        } catch (InfeasibleLayerException e) {
            return false;
        }
    }

    private static void check(LayerWorkload layer, Machine machine) {
        LayerPlan plan = DESIGN.dataflow().plan(layer, machine);
        var counted =
                new CountedSigma(new PlainLayer(layer), machine, SigmaPasses.of(DESIGN.dataflow(), layer, machine));
        assertThat(Tally.of(plan)).isEqualTo(counted.counts());
        assertThat(PlainMemory.loadsOf(plan)).isEqualTo(counted.memory().loads());
        assertThat(PlainMemory.storesOf(plan)).isEqualTo(counted.memory().stores());
        assertThat(plan.mode().replaceAll("[^0-9]", "")).isEqualTo(Long.toString(counted.iterations()));
    }

    @Test
    void manyOfTheLayersAreCutAndManyRowsComeInParts() {
        long cut = 0;
        long folded = 0;
        for (LayerWorkload layer : layers().filter(SigmaCountsTest::fitsSmall).toList()) {
            LayerPlan plan = DESIGN.dataflow().plan(layer, SMALL);
            cut += plan.tiles().size() > layer.shape().groups() ? 1 : 0;
            folded +=
                    Tally.of(plan).keySet().stream().anyMatch(action -> action.contains("outputBuffer PSUMS")) ? 1 : 0;
        }
        assertThat(cut).isGreaterThan(120);
        assertThat(folded).isGreaterThan(80);
    }

    /**
     * 60 rows of one weight in 300 columns. Half the weight buffer has 4,096 bits, 64 values take 512, so 11 bitmasks of 300
     * bits fit beside them: 6 iterations, where 64 multipliers have room for 21 rows.
     */
    @Test
    void bitmasksThatFillTheBufferEndAnIteration() {
        var layer = new LayerWorkload(
                new Layer("diagonal", LayerShape.fullyConnected(1, 300, 60)),
                Mask.of(300 * 60, i -> i % 300 == i / 300),
                Mask.full(300),
                8,
                Scheme.NON_STRUCTURED);
        var machine = new Machine(
                new PeArray(8, 8),
                1,
                Precision.of(8, 12, 20),
                new Buffers(new SramBuffer(1024, 52, 2), new SramBuffer(2048, 44, 4), new SramBuffer(128, 28, 1)));
        assertThat(DESIGN.dataflow().plan(layer, machine).mode()).isEqualTo("6 iterations");
        check(layer, machine);
    }
}

package archsim.engine.machines.eie;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.engine.UniformLayer;
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
import archsim.workloads.Layer;
import archsim.workloads.LayerKind;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a plan of EIE counts is what happens entry by entry. */
class EieCountsTest {

    private static final Accelerator DESIGN = AcceleratorLibrary.find("eie");

    /** 3 PEs whose buffers hold a part of most layers; words of 6 entries, and no two widths alike. */
    private static final Machine SMALL = new Machine(
            new PeArray(1, 3),
            1,
            Precision.of(4, 12, 20),
            new Buffers(new SramBuffer(1200, 52, 3), new SramBuffer(200, 32, 2), new SramBuffer(512, 40, 4)));

    /** One PE, so that 64 rows are a pass, with room for any layer. */
    private static final Machine ONE_PE = new Machine(
            new PeArray(1, 1),
            1,
            Precision.of(4, 12, 20),
            new Buffers(new SramBuffer(1 << 16, 64, 1), new SramBuffer(320, 32, 2), new SramBuffer(512, 40, 4)));

    static Stream<LayerWorkload> layers() {
        return Stream.concat(
                CountedLayers.of(1250, 11).filter(layer -> layer.shape().isFullyConnected()), products());
    }

    /** Products with a matrix of weights over several positions, in groups. */
    private static Stream<LayerWorkload> products() {
        var random = new SplittableRandom(12);
        return IntStream.range(0, 60).mapToObj(i -> {
            int groups = 1 + random.nextInt(3);
            var shape = UniformLayer.shape(
                    1 + random.nextInt(2),
                    groups * (1 + random.nextInt(40)),
                    groups * (1 + random.nextInt(150)),
                    1 + random.nextInt(2),
                    1 + random.nextInt(3),
                    1,
                    1,
                    1,
                    0,
                    groups);
            double density = List.of(0.02, 0.1, 0.5).get(random.nextInt(3));
            return new LayerWorkload(
                    new Layer("product" + i, shape, LayerKind.LINEAR, Optional.empty()),
                    Mask.of(Math.toIntExact(shape.weights()), weight -> random.nextDouble() < density),
                    Mask.of(Math.toIntExact(shape.inputs()), input -> random.nextDouble() < 0.5),
                    4,
                    Scheme.NON_STRUCTURED);
        });
    }

    @ParameterizedTest
    @MethodSource("layers")
    void aPlanCountsWhatHappensEntryByEntry(LayerWorkload layer) {
        check(layer, DESIGN.machine());
        check(layer, SMALL);
        check(layer, ONE_PE);
    }

    private static void check(LayerWorkload layer, Machine machine) {
        LayerPlan plan = DESIGN.dataflow().plan(layer, machine);
        var counted = new CountedEie(new PlainLayer(layer), machine);
        assertThat(Tally.of(plan)).isEqualTo(counted.counts());
        assertThat(PlainMemory.loadsOf(plan)).isEqualTo(counted.memory().loads());
        assertThat(PlainMemory.storesOf(plan)).isEqualTo(counted.memory().stores());
        assertThat(plan.mode()).isEqualTo(counted.isResident() ? "weights resident" : "weights streamed");
    }

    /** More tiles than vectors: cut along the vector, or several passes of rows. */
    @Test
    void manyOfTheLayersAreCut() {
        long cut = layers().filter(
                        layer -> DESIGN.dataflow().plan(layer, SMALL).tiles().size()
                                > layer.shape().outputPositions()
                                        * layer.shape().groups())
                .count();
        assertThat(cut).isGreaterThan(150);
    }

    /** A PE's pointers reach 65,535 entries: 51 rows of 1285 weights, and not of 1286, which are two blocks of 643. */
    @ParameterizedTest
    @CsvSource({"1285, 1", "1286, 2"})
    void noPeHasMoreEntriesThanItsPointersReach(int inputs, int blocks) {
        var shape = LayerShape.fullyConnected(1, inputs, 51);
        var layer = new LayerWorkload(
                new Layer("dense", shape),
                Mask.full(Math.toIntExact(shape.weights())),
                Mask.full(inputs),
                4,
                Scheme.NON_STRUCTURED);
        var buffers =
                new Buffers(new SramBuffer(1 << 17, 64, 1), new SramBuffer(1 << 13, 32, 2), new SramBuffer(512, 40, 4));
        var machine = new Machine(new PeArray(1, 1), 1, Precision.of(4, 16, 16), buffers);
        LayerPlan plan = DESIGN.dataflow().plan(layer, machine);
        assertThat(plan.mode()).isEqualTo("weights resident");
        assertThat(plan.tiles()).hasSize(blocks);
        check(layer, machine);
    }
}

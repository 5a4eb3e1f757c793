package archsim.engine.machines.eyeriss;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.engine.UniformLayer;
import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.engine.tiling.KeptLayer;
import archsim.workloads.Layer;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A PE of Eyeriss against the cycle law of an open one (moateff/Eyeriss-v1-Processing-Element ae4b1b1): products, sums, and
 * n(F - 1)Uq cycles in which the inputs of the next output are shifted into its scratchpad.
 */
class EyerissShiftTest {

    private static final Eyeriss SHIPPED =
            (Eyeriss) AcceleratorLibrary.find("eyeriss").dataflow();

    record Pass(RowStationaryMapping mapping, int width, int kernel, int stride) {}

    static Stream<Pass> passes() {
        var random = new SplittableRandom(2341);
        return IntStream.range(0, 120).mapToObj(i -> {
            int stride = 1 + random.nextInt(4);
            int kernel = Math.max(stride, 2 + random.nextInt(10));
            int p = 1 + random.nextInt(16);
            int q = 1 + random.nextInt(4);
            return new Pass(
                    new RowStationaryMapping(p, 1 + random.nextInt(4), 1, p, q, 1, 1),
                    kernel + random.nextInt(50),
                    kernel,
                    stride);
        });
    }

    private static EyerissPassCycles cycles(Pass pass, Optional<Boolean> shiftsInTime) {
        var shape = UniformLayer.shape(
                pass.mapping().n(),
                8,
                16,
                pass.kernel(),
                pass.width(),
                pass.kernel(),
                pass.kernel(),
                pass.stride(),
                0,
                1);
        var layer = new LayerWorkload(
                new Layer("pass", shape),
                Mask.full(Math.toIntExact(shape.weights())),
                Mask.full(Math.toIntExact(shape.inputs())),
                16,
                Scheme.DENSE);
        var design = new Eyeriss(
                SHIPPED.inputSpadWords(),
                SHIPPED.filterSpadWords(),
                SHIPPED.psumSpadWords(),
                1024,
                1024,
                1024,
                SHIPPED.pePitchMm(),
                shiftsInTime);
        return EyerissPassCycles.of(
                pass.mapping(), pass.mapping().e(), RowStationaryLoops.of(new KeptLayer(layer)), design);
    }

    /** Image by image and output by output: S products of each filter and channel, a sum of each filter, then U inputs of each channel. */
    @ParameterizedTest
    @MethodSource("passes")
    void aPeStandsStillWhileItsInputsMoveOn(Pass pass) {
        RowStationaryMapping mapping = pass.mapping();
        long work = 0;
        long shifted = 0;
        for (int image = 0; image < mapping.n(); image++) {
            for (int last = pass.kernel(); last <= pass.width(); last += pass.stride()) {
                work += (long) mapping.p() * mapping.q() * pass.kernel() + mapping.p();
                shifted += last + pass.stride() <= pass.width() ? (long) pass.stride() * mapping.q() : 0;
            }
        }
        EyerissPassCycles inTime = cycles(pass, Optional.of(true));
        EyerissPassCycles hidden = cycles(pass, Optional.empty());
        assertThat(inTime.all(true) - inTime.start(true)).isEqualTo(work + shifted);
        assertThat(hidden.all(true) - hidden.start(true)).isEqualTo(work);
    }

    /** Every slot of a layer is still accounted for. */
    @ParameterizedTest
    @MethodSource("passes")
    void shiftingTakesSlotsOfAllPes(Pass pass) {
        EyerissPassCycles cycles = cycles(pass, Optional.of(true));
        assertThat(cycles.slots(1, 168, 12, true).total()).isEqualTo(cycles.all(true) * 168);
    }
}

package archsim.engine.machines.sigma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archsim.engine.UniformLayer;
import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.engine.machines.WideMachine;
import archsim.engine.machines.sigma.Sigma.Control;
import archsim.engine.machines.sigma.Sigma.Packing;
import archsim.engine.pe.Machine;
import archsim.engine.pe.PeArray;
import archsim.engine.plan.InfeasibleLayerException;
import archsim.engine.plan.LayerPlan;
import archsim.workloads.Layer;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * SIGMA against the cycle laws of its published RTL (georgia-tech-synergy-lab/SIGMA 213a062), I iterations of N vectors on n
 * multipliers: pipelined I(1 + N) + log2 n + 4, drained I(1 + N + log2 n + 4).
 */
class SigmaRtlTest {

    /** A sparse {@code rows x window} matrix past which {@code vectors} stream. */
    record Product(int multipliers, int rows, int window, int vectors, double density, long seed) {

        private Mask weights() {
            var random = new SplittableRandom(seed);
            return Mask.of(rows * window, i -> random.nextDouble() < density);
        }

        private long cycles(Control control, Optional<Packing> packing) {
            var shape = UniformLayer.shape(1, window, rows, vectors, 1, 1, 1, 1, 0, 1);
            var layer = new LayerWorkload(
                    new Layer("product", shape), weights(), Mask.full(window * vectors), 8, Scheme.NON_STRUCTURED);
            Machine shipped = AcceleratorLibrary.find("sigma").machine();
            var machine = WideMachine.ofOneTile(
                    new Machine(new PeArray(multipliers / 4, 4), 1, shipped.precision(), shipped.buffers()));
            LayerPlan plan = new Sigma(multipliers, Optional.of(control), packing).plan(layer, machine);
            assertThat(plan.computeSlots().total()).isEqualTo(plan.computeCycles() * multipliers);
            assertThat(plan.computeSlots().useful()).isEqualTo((long) weights().count() * vectors);
            return plan.computeCycles();
        }

        private List<Integer> counts() {
            Mask weights = weights();
            return IntStream.range(0, rows)
                    .map(row -> weights.count(row * window, (row + 1) * window))
                    .boxed()
                    .toList();
        }

        /** Rows one by one onto free multipliers; one that does not fit begins a new iteration. */
        private int iterationsOfRows() {
            var parts = new ArrayList<Integer>();
            for (int count : counts()) {
                for (int left = count; left > 0; left -= multipliers) {
                    parts.add(Math.min(left, multipliers));
                }
            }
            int iterations = 0;
            int used = multipliers;
            for (int part : parts) {
                if (used + part > multipliers) {
                    iterations++;
                    used = 0;
                }
                used += part;
            }
            return iterations;
        }
    }

    static Stream<Product> products() {
        var random = new SplittableRandom(2339);
        int[] multipliers = {16, 32, 64};
        return IntStream.range(0, 130)
                .mapToObj(i -> new Product(
                        multipliers[random.nextInt(3)],
                        1 + random.nextInt(64),
                        4 + random.nextInt(125),
                        2 + random.nextInt(63),
                        0.05 + 0.95 * random.nextDouble(),
                        i));
    }

    private static int log2(int multipliers) {
        int levels = 0;
        while (1 << levels < multipliers) {
            levels++;
        }
        return levels;
    }

    @ParameterizedTest
    @MethodSource("products")
    void cyclesAreThoseOfTheLaws(Product product) {
        int n = product.multipliers();
        int rows = product.iterationsOfRows();
        int dense = (product.weights().count() + n - 1) / n;
        int vectors = product.vectors();
        assertThat(product.cycles(Control.PIPELINED, Optional.empty()))
                .isEqualTo((long) rows * (1 + vectors) + log2(n) + 4);
        assertThat(product.cycles(Control.DRAINED, Optional.of(Packing.ROWS)))
                .isEqualTo((long) rows * (1 + vectors + log2(n) + 4));
        assertThat(product.cycles(Control.PIPELINED, Optional.of(Packing.DENSE)))
                .isEqualTo((long) dense * (1 + vectors) + log2(n) + 4);
    }

    /** Runs of the RTL with 32 multipliers on dense matrices. */
    @ParameterizedTest
    @CsvSource({"12, 8, 64, 222, 204", "48, 4, 32, 252, 207", "1, 8, 2, 12, 12"})
    void cyclesAreThoseOfTheRtl(int rows, int window, int vectors, long drained, long pipelined) {
        var product = new Product(32, rows, window, vectors, 1, 0);
        assertThat(product.cycles(Control.DRAINED, Optional.empty())).isEqualTo(drained);
        assertThat(product.cycles(Control.PIPELINED, Optional.empty())).isEqualTo(pipelined);
    }

    @Test
    void theRtlHasAPortForEachMultiplier() {
        var shape = UniformLayer.shape(1, 8, 4, 5, 1, 1, 1, 1, 0, 1);
        var layer = new LayerWorkload(new Layer("ports", shape), Mask.full(32), Mask.full(40), 8, Scheme.DENSE);
        assertThatThrownBy(() -> new Sigma(128, Optional.of(Control.PIPELINED), Optional.empty())
                        .plan(layer, AcceleratorLibrary.find("sigma").machine()))
                .isInstanceOf(InfeasibleLayerException.class)
                .hasMessageContaining("a port for each of its 256 multipliers, distributionBandwidth was 128");
    }

    @Test
    void stonnesControlHasItsOwnPacking() {
        assertThatThrownBy(() -> new Sigma(256, Optional.empty(), Optional.of(Packing.DENSE)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("packing is for the RTL's control");
    }
}

package archsim.engine.machines.sigma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.engine.machines.LiteralLayer;
import archsim.engine.machines.RandomLayers;
import archsim.engine.machines.WideMachine;
import archsim.engine.pe.Machine;
import archsim.engine.pe.PeArray;
import archsim.engine.plan.InfeasibleLayerException;
import archsim.engine.plan.LayerPlan;
import archsim.workloads.Layer;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SigmaTest {

    private static final Machine SIGMA = AcceleratorLibrary.find("sigma").machine();

    private static Machine withMultipliers(int rows, int columns) {
        return new Machine(new PeArray(rows, columns), 1, SIGMA.precision(), SIGMA.buffers());
    }

    private static LayerPlan plan(LayerShape shape, Machine machine, IntPredicate weights) {
        var layer = new LayerWorkload(
                new Layer("layer", shape),
                Mask.of(Math.toIntExact(shape.weights()), weights),
                Mask.full(Math.toIntExact(shape.inputs())),
                8,
                Scheme.NON_STRUCTURED);
        return Sigma.stonne(1024).plan(layer, machine);
    }

    static Stream<LayerWorkload> layers() {
        return RandomLayers.of(400, 61)
                .filter(layer -> layer.shape().n() == 1 || layer.shape().p() == 1);
    }

    @ParameterizedTest
    @MethodSource("layers")
    void iterationsAreRunStepByStep(LayerWorkload layer) {
        check(layer, 16, 16);
        check(layer, 64, 64);
        check(layer, 64, 16);
        check(layer, 256, 128);
    }

    private static void check(LayerWorkload layer, int multipliers, int bandwidth) {
        var literal = new LiteralSigma(new LiteralLayer(layer), multipliers, bandwidth);
        literal.run();
        LayerPlan plan =
                Sigma.stonne(bandwidth).plan(layer, WideMachine.ofOneTile(withMultipliers(multipliers / 4, 4)));
        assertThat(plan.mode()).isEqualTo(literal.iterations() + " iterations");
        assertThat(plan.computeCycles()).isEqualTo(literal.cycles());
        assertThat(plan.computeSlots().useful()).isEqualTo(literal.products());
    }

    /**
     * By hand: rows of 4 and 4 weights fill 8 multipliers in one iteration. Each takes two levels of adders; the adders of
     * level 1 of the tree end them, and both sums come in the same cycle: 2, then one a vector, and the last waits a cycle
     * in the queue. 5 + 2 + (10 - 1) + 1.
     */
    @Test
    void rowsThatFitShareAnIteration() {
        LayerPlan plan = plan(LayerShape.fullyConnected(10, 4, 2), withMultipliers(2, 4), i -> true);
        assertThat(plan.mode()).isEqualTo("1 iterations");
        assertThat(plan.computeCycles()).isEqualTo(17);
        assertThat(plan.computeSlots().fragmentation()).isZero();
        assertThat(plan.computeSlots().fill()).isEqualTo(7 * 8);
    }

    /** A row of 10 is folded on 4 multipliers: 4, then 3 and 3 beside the sum so far; each takes two levels. */
    @Test
    void aRowThatDoesNotFitIsFolded() {
        LayerPlan plan = plan(LayerShape.fullyConnected(6, 10, 1), withMultipliers(1, 4), i -> true);
        assertThat(plan.mode()).isEqualTo("3 iterations");
        assertThat(plan.computeCycles()).isEqualTo(3 * (5 + 2 + 5));
        assertThat(plan.computeSlots().useful()).isEqualTo(60);
        assertThat(plan.computeSlots().fragmentation()).isEqualTo(6 * (12 - 10));
    }

    /** 16 rows of one weight take 3 multipliers each: 5 share 16 multipliers, so 4 iterations. */
    @Test
    void shortRowsTakeThreeMultipliers() {
        LayerPlan plan = plan(LayerShape.fullyConnected(1, 8, 16), withMultipliers(4, 4), i -> i % 8 == 0);
        assertThat(plan.mode()).isEqualTo("4 iterations");
    }

    /**
     * A tree of 8 has adders 0 to 3 above the multipliers, 1 and 2 linked. A row on 0 to 4 ends on adder 2 with one
     * operand, which adder 1 takes over the link in cycle 2; adder 0 of the next level ends it in cycle 3, where without a
     * link it would be the root's. A row on 2 to 5 ends on adder 1 once that has adder 2's sum.
     */
    @ParameterizedTest
    @CsvSource({"0, 8, 3", "0, 4, 2", "4, 8, 2", "0, 5, 3", "3, 8, 3", "2, 6, 2"})
    void linksShortenTheWayUp(int from, int to, int cycles) {
        assertThat(new ReductionTree(8).exit(from, to, 1).cycles()).isEqualTo(cycles);
    }

    @Test
    void aTreeNeedsAPowerOfTwo() {
        assertThatThrownBy(() -> plan(LayerShape.fullyConnected(1, 8, 8), withMultipliers(3, 4), i -> true))
                .isInstanceOf(InfeasibleLayerException.class)
                .hasMessageContaining("a power of two of multipliers, at least 4, was 12");
        assertThatThrownBy(() -> Sigma.stonne(12))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("distributionBandwidth must be a power of two, was 12");
    }

    /** A tree joins pairs of pairs: four multipliers at least, and a power of two. */
    @Test
    void arraysThatNoTreeJoinsAreNotTaken() {
        var sigma = (Sigma) AcceleratorLibrary.find("sigma").dataflow();
        assertThat(sigma.takes(new PeArray(2, 2))).isTrue();
        assertThat(sigma.takes(new PeArray(1, 2))).isFalse();
        assertThat(sigma.takes(new PeArray(2, 3))).isFalse();
    }
}

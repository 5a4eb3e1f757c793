package archsim.engine.machines.loopnest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import archsim.base.json.StrictJson;
import archsim.energy.Action;
import archsim.energy.ActionCount;
import archsim.energy.DataType;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.pe.Cause;
import archsim.engine.plan.LayerPlan;
import archsim.workloads.Layer;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;
import java.util.Optional;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.junit.jupiter.api.Test;

/** What zeros save: time where they are skipped or packed, energy alone where they are gated. */
final class ZerosNestTest {

    static Accelerator machine(String levels) {
        return machine(levels, "");
    }

    /** With {@code dram} more to say of the DRAM. */
    static Accelerator machine(String levels, String dram) {
        return StrictJson.read("machine", """
            {"schemaVersion": 1, "name": "small", "title": "small", "clockMhz": 1000, "technologyNm": 45,
             "precision": {"weightBits": 8, "activationBits": 8, "accumulatorBits": 32},
             "dataflow": {"kind": "loop-nest", "levels": [{"type": "dram", "name": "dram"%s}, %s]},
             "source": {"citation": "none", "confidence": "c"}, "assumptions": []}
            """.formatted(dram, levels), Accelerator.class);
    }

    private static String buffer(String more) {
        return "{\"type\": \"memory\", \"name\": \"buffer\", \"made\": \"registers\", \"words\": 65536, \"wordBits\":"
                + " 32, \"holds\": [\"weights\", \"inputs\", \"outputs\"]" + more + "}";
    }

    /** The law of one Eyeriss v2 PE: per input channel its present inputs times its present weights. */
    @Test
    void aPeThatSkipsBothTakesTheProductsOfEachChannel() {
        Mask weights = Described.random(24 * 16, 0.4, 11);
        Mask inputs = Described.random(16 * 49, 0.5, 12);
        LayerWorkload layer = Described.product(24, 16, 49, 7, weights, inputs);
        LayerPlan plan = Described.plan(
                machine(buffer(", \"skip\": [\"weights\", \"inputs\"]")),
                layer,
                Described.mapping("buffer: c16 p7 q7 k24"));
        long expected = 0;
        for (int c = 0; c < 16; c++) {
            long present = 0;
            for (int k = 0; k < 24; k++) {
                present += weights.get(k * 16 + c) ? 1 : 0;
            }
            expected += present * inputs.count(c * 49, (c + 1) * 49);
        }
        assertThat(plan.computeCycles()).isEqualTo(expected);
    }

    @Test
    void gatingNeverSavesACycle() {
        for (double density : new double[] {0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 1}) {
            LayerWorkload layer = Described.product(
                    16, 16, 16, 4, Described.random(256, density, 21), Described.random(256, density, 22));
            LayerPlan plan = Described.plan(
                    machine(buffer(", \"gate\": [\"weights\", \"inputs\"], \"formats\": {\"weights\": {\"kind\":"
                            + " \"bitmask\"}, \"inputs\": {\"kind\": \"bitmask\"}}")),
                    layer,
                    Described.mapping("buffer: c16 p4 q4 k16"));
            assertThat(plan.computeCycles()).isEqualTo(16 * 16 * 16);
            assertThat(plan.computeSlots().useful()).isEqualTo(16 * 16 * 16);
        }
    }

    /** Of 64 weights of a density of 0.25 as many rounds as 16 multipliers need: ceil(Binomial(64, 0.25) / 16) in the mean. */
    @Test
    void roundsOfRandomWeightsAreTheExpectedOnesInTheMean() {
        var binomial = new BinomialDistribution(null, 64, 0.25);
        double expected = 0;
        for (int present = 0; present <= 64; present++) {
            expected += binomial.probability(present) * Math.ceil(present / 16.0);
        }
        Accelerator machine = machine(buffer("")
                + ", {\"type\": \"spatial\", \"name\": \"lanes\", \"x\": 16, \"spread\": [\"k\"], \"pack\":"
                + " [\"weights\"]}");
        var rounds = new SummaryStatistics();
        for (int seed = 0; seed < 20; seed++) {
            LayerWorkload layer =
                    Described.product(64, 200, 1, 1, Described.random(64 * 200, 0.25, 100 + seed), Mask.full(200));
            LayerPlan plan = Described.plan(machine, layer, Described.mapping("buffer: c200; lanes: k64"));
            rounds.addValue(plan.computeCycles() / 200.0);
        }
        assertThat(rounds.getMean()).isCloseTo(expected, within(2 * rounds.getStandardDeviation() / Math.sqrt(20)));
    }

    /** Two PEs with 3 and 1 present weights: the second waits 2 cycles, unless it may run on to its next. */
    @Test
    void instancesWaitByTheirBarrier() {
        // filters 0 and 1 on two PEs, channels in two steps of the buffer: 3 against 1, then 1 against 3
        boolean[] present = {
            true, true, true, false, true, false, false, false, true, false, false, false, true, true, true, false
        };
        // weights [k][c]: k0 = c0..c7: 1110 1000, k1 = 1000 1110
        LayerWorkload layer = Described.product(2, 8, 1, 1, Mask.of(16, i -> present[i]), Mask.full(8));
        String pes = ", {\"type\": \"spatial\", \"name\": \"pes\", \"x\": 2, \"spread\": [\"k\"], \"barrier\": \"%s\"},"
                + " {\"type\": \"memory\", \"name\": \"pad\", \"made\": \"registers\", \"words\": 64, \"wordBits\": 32,"
                + " \"holds\": [\"weights\"], \"skip\": [\"weights\"]}";
        LayerPlan step = Described.plan(
                machine(buffer("") + pes.formatted("step")), layer, Described.mapping("buffer: c2; pes: k2; pad: c4"));
        LayerPlan level = Described.plan(
                machine(buffer("") + pes.formatted("level")), layer, Described.mapping("buffer: c2; pes: k2; pad: c4"));
        assertThat(step.computeCycles()).isEqualTo(3 + 3);
        assertThat(step.computeSlots().of(Cause.IMBALANCE)).isEqualTo(2 + 2);
        assertThat(level.computeCycles()).isEqualTo(4);
        assertThat(level.computeSlots().of(Cause.IMBALANCE)).isZero();
    }

    /**
     * By hand: one filter of two channels over two images, of which the first is all zero and skipped. Its weights stay in the pad
     * over both, and come with the second: 2 words read from the buffer, 2 written to the pad.
     */
    @Test
    void aTileThatStaysComesWithTheFirstStepThatIsNotSkipped() {
        var shape = LayerShape.convolution(2, 1).batch(2).map(1, 1).build();
        var layer = new LayerWorkload(
                new Layer("layer", shape, Optional.empty()),
                Mask.full(2),
                Mask.of(4, i -> i > 1),
                8,
                Scheme.NON_STRUCTURED);
        String pad = ", {\"type\": \"memory\", \"name\": \"pad\", \"made\": \"registers\", \"words\": 64, \"wordBits\":"
                + " 8, \"holds\": [\"weights\"]}";
        LayerPlan plan = Described.plan(
                machine(buffer(", \"skip\": [\"inputs\"]").replace("\"wordBits\": 32", "\"wordBits\": 8") + pad),
                layer,
                Described.mapping("dram: n2; pad: c2"));
        assertThat(count(plan, "buffer", DataType.WEIGHTS, false)).isEqualTo(2);
        assertThat(count(plan, "pad", DataType.WEIGHTS, true)).isEqualTo(2);
        // two updates of the one output that is worked on: the first is not read, though the DRAM is at its second
        // image
        assertThat(count(plan, "buffer", DataType.PSUMS, false)).isEqualTo(4);
        assertThat(plan.computeCycles()).isEqualTo(2);
    }

    private static long count(LayerPlan plan, String component, DataType type, boolean write) {
        return plan.onChip().toList().stream()
                .filter(each -> each.component().equals(component)
                        && each.dataType() == type
                        && each.action() instanceof Action.RegisterAccess access
                        && access.write() == write)
                .mapToLong(ActionCount::count)
                .sum();
    }
}

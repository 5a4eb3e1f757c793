package archsim.engine.machines.loopnest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archsim.base.json.StrictJson;
import archsim.energy.Action;
import archsim.energy.Component;
import archsim.energy.ComponentParts;
import archsim.energy.Part;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.pe.Cause;
import archsim.engine.plan.LayerPlan;
import archsim.workloads.Layer;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two multipliers of 16 x 8 bits that make two products of 8-bit weights a cycle, or four of 4-bit ones. */
final class SubWordNestTest {

    private static final String CUT = "\"subWord\": {\"laneBits\": 16, \"leastBits\": 4, \"operands\": [\"weights\"]}";

    private static Accelerator machine(String precision, String parts, String behind) {
        return StrictJson.read(
                "machine.json",
                "{\"schemaVersion\": 1, \"name\": \"m\", \"title\": \"M\", \"clockMhz\": 500, \"technologyNm\": 45,"
                        + " \"precision\": {" + precision + "}, \"dataflow\": {\"kind\": \"loop-nest\", \"levels\": ["
                        + " {\"type\": \"dram\", \"name\": \"dram\"},"
                        + " {\"type\": \"memory\", \"name\": \"buffer\", \"made\": \"registers\", \"words\": 4096,"
                        + " \"wordBits\": 8, \"holds\": [\"weights\", \"inputs\", \"outputs\"]},"
                        + " {\"type\": \"spatial\", \"name\": \"lanes\", \"x\": 2, \"spread\": [\"p\"]},"
                        + " {\"type\": \"spatial\", \"name\": \"parts\", \"spread\": [\"k\"], " + parts + "}" + behind
                        + "]}, \"source\": {\"citation\": \"made up\", \"confidence\": \"c\"}, \"assumptions\": []}",
                Accelerator.class);
    }

    private static Accelerator machine() {
        return machine(widths(16, 8), "\"x\": 4, " + CUT, "");
    }

    private static String widths(int weights, int activations) {
        return "\"weightBits\": " + weights + ", \"activationBits\": " + activations + ", \"accumulatorBits\": 32";
    }

    /** 8 filters of 4 weights over 2 places: 64 products. */
    private static LayerWorkload layer(int weightBits) {
        LayerShape shape = LayerShape.convolution(4, 8).map(2, 1).build();
        return new LayerWorkload(
                new Layer("layer", shape, Optional.empty()),
                Mask.full(32),
                Mask.full(8),
                weightBits,
                Scheme.NON_STRUCTURED);
    }

    /** 64 products by 2 lanes: 32 cycles of one each, 16 of two, 8 of four; 5 bits lie in parts of 8, 9 in 16. */
    @ParameterizedTest
    @CsvSource({
        "16, k8, 1, 32, 16",
        "9, k8, 1, 32, 16",
        "8, k4, 2, 16, 8",
        "5, k4, 2, 16, 8",
        "4, k2, 4, 8, 4",
        "2, k2, 4, 8, 4"
    })
    void aLaneMakesAsManyProductsAsWeightsFitIt(int bits, String steps, int products, long cycles, int width) {
        Accelerator machine = machine();
        LayerPlan plan = Described.plan(
                machine, layer(bits), Described.mapping("buffer: c4 " + steps + "; lanes: p2; parts: k" + products));
        assertThat(plan.computeCycles()).isEqualTo(cycles);
        // 8 slots a cycle, four of each lane, and all are useful
        assertThat(machine.machine().multipliers()).isEqualTo(8);
        assertThat(plan.computeSlots().useful()).isEqualTo(8 * cycles);
        assertThat(plan.onChip().toList())
                .filteredOn(count -> count.action() instanceof Action.Multiply)
                .singleElement()
                .satisfies(count -> {
                    assertThat(count.action()).isEqualTo(Action.Multiply.of(width, 8));
                    assertThat(count.count()).isEqualTo(64);
                });
        assertThat(plan.mode()).startsWith(products + " product").endsWith(" bits a multiplier");
    }

    /** 3 filters at two products a cycle: the second round of each of the 4 channels leaves half of it, 2 slots a lane, idle. */
    @Test
    void partsThatHaveNoProductAreFragmentation() {
        LayerShape shape = LayerShape.convolution(4, 3).map(2, 1).build();
        var layer = new LayerWorkload(
                new Layer("layer", shape, Optional.empty()), Mask.full(12), Mask.full(8), 8, Scheme.NON_STRUCTURED);
        LayerPlan plan = Described.plan(machine(), layer, Described.mapping("buffer: c4 k2?; lanes: p2; parts: k2"));
        assertThat(plan.computeCycles()).isEqualTo(8);
        assertThat(plan.computeSlots().useful()).isEqualTo(24 * 2);
        assertThat(plan.computeSlots().of(Cause.FRAGMENTATION)).isEqualTo(4 * 2 * 2);
    }

    /** Bit Fusion's unit of 8 x 8 bits: 16 parts of 2 x 2; a weight of 4 bits and an activation of 8 take 2 x 4 of them. */
    @Test
    void bothOperandsMayBeCut() {
        Accelerator machine = machine(
                widths(8, 8),
                "\"x\": 16, \"subWord\": {\"laneBits\": 8, \"leastBits\": 2, \"operands\": [\"weights\", \"activations\"]}",
                "");
        LayerPlan plan = Described.plan(machine, layer(4), Described.mapping("buffer: c4 k4; lanes: p2; parts: k2"));
        assertThat(plan.computeCycles()).isEqualTo(16);
        assertThat(plan.computeSlots().useful()).isEqualTo(16 * 32);
        assertThat(machine.components())
                .contains(new ComponentParts(Component.MULTIPLIERS, 32, new Part.Multiplier(2, 2)));
    }

    @Test
    void theSearchSpreadsWhatTheWidthLeaves() {
        Accelerator machine = machine();
        assertThat(machine.dataflow().plan(layer(8), machine.machine()).computeCycles())
                .isEqualTo(16);
        assertThat(machine.dataflow().plan(layer(16), machine.machine()).computeCycles())
                .isEqualTo(32);
    }

    /** Four parts of 4 x 8 bits take the place of one multiplier of 16 x 8, and their registers hold parts. */
    @Test
    void theLaneIsMadeOfItsParts() {
        assertThat(machine().components())
                .contains(new ComponentParts(Component.MULTIPLIERS, 8, new Part.Multiplier(8, 4)));
        assertThat(machine().flipFlops().pipelineBits()).isEqualTo(8 * (2 * (4 + 8) + 32));
    }

    @Test
    void moreProductsThanTheWidthLeavesAreRefused() {
        assertThatThrownBy(() ->
                        Described.plan(machine(), layer(8), Described.mapping("buffer: c4 k2; lanes: p2; parts: k4")))
                .hasMessageContaining("spread 4 places over parts, which has 2 instances");
    }

    @Test
    void whatDoesNotGoTogetherIsRefused() {
        assertThatThrownBy(() -> machine(
                        "\"weightBits\": 16, \"activationBits\": 8, \"accumulatorBits\": 32, \"bitSerial\": [\"weights\"]",
                        "\"x\": 4, " + CUT,
                        ""))
                .hasMessageContaining("/precision/bitSerial must be left out: parts makes several products a cycle");
        assertThatThrownBy(() -> machine(widths(32, 8), "\"x\": 4, " + CUT, ""))
                .hasMessageContaining("/precision/weightBits must be at most the laneBits of parts, 16, was 32");
        assertThatThrownBy(() -> machine(
                        "\"weightBits\": 16, \"activationBits\": 16, \"accumulatorBits\": 32, \"type\": \"fp16\"",
                        "\"x\": 4, " + CUT,
                        ""))
                .hasMessageContaining("/precision/type must be left out: parts cuts integers");
        assertThatThrownBy(() -> machine(
                        widths(16, 8),
                        "\"x\": 3, " + CUT,
                        ", {\"type\": \"spatial\", \"name\": \"more\", \"x\": 2, \"spread\": [\"k\"]}"))
                .hasMessageContaining("/levels/3/subWord belongs to the innermost level")
                .hasMessageContaining("/levels/3/x must make 4 instances");
        assertThatThrownBy(() -> machine(widths(16, 8), "\"x\": 4, \"barrier\": \"level\", " + CUT, ""))
                .hasMessageContaining("must be step: the parts of one multiplier work in step");
        assertThatThrownBy(() -> machine(widths(16, 8), "\"x\": 4, " + CUT.replace("4,", "6,"), ""))
                .hasMessageContaining("must be laneBits, 16, halved once or more, was 6");
        assertThatThrownBy(() -> machine(widths(16, 8), "\"x\": 4, " + CUT.replace("\"weights\"", ""), ""))
                .hasMessageContaining("must name one or both operands, each once");
    }
}

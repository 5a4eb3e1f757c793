package archsim.engine.machines.loopnest;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.energy.Action;
import archsim.energy.ActionCounts;
import archsim.energy.DataType;
import archsim.energy.EnergyBreakdown;
import archsim.energy.EnergyModel;
import archsim.energy.EnergyModels;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.run.result.LayerActions;
import archsim.tables.DramStandards;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Levels in nodes of their own: what they do costs what it costs there, all else what it costs in the machine's. */
final class NodesNestTest {

    private static final LayerWorkload LAYER = Described.product(4, 8, 5, 1, Mask.full(32), Mask.full(40));

    private static final EnergyModel AT_45_NM = EnergyModels.of(45, DramStandards.find("lpddr4-2400"));

    private static Accelerator machine(String bufferNode, String linkNode, String spadNode) {
        return ZerosNestTest.machine("""
                {"type": "memory", "name": "buffer", "made": "sram", "words": 4096, "wordBits": 64,
                 "holds": ["weights", "inputs", "outputs"]%s},
                {"type": "spatial", "name": "pes", "x": 4, "spread": ["k"], "hopMm": 0.25%s},
                {"type": "memory", "name": "spad", "made": "registers", "words": 16, "wordBits": 8,
                 "holds": ["weights"]%s}
                """.formatted(node(bufferNode), node(linkNode), node(spadNode)));
    }

    private static String node(String technologyNm) {
        return technologyNm.isEmpty() ? "" : ", \"technologyNm\": " + technologyNm;
    }

    private static ActionCounts counts(Accelerator machine) {
        return LayerActions.ofChip(
                Described.plan(machine, LAYER, Described.mapping("buffer: c8 q5; pes: k4")), machine);
    }

    private static Map<String, Map<DataType, Double>> energiesPj(Accelerator machine, EnergyModel model) {
        return EnergyBreakdown.of(counts(machine), model).energyPj();
    }

    @Test
    void aLevelInItsNodeCostsWhatAWholeMachineThereWouldPayForIt() {
        Accelerator plain = machine("", "", "");
        Map<String, Map<DataType, Double>> there =
                energiesPj(plain, EnergyModels.of(65, DramStandards.find("lpddr4-2400")));
        Map<String, Map<DataType, Double>> here = energiesPj(plain, AT_45_NM);
        Map<String, Map<DataType, Double>> mixed = energiesPj(machine("65", "65", "65"), AT_45_NM);
        for (String own : List.of("buffer", "pesLinks", "spad", "leakage")) {
            assertThat(mixed.get(own)).isEqualTo(there.get(own)).isNotEqualTo(here.get(own));
        }
        for (String ours : List.of("multipliers", "adders")) {
            assertThat(mixed.get(ours)).isEqualTo(here.get(ours));
        }
    }

    @Test
    void theMachinesOwnNodeChangesNoEnergy() {
        assertThat(energiesPj(machine("45", "45", ""), AT_45_NM)).isEqualTo(energiesPj(machine("", "", ""), AT_45_NM));
    }

    /** 4 scratchpads of 16 x 8 bits: 512 of the flip-flops are clocked at 65 nm, those of the multipliers' operands, products and sums at 45 nm. */
    @Test
    void registersAreClockedInTheirNode() {
        assertThat(actions(machine("", "", "65"), Action.ClockCycle.class::isInstance))
                .containsExactly(
                        new Action.ClockCycle(4 * (8 + 8 + 16 + 32), 0),
                        new Action.InNode(65, new Action.ClockCycle(0, 4 * 16 * 8)));
        assertThat(actions(machine("", "", ""), Action.ClockCycle.class::isInstance))
                .containsExactly(new Action.ClockCycle(4 * (8 + 8 + 16 + 32), 4 * 16 * 8));
    }

    @Test
    void aBufferLeaksInItsNode() {
        assertThat(actions(machine("65", "", ""), Action.SramLeakage.class::isInstance))
                .containsExactly(new Action.SramLeakage(32768, 64).in(OptionalInt.of(65)));
    }

    private static List<Action> actions(Accelerator machine, Predicate<Action> kind) {
        return counts(machine).toList().stream()
                .map(count -> count.action())
                .filter(action -> kind.test(action.inAnyNode()))
                .toList();
    }

    /** The sentence says it; a machine in one node has no such sentence. */
    @Test
    void theResultSaysWhatWasAssumed() {
        assertThat(machine("65", "", "28").allAssumptions()).anySatisfy(sentence -> assertThat(sentence)
                .contains("Nodes of their own: buffer in 65 nm, spad in 28 nm; each has its node's nominal supply"));
        assertThat(machine("", "", "").allAssumptions())
                .noneSatisfy(sentence -> assertThat(sentence).contains("Nodes of their own"));
    }
}

package archsim.engine.machines.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.energy.DataType;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.engine.counts.LoadedBits;
import archsim.engine.pe.Machine;
import archsim.engine.plan.LayerPlan;
import archsim.engine.plan.MappingGoal;
import archsim.engine.plan.MemoryRate;
import archsim.engine.plan.Objective;
import archsim.engine.sram.Buffers;
import archsim.engine.sram.SramBuffer;
import archsim.engine.tiling.PipelineTime;
import archsim.workloads.LayerWorkload;
import archsim.workloads.storage.Fkw;
import archsim.workloads.storage.StorageBits;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Weights that are loaded once and whole take what filter-kernel-weight storage takes: the same format, written twice. */
class PatternStorageTest {

    private static final Accelerator DESIGN = AcceleratorLibrary.find("pattern");

    private static Machine large() {
        var large = new SramBuffer(1 << 24, 128, 1);
        Machine machine = DESIGN.machine();
        return new Machine(
                machine.peArray(), machine.multipliersPerPe(), machine.precision(), new Buffers(large, large, large));
    }

    static Stream<LayerWorkload> layers() {
        return PatternLayers.of(120, 54)
                .filter(layer -> DESIGN.dataflow().plan(layer, large()).mode().equals("patterns"));
    }

    @ParameterizedTest
    @MethodSource("layers")
    void aLayerTakesTheBitsOfItsFormat(LayerWorkload layer) {
        MappingGoal inOneTile = PipelineTime.goal(Objective.DRAM_BYTES, MemoryRate.UNSTATED);
        LayerPlan plan = DESIGN.dataflow().plan(layer, large(), inOneTile);
        StorageBits stored = new Fkw().size(layer.weights(), layer.shape(), layer.weightBits());
        assertThat(LoadedBits.of(plan, DataType.WEIGHTS)).isEqualTo(stored.weights());
        assertThat(LoadedBits.of(plan, DataType.INDICES))
                .isEqualTo(stored.indices() + stored.fillers() + stored.pointers());
    }
}

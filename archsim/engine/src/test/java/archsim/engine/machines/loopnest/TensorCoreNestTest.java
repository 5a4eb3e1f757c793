package archsim.engine.machines.loopnest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archsim.energy.DataType;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.machines.loopnest.mapping.NestMapping;
import archsim.engine.plan.LayerPlan;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;
import org.junit.jupiter.api.Test;

/**
 * The tensor cores of Y. N. Wu et al., Sparseloop, MICRO 2022, by the mappings of its artefact: two products of ResNet-50,
 * {@code 128 x 1152 x 1024} with inputs of density 0.44 and {@code 512 x 256 x 1024} of 0.82.
 */
final class TensorCoreNestTest {

    private static final Mask ALL_128 = Mask.full(128 * 1152);
    private static final Mask ALL_512 = Mask.full(512 * 256);
    private static final Mask INPUTS_128 = Described.random(1152 * 1024, 0.44, 1);
    private static final Mask INPUTS_512 = Described.random(256 * 1024, 0.82, 2);

    private static final String DENSE_128 =
            "dram: p16; smem: k2; subpartitions: k4; rf: c72; rows: k16; lanes: c16; lrf: p2 q32";
    private static final String DENSE_512 =
            "dram: p4; smem: p2 k8; subpartitions: k4; rf: c16; rows: k16; lanes: c16; lrf: p4 q32";
    private static final String SPARSE_128 =
            "dram: p8; smem: k2; subpartitions: k4; rf: c36; rows: k16; lanes: c32; lrf: p4 q32";
    private static final String SPARSE_512 =
            "dram: p4; smem: p2 k8; subpartitions: k4; rf: c8; rows: k16; lanes: c32; lrf: p4 q32";

    private static LayerPlan plan(String machine, String mapping, int m, Mask weights) {
        int k = m == 128 ? 1152 : 256;
        LayerWorkload layer = Described.product(m, k, 1024, 32, weights, m == 128 ? INPUTS_128 : INPUTS_512);
        return Described.plan(Described.machine(machine), layer, Described.mapping(mapping));
    }

    private static long count(LayerPlan plan, String component, DataType type, boolean write) {
        long[] sum = {0};
        plan.onChip().forEach((key, count) -> {
            boolean same = key.component().equals(component) && key.dataType() == type;
            sum[0] += same && key.action().toString().contains("write=" + write) ? count : 0;
        });
        return sum[0];
    }

    /** M K N / 1,024 multipliers: 147,456 and 131,072. */
    @Test
    void theDenseCoreTakesTheSourcesCycles() {
        assertThat(plan("tensor-core", DENSE_128, 128, ALL_128).computeCycles()).isEqualTo(147_456);
        assertThat(plan("tensor-core", DENSE_512, 512, ALL_512).computeCycles()).isEqualTo(131_072);
    }

    /** The source counts elements of 8 bits: A 2,359,296 and B 2,359,296 leave the SMEM, whose words have 32 of them. */
    @Test
    void theDenseCoreMovesTheSourcesElements() {
        LayerPlan plan = plan("tensor-core", DENSE_128, 128, ALL_128);
        assertThat(count(plan, "smem", DataType.WEIGHTS, false)).isEqualTo(2_359_296 / 32);
        assertThat(count(plan, "smem", DataType.INPUTS, false)).isEqualTo(2_359_296 / 32);
        assertThat(count(plan, "smem", DataType.WEIGHTS, true)).isEqualTo(147_456 / 32);
        assertThat(count(plan, "smem", DataType.INPUTS, true)).isEqualTo(1_179_648 / 32);
        // of each of 4 RFs: 2,359,296 updates, all but the first of 32,768 sums read before
        assertThat(count(plan, "rf", DataType.PSUMS, true)).isEqualTo(4 * 2_359_296L);
        assertThat(count(plan, "rf", DataType.PSUMS, false)).isEqualTo(4 * 2_326_528L);
        // of each of 1,024 LRFs: 147,456 reads, 2,304 fills
        assertThat(count(plan, "lrf", DataType.WEIGHTS, false)).isEqualTo(1_024 * 147_456L);
        assertThat(count(plan, "lrf", DataType.WEIGHTS, true)).isEqualTo(1_024 * 2_304L);
    }

    @Test
    void weightsOfTwoInFourTakeHalfTheCycles() {
        assertThat(plan("stc", SPARSE_128, 128, Described.nm(128 * 1152, 2, 4, 3))
                        .computeCycles())
                .isEqualTo(73_728);
        assertThat(plan("stc", SPARSE_512, 512, Described.nm(512 * 256, 2, 4, 4))
                        .computeCycles())
                .isEqualTo(65_536);
    }

    @Test
    void denseWeightsTakeTwoRounds() {
        LayerPlan plan = plan("stc", SPARSE_512, 512, ALL_512);
        assertThat(plan.computeCycles()).isEqualTo(131_072);
        assertThat(plan.mode()).isEqualTo("weights not N:M, uncompressed");
    }

    /** A 73,728 x 8 and B 2,359,296 elements leave the SMEM; of each of 4 RFs 1,179,648 updates, 1,146,880 reads. */
    @Test
    void theSparseCoreMovesTheSourcesElements() {
        LayerPlan plan = plan("stc", SPARSE_128, 128, Described.nm(128 * 1152, 2, 4, 3));
        assertThat(count(plan, "smem", DataType.WEIGHTS, false)).isEqualTo(589_824 / 32);
        assertThat(count(plan, "smem", DataType.INPUTS, false)).isEqualTo(2_359_296 / 32);
        assertThat(count(plan, "rf", DataType.PSUMS, true)).isEqualTo(4 * 1_179_648L);
        assertThat(count(plan, "rf", DataType.PSUMS, false)).isEqualTo(4 * 1_146_880L);
    }

    @Test
    void aMappingThatDoesNotFitNamesLevelAndBytes() {
        Accelerator machine = Described.machine("tensor-core");
        NestMapping mapping =
                Described.mapping("smem: k2 p16; subpartitions: k4; rf: c72; rows: k16; lanes: c16; lrf: p2 q32");
        LayerWorkload layer = Described.product(128, 1152, 1024, 32, ALL_128, INPUTS_128);
        assertThatThrownBy(() -> Described.plan(machine, layer, mapping))
                .hasMessageContaining(
                        "smem: its tensors need 1327104 bytes (weights 147456, inputs 1179648), there are" + " 327680");
    }

    @Test
    void allFaultsOfAMappingAreReportedAtOnce() {
        Accelerator machine = Described.machine("tensor-core");
        NestMapping mapping =
                Described.mapping("dram: p16; sram: k2; subpartitions: c4; rf: c72; rows: k32; lanes: c16");
        LayerWorkload layer = Described.product(128, 1152, 1024, 32, ALL_128, INPUTS_128);
        assertThatThrownBy(() -> Described.plan(machine, layer, mapping))
                .hasMessageContaining("/levels/1/level must be one of dram, smem, subpartitions")
                .hasMessageContaining("/levels/2/loops/0/loop must be one that subpartitions spreads, k, was c")
                .hasMessageContaining("spread 32 places over rows, which has 16 instances")
                .hasMessageContaining("factors of k multiply to 64, the layer has 128")
                .hasMessageContaining("factors of c multiply to 4608, the layer has 1152")
                .hasMessageContaining("factors of q multiply to 1, the layer has 32");
    }
}

package archsim.engine.machines.loopnest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archsim.energy.DataType;
import archsim.engine.plan.LayerPlan;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Codes of N:M weights by hand: a filter of 16 weights of 8 bits. */
final class GroupCodesTest {

    private static LayerPlan plan(String format, String weights) {
        LayerWorkload layer = Described.product(1, 16, 1, 1, Mask.of(16, i -> weights.charAt(i) == '1'), Mask.full(16));
        String buffer =
                "{\"type\": \"memory\", \"name\": \"buffer\", \"made\": \"registers\", \"words\": 64, \"wordBits\": 32,"
                        + " \"holds\": [\"weights\", \"inputs\", \"outputs\"]}";
        return Described.plan(
                ZerosNestTest.machine(buffer, ", \"formats\": {\"weights\": " + format + "}"),
                layer,
                Described.mapping("buffer: c16"));
    }

    private static long bits(LayerPlan plan, DataType type) {
        return plan.tiles().get(0).loads().stream()
                .filter(load -> load.dataType() == type)
                .mapToLong(load -> load.bits())
                .sum();
    }

    /**
     * Two values in two of four blocks: four values, a place of 2 bits each and of 2 bits for each of the two blocks. The last
     * mask has three blocks, and lies as it is.
     */
    @ParameterizedTest
    @CsvSource({
        "1100000010100000, 32, 12, N:M weights",
        "0000000010000000, 32, 12, N:M weights",
        "1100100010000000, 128, 0, 'weights not N:M, uncompressed'"
    })
    void aHierarchicalCodeKeepsBlocksAndValues(String weights, long values, long places, String mode) {
        LayerPlan plan =
                plan("{\"kind\": \"hierarchical-nm\", \"n\": 2, \"m\": 4, \"blocksN\": 2, \"blocksM\": 4}", weights);
        assertThat(bits(plan, DataType.WEIGHTS)).isEqualTo(values);
        assertThat(bits(plan, DataType.INDICES)).isEqualTo(places);
        assertThat(plan.mode()).isEqualTo(mode);
    }

    /** 2:8 has 4 values with 3 bits; 2:4 has 8 with 2; of 2:6 the last group of four has two of 2 + 2 + 2 = 6 with 3. */
    @ParameterizedTest
    @CsvSource({
        "1100000010100000, 32, 12",
        "1100001110100000, 64, 16",
        "1100000110000001, 48, 18",
        "1110000000000000, 128, 0"
    })
    void aFlexibleCodeTakesTheWidestGroupThatFits(String weights, long values, long places) {
        LayerPlan plan = plan("{\"kind\": \"nm\", \"n\": 2, \"m\": 4, \"orM\": [6, 8]}", weights);
        assertThat(bits(plan, DataType.WEIGHTS)).isEqualTo(values);
        assertThat(bits(plan, DataType.INDICES)).isEqualTo(places);
    }

    @Test
    void groupsAreChecked() {
        assertThatThrownBy(() -> plan(
                        "{\"kind\": \"nm\", \"n\": 2, \"m\": 4, \"orM\": [1], \"blocksN\": 1}", "1111111111111111"))
                .hasMessageContaining("/formats/weights/orM")
                .hasMessageContaining("must lie between n and 1024")
                .hasMessageContaining("is not hierarchical-nm, so there must be no blocksN and blocksM");
        assertThatThrownBy(() -> plan("{\"kind\": \"hierarchical-nm\", \"n\": 2, \"m\": 4}", "1111111111111111"))
                .hasMessageContaining("is hierarchical-nm, which needs blocksN and blocksM");
    }

    /** 16 of 64 weights that keep both ranks take one round of 16 multipliers, a quarter of the dense rounds. */
    @Test
    void aHierarchicalCoreTakesAQuarterOfTheCycles() {
        String mapping = "rf: c2; rows: k16; lanes: c64; lrf: q8";
        long dense = plan(mapping, Mask.full(16 * 128)).computeCycles();
        LayerPlan hierarchical = plan(mapping, Mask.of(16 * 128, i -> i / 4 % 8 % 2 == 0 && i % 4 < 2));
        assertThat(hierarchical.mode()).isEqualTo("N:M weights");
        assertThat(hierarchical.computeCycles()).isEqualTo(dense / 4).isEqualTo(2 * 8);
    }

    private static LayerPlan plan(String mapping, Mask weights) {
        LayerWorkload layer = Described.product(16, 128, 8, 1, weights, Mask.full(128 * 8));
        return Described.plan(Described.machine("highlight-like"), layer, Described.mapping(mapping));
    }
}

package archsim.engine.machines.loopnest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archsim.energy.Action;
import archsim.energy.DataType;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.plan.LayerPlan;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;
import org.junit.jupiter.api.Test;

/** Words are handed on from instance to instance, along the links that they pass. */
final class HopsNestTest {

    /** 4 filters of 8 weights, 5 places. */
    private static final LayerWorkload LAYER = Described.product(4, 8, 5, 1, Mask.full(32), Mask.full(40));

    private static Accelerator machine(String levels) {
        return ZerosNestTest.machine(
                "{\"type\": \"memory\", \"name\": \"buffer\", \"made\": \"registers\", \"words\": 4096, \"wordBits\": 8,"
                        + " \"holds\": [\"weights\", \"inputs\", \"outputs\"]}, " + levels);
    }

    private static String spatial(String name, int x, String spread, String more) {
        return "{\"type\": \"spatial\", \"name\": \"" + name + "\", \"x\": " + x + ", \"spread\": [\"" + spread + "\"]"
                + more + "}";
    }

    /** 2 rows over filters, in each 4 columns over channels. */
    private static LayerPlan mesh() {
        return Described.plan(
                machine(spatial("rows", 2, "k", ", \"hopMm\": 0.25") + ", "
                        + spatial("columns", 4, "c", ", \"reduction\": \"forwarding\", \"hopMm\": 0.25")),
                LAYER,
                Described.mapping("buffer: k2 c2 q5; rows: k2; columns: c4"));
    }

    private static long hops(LayerPlan plan, String component, DataType type) {
        return plan.onChip().toList().stream()
                .filter(count -> count.component().equals(component) && count.dataType() == type)
                .peek(count -> assertThat(count.action())
                        .isEqualTo(new Action.WireTransfer(type == DataType.PSUMS ? 32 : 8, 0.25)))
                .mapToLong(count -> count.count())
                .sum();
    }

    /**
     * In each of 40 steps the weight of PE i passes i + 1 links, 1 + 2 + 3 + 4 in all, and the input that all take passes 4.
     */
    @Test
    void aWordPassesTheLinksUpToTheLastThatTakesIt() {
        LayerPlan plan = Described.plan(
                machine(spatial("pes", 4, "k", ", \"hopMm\": 0.25")),
                LAYER,
                Described.mapping("buffer: c8 q5; pes: k4"));
        assertThat(hops(plan, "pesLinks", DataType.WEIGHTS)).isEqualTo(40 * 10);
        assertThat(hops(plan, "pesLinks", DataType.INPUTS)).isEqualTo(40 * 4);
    }

    /** Without multicast each PE reads the input on its own: 1 + 2 + 3 + 4. */
    @Test
    void eachReadOfItsOwnPassesTheLinksOnItsOwn() {
        LayerPlan plan = Described.plan(
                machine(spatial("pes", 4, "k", ", \"hopMm\": 0.25, \"unicast\": [\"inputs\"]")),
                LAYER,
                Described.mapping("buffer: c8 q5; pes: k4"));
        assertThat(hops(plan, "pesLinks", DataType.INPUTS)).isEqualTo(40 * 10);
    }

    /**
     * A mesh is two levels: 2 rows over filters, 4 columns over channels. In each of 2 x 2 x 5 steps 8 weights pass 1 or 2 links down
     * and 1 to 4 along their row; 4 inputs, for both rows, pass 2 links down, and 1 to 4 along each row.
     */
    @Test
    void aMeshIsAChainOfRowsAndAChainInEach() {
        LayerPlan plan = mesh();
        assertThat(hops(plan, "rowsLinks", DataType.WEIGHTS)).isEqualTo(20 * 4 * (1 + 2));
        assertThat(hops(plan, "columnsLinks", DataType.WEIGHTS)).isEqualTo(20 * 2 * (1 + 2 + 3 + 4));
        assertThat(hops(plan, "rowsLinks", DataType.INPUTS)).isEqualTo(20 * 4 * 2);
        assertThat(hops(plan, "columnsLinks", DataType.INPUTS)).isEqualTo(20 * 2 * (1 + 2 + 3 + 4));
    }

    /**
     * Sums of 8 channels are handed on: of each of 2 x 2 x 5 steps' 2 filters, one passes 4 links along its row; each passes 1 or 2
     * links of its own up the rows.
     */
    @Test
    void sumsThatAreAddedOnTheWayPassTheLinksTogether() {
        LayerPlan plan = mesh();
        assertThat(hops(plan, "columnsLinks", DataType.PSUMS)).isEqualTo(20 * 2 * 4);
        assertThat(hops(plan, "rowsLinks", DataType.PSUMS)).isEqualTo(20 * (1 + 2));
    }

    /** Without reduction each of 4 products passes its own 1 to 4 links. */
    @Test
    void sumsThatNobodyAddsPassTheLinksAlone() {
        LayerPlan plan = Described.plan(
                machine(spatial("columns", 4, "c", ", \"hopMm\": 0.25")),
                LAYER,
                Described.mapping("buffer: k4 c2 q5; columns: c4"));
        assertThat(hops(plan, "columnsLinks", DataType.PSUMS)).isEqualTo(40 * (1 + 2 + 3 + 4));
    }

    @Test
    void whatIsNotStatedCostsNothingAndIsSaid() {
        Accelerator machine =
                machine(spatial("rows", 2, "k", ", \"hopMm\": 0.25") + ", " + spatial("columns", 4, "c", ""));
        assertThat(machine.allAssumptions())
                .contains(
                        "Links between instances: what moves is counted hop by hop on rows, sums of a tree as if from instance"
                                + " to instance; on columns, which have no hopMm, it costs nothing.");
    }

    @Test
    void packedPlacesHaveNoPlaceOnAChain() {
        assertThatThrownBy(() -> machine(spatial("pes", 4, "k", ", \"hopMm\": 0.25, \"pack\": [\"weights\"]")))
                .hasMessageContaining("/levels/2/hopMm must be left out where zeros are packed");
    }
}

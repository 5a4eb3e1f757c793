package archsim.engine.machines.loopnest;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.engine.accelerator.Accelerator;
import archsim.engine.machines.loopnest.architecture.Dimension;
import archsim.engine.machines.loopnest.mapping.GivenLoop;
import archsim.engine.machines.loopnest.mapping.LevelLoops;
import archsim.engine.machines.loopnest.mapping.NestMapping;
import archsim.engine.machines.loopnest.search.FoundMapping;
import archsim.engine.plan.InfeasibleLayerException;
import archsim.engine.plan.LayerPlan;
import archsim.engine.plan.MappingGoal;
import archsim.engine.plan.MemoryRate;
import archsim.engine.plan.Objective;
import archsim.engine.plan.PlanCost;
import archsim.engine.tiling.PipelineTime;
import archsim.workloads.Layer;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class NestSearchTest {

    static final LayerWorkload TINY = Described.product(4, 4, 2, 1, Mask.full(16), Mask.full(8));

    static Accelerator tiny() {
        return ZerosNestTest.machine(
                "{\"type\": \"memory\", \"name\": \"buffer\", \"made\": \"registers\", \"words\": 40, \"wordBits\": 8,"
                        + " \"holds\": [\"weights\", \"inputs\", \"outputs\"]},"
                        + " {\"type\": \"spatial\", \"name\": \"lanes\", \"x\": 2, \"spread\": [\"k\", \"c\"],"
                        + " \"reduction\": \"adder-tree\"}");
    }

    /** Every factor at every level, every order of the loops. */
    static List<NestMapping> all() {
        var found = new ArrayList<NestMapping>();
        for (int[] k : splits(4, true)) {
            for (int[] c : splits(4, true)) {
                if (k[2] * c[2] <= 2) {
                    for (int[] q : splits(2, false)) {
                        for (List<Integer> dram : orders()) {
                            for (List<Integer> buffer : orders()) {
                                found.add(mapping(new int[][] {k, c, q}, dram, buffer));
                            }
                        }
                    }
                }
            }
        }
        return found;
    }

    private static List<int[]> splits(int bound, boolean spatial) {
        var found = new ArrayList<int[]>();
        for (int dram = 1; dram <= bound; dram++) {
            for (int buffer = 1; buffer <= bound; buffer++) {
                for (int lanes = 1; lanes <= (spatial ? 2 : 1); lanes++) {
                    if (dram * buffer * lanes == bound) {
                        found.add(new int[] {dram, buffer, lanes});
                    }
                }
            }
        }
        return found;
    }

    private static List<List<Integer>> orders() {
        return List.of(
                List.of(0, 1, 2),
                List.of(0, 2, 1),
                List.of(1, 0, 2),
                List.of(1, 2, 0),
                List.of(2, 0, 1),
                List.of(2, 1, 0));
    }

    private static NestMapping mapping(int[][] factors, List<Integer> dram, List<Integer> buffer) {
        return new NestMapping(List.of(
                new LevelLoops("dram", loops(factors, dram, 0)),
                new LevelLoops("buffer", loops(factors, buffer, 1)),
                new LevelLoops("lanes", loops(factors, List.of(0, 1), 2))));
    }

    private static List<GivenLoop> loops(int[][] factors, List<Integer> order, int level) {
        List<Dimension> dimensions = List.of(Dimension.K, Dimension.C, Dimension.Q);
        return order.stream()
                .filter(i -> factors[i][level] > 1)
                .map(i -> GivenLoop.whole(dimensions.get(i), factors[i][level]))
                .toList();
    }

    /** On a tiny layer the search is as good as trying every mapping. */
    @ParameterizedTest
    @EnumSource(names = {"CYCLES", "DRAM_BYTES"})
    void theSearchFindsTheBestOfAllMappings(Objective objective) {
        Accelerator machine = tiny();
        MappingGoal goal = PipelineTime.goal(objective, new MemoryRate(16, 4, 8));
        FoundMapping found = ((DescribedMachine) machine.dataflow()).search(TINY, machine.machine(), goal);
        double best = Double.MAX_VALUE;
        int tried = 0;
        for (NestMapping mapping : all()) {
            try {
                PlanCost cost = goal.costs(List.of(Described.plan(machine, TINY, mapping)))
                        .get(0);
                best = Math.min(best, cost.of(objective));
                tried++;
            } catch (InfeasibleLayerException e) {
                // does not fit
            }
        }
        assertThat(tried).isGreaterThan(400);
        assertThat(found.exhaustive()).isTrue();
        assertThat(found.cost().of(objective)).isEqualTo(best);
    }

    /** What a search wrote is planned the same when it is given. */
    @Test
    void aFoundMappingGivenAgainGivesTheSamePlan() {
        Accelerator machine = tiny();
        FoundMapping found =
                ((DescribedMachine) machine.dataflow()).search(TINY, machine.machine(), PipelineTime.goal());
        var again = Described.plan(machine, TINY, found.mapping());
        assertThat(again.computeCycles()).isEqualTo(found.plan().computeCycles());
        assertThat(again.onChip().toList()).isEqualTo(found.plan().onChip().toList());
    }

    /** Half of the weights in groups of four, on a machine that skips the other half, never take longer than all of them. */
    @ParameterizedTest
    @CsvSource({"20, 1, 28, 5", "50, 20, 12, 5", "500, 800, 1, 1", "10, 500, 1, 1"})
    void twoOfFourWeightsTakeNoLonger(int filters, int channels, int side, int kernel) {
        LayerShape shape = LayerShape.convolution(channels, filters)
                .map(side, side)
                .kernel(kernel, kernel)
                .build();
        int weights = filters * channels * kernel * kernel;
        double all = cycles(shape, Mask.full(weights));
        double half = cycles(shape, Described.nm(weights, 2, 4, 1));
        assertThat(half).isLessThanOrEqualTo(all);
    }

    /** A machine that waits for each tile is given few of them: one weight a tile would take 7,200 transfers here. */
    @Test
    void tilesThatWaitAreFew() {
        LayerShape shape =
                LayerShape.convolution(1, 20).map(28, 28).kernel(5, 5).build();
        assertThat(cycles(shape, Mask.full(500))).isLessThan(1.05 * 24 * 24 * 25);
    }

    private static double cycles(LayerShape shape, Mask weights) {
        Accelerator machine = Described.machine("stc");
        var layer = new LayerWorkload(
                new Layer("layer", shape, Optional.empty()),
                weights,
                Mask.full((int) shape.inputs()),
                8,
                Scheme.NON_STRUCTURED);
        return ((DescribedMachine) machine.dataflow())
                .search(layer, machine.machine(), PipelineTime.goal())
                .cost()
                .cycles();
    }

    /**
     * The 4 x 16 x 4 x 16 places that packed levels would best take are 4,096 sums, over twice what there is for them: 2,048. Fewer places
     * are tried before the layer is refused.
     */
    @Test
    void packedLevelsTakeFewerPlacesWhereTheirSumsWouldNotFit() {
        LayerShape shape = LayerShape.convolution(3, 96).map(227, 227).stride(4).build();
        var layer = new LayerWorkload(
                new Layer("layer", shape, Optional.empty()),
                Mask.full((int) shape.weights()),
                Mask.full((int) shape.inputs()),
                8,
                Scheme.NON_STRUCTURED);
        Accelerator machine = Described.machine("dstc");
        LayerPlan plan = machine.dataflow().plan(layer, machine.machine(), PipelineTime.goal());
        assertThat(plan.computeSlots().useful()).isEqualTo(shape.macs());
    }
}

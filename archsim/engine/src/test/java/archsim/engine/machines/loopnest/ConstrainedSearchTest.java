package archsim.engine.machines.loopnest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archsim.base.json.StrictJson;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.machines.loopnest.architecture.Dimension;
import archsim.engine.machines.loopnest.mapping.GivenLoop;
import archsim.engine.machines.loopnest.mapping.LevelLoops;
import archsim.engine.machines.loopnest.mapping.NestConstraints;
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
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mappings of which a part is fixed. */
final class ConstrainedSearchTest {

    private static NestConstraints constraints(String levels) {
        return StrictJson.bind(
                "constraints.json",
                StrictJson.parseObject("constraints.json", "{\"levels\": [" + levels.replace('\'', '"') + "]}"),
                NestConstraints.class);
    }

    private record Goal(MappingGoal unbound, NestConstraints fixed) implements MappingGoal {

        @Override
        public Objective objective() {
            return unbound.objective();
        }

        @Override
        public MemoryRate memory() {
            return unbound.memory();
        }

        @Override
        public List<PlanCost> costs(List<LayerPlan> plans) {
            return unbound.costs(plans);
        }

        @Override
        public <T extends Record> Optional<T> constraints(String layer, Class<T> type) {
            return Optional.of(type.cast(fixed));
        }
    }

    private static FoundMapping search(Accelerator machine, LayerWorkload layer, Objective objective, String levels) {
        MappingGoal goal = PipelineTime.goal(objective, new MemoryRate(16, 4, 8));
        return ((DescribedMachine) machine.dataflow())
                .search(layer, machine.machine(), new Goal(goal, constraints(levels)));
    }

    private static List<GivenLoop> loops(NestMapping mapping, String level) {
        return mapping.levels().stream()
                .filter(each -> each.level().equals(level))
                .map(LevelLoops::loops)
                .findFirst()
                .orElse(List.of());
    }

    private static int factor(NestMapping mapping, String level, Dimension dimension) {
        return loops(mapping, level).stream()
                .filter(loop -> loop.loop() == dimension)
                .mapToInt(GivenLoop::factor)
                .findFirst()
                .orElse(1);
    }

    /** As the words of a constraint say, apart from the search: the last loops of a level are the innermost ones, in order. */
    private static boolean keeps(NestMapping mapping, NestConstraints constraints) {
        return constraints.levels().stream().allMatch(fixed -> {
            List<Dimension> order =
                    loops(mapping, fixed.level()).stream().map(GivenLoop::loop).toList();
            List<Dimension> innermost = fixed.innermost().orElse(List.of()).stream()
                    .filter(order::contains)
                    .toList();
            boolean within = fixed.loops().orElse(List.of()).stream().allMatch(loop -> {
                int factor = factor(mapping, fixed.level(), loop.loop());
                return loop.factor().isPresent()
                        ? factor == loop.factor().getAsInt()
                        : factor <= loop.atMost().getAsInt();
            });
            return within
                    && order.subList(order.size() - innermost.size(), order.size())
                            .equals(innermost)
                    && (fixed.only().isEmpty() || fixed.only().get().containsAll(order));
        });
    }

    /** On a tiny layer the search is as good as trying every mapping that keeps to what is fixed. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'level': 'buffer', 'loops': [{'loop': 'k', 'factor': 2}]}",
                "{'level': 'lanes', 'only': ['c']}",
                "{'level': 'lanes', 'loops': [{'loop': 'k', 'atMost': 1}, {'loop': 'c', 'atMost': 1}]}",
                "{'level': 'dram', 'loops': [{'loop': 'k', 'factor': 4}], 'innermost': ['q']}",
                "{'level': 'dram', 'loops': [{'loop': 'c', 'atMost': 1}, {'loop': 'q', 'atMost': 1}]}",
                "{'level': 'dram', 'innermost': ['k', 'q']}, {'level': 'buffer', 'innermost': ['c']}",
                "{'level': 'dram', 'only': ['k']}, {'level': 'lanes', 'loops': [{'loop': 'c', 'factor': 2}]}"
            })
    void theSearchFindsTheBestOfAllThatKeepToWhatIsFixed(String levels) {
        NestConstraints constraints = constraints(levels);
        Accelerator machine = NestSearchTest.tiny();
        for (Objective objective : List.of(Objective.CYCLES, Objective.DRAM_BYTES)) {
            FoundMapping found = search(machine, NestSearchTest.TINY, objective, levels);
            MappingGoal goal = PipelineTime.goal(objective, new MemoryRate(16, 4, 8));
            double best = Double.MAX_VALUE;
            int tried = 0;
            for (NestMapping mapping : NestSearchTest.all()) {
                if (keeps(mapping, constraints)) {
                    try {
                        LayerPlan plan = Described.plan(machine, NestSearchTest.TINY, mapping);
                        best = Math.min(best, goal.costs(List.of(plan)).get(0).of(objective));
                        tried++;
                    } catch (InfeasibleLayerException e) {
                        // does not fit
                    }
                }
            }
            assertThat(tried).isGreaterThan(10);
            assertThat(found.exhaustive()).isTrue();
            assertThat(keeps(found.mapping(), constraints)).isTrue();
            assertThat(found.cost().of(objective)).isEqualTo(best);
            assertThat(found.timesLeast()).isGreaterThanOrEqualTo(1);
        }
    }

    private static LayerWorkload convolution() {
        LayerShape shape = LayerShape.convolution(64, 96)
                .map(28, 28)
                .kernel(3, 3)
                .padding(1)
                .build();
        return new LayerWorkload(
                new Layer("conv", shape, Optional.empty()),
                Described.nm((int) shape.weights(), 2, 4, 1),
                Mask.full((int) shape.inputs()),
                8,
                Scheme.NON_STRUCTURED);
    }

    /** What is fixed at the DRAM moves the rest of a dimension inwards, where a search begins with all of it outside. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'level': 'dram', 'only': ['k', 'p']}",
                "{'level': 'dram', 'loops': [{'loop': 'p', 'factor': 7}, {'loop': 'c', 'atMost': 2}], 'innermost': ['k']}",
                "{'level': 'smem', 'loops': [{'loop': 'k', 'factor': 3}]}, {'level': 'dram', 'innermost': ['c', 'r', 's']}"
            })
    void aLargeLayerIsSearchedWithinWhatIsFixed(String levels) {
        Accelerator machine = Described.machine("stc");
        FoundMapping found = search(machine, convolution(), Objective.CYCLES, levels);
        assertThat(found.exhaustive()).isFalse();
        assertThat(keeps(found.mapping(), constraints(levels))).isTrue();
        assertThat(found.timesLeast()).isGreaterThanOrEqualTo(1);
    }

    /** Fewer mappings are covered, and the best of them takes no less than the best of all. */
    @Test
    void lessRoomIsSearchedInLessTime() {
        Accelerator machine = NestSearchTest.tiny();
        FoundMapping all = search(machine, NestSearchTest.TINY, Objective.CYCLES, "");
        FoundMapping some = search(
                machine,
                NestSearchTest.TINY,
                Objective.CYCLES,
                "{'level': 'lanes', 'loops': [{'loop': 'k', 'atMost': 1}]}");
        assertThat(some.covered()).isLessThan(all.covered());
        assertThat(some.cost().cycles()).isGreaterThanOrEqualTo(all.cost().cycles());
    }

    /** 4 x 4 x 2 products on one lane, as only q, which lanes do not spread, may be there: 32 cycles at least, not 16. */
    @Test
    void theLeastCyclesAreThoseOfTheLanesThatMayWork() {
        FoundMapping found =
                search(NestSearchTest.tiny(), NestSearchTest.TINY, Objective.CYCLES, "{'level': 'lanes', 'only': []}");
        assertThat(found.leastCycles()).isEqualTo(32);
        assertThat(search(NestSearchTest.tiny(), NestSearchTest.TINY, Objective.CYCLES, "")
                        .leastCycles())
                .isEqualTo(16);
    }

    private static List<String> faults(String levels) {
        try {
            search(NestSearchTest.tiny(), NestSearchTest.TINY, Objective.CYCLES, levels);
        } catch (InfeasibleLayerException e) {
            assertThat(e.isOfConstraints()).isTrue();
            return e.limits();
        }
        return List.of();
    }

    @Test
    void allFaultsAreReportedAtOnce() {
        assertThat(faults("{'level': 'bufer'}, {'level': 'dram'}, {'level': 'dram'},"
                        + " {'level': 'lanes', 'innermost': ['k'], 'loops': [{'loop': 'q', 'factor': 2},"
                        + " {'loop': 'k', 'factor': 4}, {'loop': 'k', 'factor': 4}]}"))
                .containsExactly(
                        "/levels/0/level must be one of dram, buffer, lanes, was \"bufer\", did you mean \"buffer\"?",
                        "/levels/2/level names dram a second time",
                        "/levels/3/loops/2 names k a second time",
                        "/levels/3/innermost must be left out: instances of lanes have no order",
                        "/levels/3/loops must name loops that lanes spreads, k, c, was q",
                        "/levels/3/loops need 32 instances of lanes, there are 2");
    }

    /** Of 4 rows, 2 and 3 leave 1; of 2 columns at most one is made. */
    @Test
    void factorsThatNoOthersCompleteAreRefusedByDimension() {
        assertThat(faults("{'level': 'buffer', 'loops': [{'loop': 'k', 'factor': 3}, {'loop': 'q', 'atMost': 1}]},"
                        + " {'level': 'lanes', 'loops': [{'loop': 'k', 'factor': 2}]},"
                        + " {'level': 'dram', 'only': ['k', 'c']}"))
                .containsExactly(
                        "k: needs 4 iterations, there are 6 to any number of buffer 3, lanes 2",
                        "q: needs 2 iterations, there are 1 of dram at most 1, buffer at most 1, lanes at most 1");
    }

    /** 4 x 4 weights, 4 inputs and 4 sums of 4 bytes: 36 bytes where half of 40 is there. */
    @Test
    void tilesThatAreForcedIntoAMemoryNameItAndItsBytes() {
        assertThat(faults("{'level': 'dram', 'only': ['q']}"))
                .containsExactly(
                        "buffer: needs 36 bytes for weights, inputs, outputs of at least k 4 c 4, there are 20");
    }

    @Test
    void aConstraintThatNothingFitsSaysWhatIsFixed() {
        assertThatThrownBy(() -> search(
                        NestSearchTest.tiny(),
                        NestSearchTest.TINY,
                        Objective.CYCLES,
                        "{'level': 'dram', 'loops': [{'loop': 'c', 'factor': 4}, {'loop': 'k', 'factor': 4}],"
                                + " 'innermost': ['c', 'k']}"))
                .isInstanceOf(InfeasibleLayerException.class)
                .hasMessageContaining(
                        "with dram c 4, k 4, innermost c k a tile overflows a level, or sums cannot stay");
    }

    @Test
    void aLoopIsFixedOrBounded() {
        assertThatThrownBy(() -> constraints("{'level': 'dram', 'loops': [{'loop': 'k'}]}"))
                .hasMessageContaining("factor")
                .hasMessageContaining("or atMost must be given");
    }
}

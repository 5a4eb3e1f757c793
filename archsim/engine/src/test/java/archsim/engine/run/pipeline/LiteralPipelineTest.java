package archsim.engine.run.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.energy.DataType;
import archsim.engine.plan.LayerPlan;
import archsim.tables.DramStandard;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The engine's pipeline and channels do what {@link LiteralPipeline} does, to the picosecond, on random plans and memories. */
class LiteralPipelineTest {

    private static final int PLANS = 320;

    static IntStream seeds() {
        return IntStream.range(0, PLANS);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyInstantIsThatOfTheLiteralPipeline(int seed) {
        var random = new RandomPlans(seed);
        LayerPlan plan = random.plan();
        DramStandard memory = random.memory();
        long periodPs = random.clockPeriodPs();

        LiteralPipeline literal = LiteralPipeline.of(plan, memory, periodPs);
        PipelineRecord simulated = PipelineRecord.of(plan, memory, periodPs);

        assertThat(simulated.asked).isEqualTo(literal.asked);
        assertThat(simulated.askedPs).isEqualTo(literal.askedPs);
        assertThat(simulated.booked).isEqualTo(literal.booked);
        assertThat(simulated.donePs).isEqualTo(literal.donePs);
        assertThat(simulated.startCycles).isEqualTo(literal.startCycles);
        assertThat(simulated.doneCycles).isEqualTo(literal.doneCycles);
        assertThat(simulated.endPs()).isEqualTo(literal.endPs);
        checkMemory(plan, memory, simulated, literal, (literal.endPs + periodPs - 1) / periodPs * periodPs);
    }

    private static void checkMemory(
            LayerPlan plan, DramStandard memory, PipelineRecord simulated, LiteralPipeline literal, long endPs) {
        DramUse use = DramUse.simulated(
                PipelineRecord.burstPlan(plan, memory), simulated.simulation().dram(), endPs);
        long[] statesPs = literal.dram.channels.stream()
                .map(channel -> channel.statesPs(endPs))
                .reduce((a, b) ->
                        IntStream.range(0, 5).mapToLong(i -> a[i] + b[i]).toArray())
                .orElseThrow();
        assertThat(use.bursts()).isEqualTo(literal.bursts);
        assertThat(use.refreshes())
                .isEqualTo(literal.dram.channels.stream()
                        .mapToLong(channel -> channel.refreshes)
                        .sum());
        Map<DataType, Long> activates = new HashMap<>();
        for (DataType type : DataType.values()) {
            activates.put(
                    type,
                    literal.dram.channels.stream()
                            .mapToLong(channel -> channel.activates.getOrDefault(type.name(), 0L))
                            .sum());
        }
        assertThat(use.activates()).isEqualTo(activates);
        assertThat(Arrays.asList(
                        use.ranks().rowsOpenPs(),
                        use.ranks().rowsClosedPs(),
                        use.ranks().downRowsOpenPs(),
                        use.ranks().downRowsClosedPs(),
                        use.ranks().selfRefreshPs()))
                .isEqualTo(Arrays.stream(statesPs).boxed().toList());
    }
}

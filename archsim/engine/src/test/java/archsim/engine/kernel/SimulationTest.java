package archsim.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SimulationTest {

    private final Simulation simulation = new Simulation();
    private final List<Long> seen = new ArrayList<>();

    private void see(Simulation now, long argument) {
        seen.add(argument);
    }

    @Test
    void eventsOccurInOrderOfTime() {
        simulation.schedule(30, this::see, 3);
        simulation.schedule(10, this::see, 1);
        simulation.schedule(20, this::see, 2);
        assertThat(simulation.run(100)).isEqualTo(30);
        assertThat(seen).containsExactly(1L, 2L, 3L);
    }

    @Test
    void tiesOccurInOrderOfScheduling() {
        for (long i = 0; i < 500; i++) {
            simulation.schedule(7, this::see, i);
        }
        simulation.run(7);
        assertThat(seen).isSorted().hasSize(500);
    }

    /** 5000 events at 100 instants, some scheduled while others occur: a stable sort by time is the oracle. */
    @Test
    void aBusyQueueKeepsTimeAndTies() {
        var random = new SplittableRandom(3);
        List<long[]> occurred = new ArrayList<>();
        for (int i = 0; i < 2500; i++) {
            long delayPs = random.nextInt(100);
            simulation.schedule(
                    delayPs,
                    (now, argument) -> {
                        occurred.add(new long[] {now.nowPs(), argument});
                        now.schedule(
                                argument % 50,
                                (later, a) -> occurred.add(new long[] {later.nowPs(), a}),
                                10_000 + argument);
                    },
                    i);
        }
        simulation.run(1000);
        assertThat(occurred).hasSize(5000);
        for (int i = 1; i < occurred.size(); i++) {
            long[] before = occurred.get(i - 1);
            long[] after = occurred.get(i);
            assertThat(after[0]).isGreaterThanOrEqualTo(before[0]);
            if (after[0] == before[0] && before[1] < 10_000 && after[1] < 10_000) {
                assertThat(after[1]).isGreaterThan(before[1]);
            }
        }
    }

    @Test
    void thePastCannotBeScheduled() {
        simulation.schedule(10, (now, argument) -> now.schedule(-1, this::see, 0), 0);
        assertThatThrownBy(() -> simulation.run(100))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cannot schedule 1 ps into the past at 10 ps");
    }

    @Test
    void aModelThatNeverSettlesIsStopped() {
        simulation.schedule(
                0,
                new Event() {
                    @Override
                    public void occur(Simulation now, long argument) {
                        now.schedule(5, this, 0);
                    }
                },
                0);
        assertThatThrownBy(() -> simulation.run(1000))
                .isInstanceOf(TimeLimitException.class)
                .hasMessageContaining("1 events are still pending beyond the limit of 1000 ps");
    }
}

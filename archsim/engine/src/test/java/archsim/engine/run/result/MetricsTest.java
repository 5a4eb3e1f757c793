package archsim.engine.run.result;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import archsim.energy.EnergyBreakdown;
import archsim.engine.pe.SlotStack;
import archsim.workloads.storage.StorageBits;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MetricsTest {

    /** A count that is added to the enum and not made anywhere must not pass for 0. */
    @ParameterizedTest
    @EnumSource(Count.class)
    void metricsWithoutOneOfTheCountsAreRefused(Count left) {
        var counts = new EnumMap<Count, Long>(Count.class);
        for (Count count : Count.values()) {
            counts.put(count, 0L);
        }
        counts.remove(left);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Metrics(
                        counts, 0, 4, SlotStack.NONE, EnergyBreakdown.NONE, Map.of(), Map.of(), StorageBits.NONE))
                .withMessage("metrics must have every count, was without [" + left + "]");
    }
}

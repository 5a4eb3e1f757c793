package archsim.engine.run.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import archsim.energy.DataType;
import archsim.energy.EnergyBreakdown;
import archsim.engine.pe.Cause;
import archsim.engine.pe.SlotStack;
import archsim.workloads.storage.StorageBits;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
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

    /** 10 cycles of 4 multipliers: 30 products, 10 slots lost; the rest of the counts are 1, 2, 3 ... in their order. */
    private static Metrics metrics() {
        var counts = new EnumMap<Count, Long>(Count.class);
        for (Count count : Count.values()) {
            counts.put(count, counts.size() + 1L);
        }
        counts.put(Count.CYCLES, 10L);
        return new Metrics(
                counts,
                50,
                4,
                SlotStack.useful(30).lost(Cause.DRAM_STALL, 10),
                EnergyBreakdown.NONE,
                Map.of(DataType.WEIGHTS, 7L),
                Map.of("weightSram", 9L),
                new StorageBits(100, 20, 8, 4, 2));
    }

    @Test
    void usefulSlotsOfAllAreTheUtilisation() {
        assertThat(metrics().utilisation()).isEqualTo(0.75);
        assertThat(metrics().then(metrics()).utilisation()).isEqualTo(0.75);
    }

    /** Three times the same layer, whose weights are those of two: all that is done is tripled, all that is stored doubled. */
    @Test
    void repeatedWorkIsDoneAgainAndStoredAsOftenAsStated() {
        Metrics three = metrics().times(3, 2);
        for (Count count : Count.values()) {
            boolean isStored = count == Count.WEIGHTS || count == Count.KEPT_WEIGHTS;
            assertThat(three.counts().get(count)).isEqualTo(metrics().counts().get(count) * (isStored ? 2 : 3));
        }
        assertThat(three.timeNs()).isEqualTo(150);
        assertThat(three.slotStack()).isEqualTo(SlotStack.useful(90).lost(Cause.DRAM_STALL, 30));
        assertThat(three.dramBytes()).containsOnly(Map.entry(DataType.WEIGHTS, 21L));
        assertThat(three.sramAccesses()).containsOnly(Map.entry("weightSram", 27L));
        assertThat(three.storage()).isEqualTo(new StorageBits(200, 40, 16, 8, 4));
    }

    @Test
    void layersFollowEachOther() {
        Metrics two = metrics().then(metrics());
        assertThat(two).isEqualTo(metrics().times(2, 2));
    }
}

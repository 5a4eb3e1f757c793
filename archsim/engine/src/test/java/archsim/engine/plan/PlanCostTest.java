package archsim.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanCostTest {

    /** The second needs fewer cycles, the first less energy; the products are 60 and 66, the third moves least. */
    @ParameterizedTest
    @CsvSource({"CYCLES, 1", "ENERGY, 0", "EDP, 0", "DRAM_BYTES, 2"})
    void theLeastOfTheObjectiveComesFirst(Objective objective, int first) {
        var costs = new PlanCost[] {new PlanCost(12, 5, 100), new PlanCost(11, 6, 100), new PlanCost(20, 9, 99)};
        for (int i = 0; i < costs.length; i++) {
            assertThat(PlanCost.by(objective).compare(costs[first], costs[i]) <= 0)
                    .isTrue();
        }
    }

    @Test
    void eachObjectiveIsItsQuantity() {
        var cost = new PlanCost(12, 5, 100);
        assertThat(Map.of(
                        Objective.CYCLES, cost.of(Objective.CYCLES),
                        Objective.ENERGY, cost.of(Objective.ENERGY),
                        Objective.EDP, cost.of(Objective.EDP),
                        Objective.DRAM_BYTES, cost.of(Objective.DRAM_BYTES)))
                .isEqualTo(Map.of(
                        Objective.CYCLES,
                        12.0,
                        Objective.ENERGY,
                        5.0,
                        Objective.EDP,
                        60.0,
                        Objective.DRAM_BYTES,
                        100.0));
        assertThat(Objective.DRAM_BYTES.jsonName()).isEqualTo("dramBytes");
        assertThat(ZeroInputs.SKIPPED.jsonName()).isEqualTo("skipped");
    }

    /** Equal energies: the faster one; equal cycles too: the one that moves less. */
    @Test
    void tiesAreBrokenByCyclesEnergyAndBits() {
        assertThat(PlanCost.by(Objective.ENERGY).compare(new PlanCost(1, 5, 9), new PlanCost(2, 5, 8)))
                .isNegative();
        assertThat(PlanCost.by(Objective.CYCLES).compare(new PlanCost(1, 5, 9), new PlanCost(1, 5, 8)))
                .isPositive();
    }

    @Test
    void aNeedUpToTheLimitIsKept() {
        var kept = new MappingLimits("conv1");
        kept.require("rows", 12, 12);
        kept.throwIfAny();
    }

    @Test
    void allLimitsThatAreNotKeptAreNamed() {
        var broken = new MappingLimits("conv1");
        broken.require("rows", 13, 12);
        broken.require("columns", 14, 14);
        broken.fault("/levels/2 has no loop x");
        assertThatThrownBy(broken::throwIfAny).isInstanceOfSatisfying(InfeasibleLayerException.class, refused -> {
            assertThat(refused.layer()).isEqualTo("conv1");
            assertThat(refused.limits()).containsExactly("needs 13 rows, there are 12", "/levels/2 has no loop x");
            assertThat(refused.reason())
                    .isEqualTo("the mapping given needs 13 rows, there are 12; /levels/2 has no loop x");
        });
    }

    /** 513 bits are two bursts of 512, 8 cycles at 128 bits each, and 0.3 of 40 cycles of latency. */
    @Test
    void whatIsMovedIsWholeBursts() {
        assertThat(MemoryRate.UNSTATED.cycles(513)).isEqualTo(8 + 12);
        assertThat(MemoryRate.UNSTATED.cycles(512)).isEqualTo(4 + 12);
        assertThat(MemoryRate.UNSTATED.cycles(0)).isZero();
    }

    @Test
    void aMemoryThatMovesNothingIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new MemoryRate(0, 40, 512));
        assertThatIllegalArgumentException().isThrownBy(() -> new MemoryRate(128, -1, 512));
        assertThatIllegalArgumentException().isThrownBy(() -> new MemoryRate(128, 40, 0));
        assertThat(new MemoryRate(128, 0, 512).cycles(512)).isEqualTo(4);
    }
}

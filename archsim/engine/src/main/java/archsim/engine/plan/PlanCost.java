package archsim.engine.plan;

import java.util.Comparator;

/**
 * What a layer costs under one plan.
 *
 * @param cycles of the core from the first burst to the last
 * @param energy in any unit, the same for all plans that are compared
 * @param dramBits moved
 */
public record PlanCost(double cycles, double energy, double dramBits) {

    private static final Comparator<PlanCost> BY_CYCLES = Comparator.comparingDouble(PlanCost::cycles)
            .thenComparingDouble(PlanCost::energy)
            .thenComparingDouble(PlanCost::dramBits);

    /** The cheaper plan first. */
    public static Comparator<PlanCost> by(Objective objective) {
        return Comparator.comparingDouble((PlanCost cost) -> cost.of(objective)).thenComparing(BY_CYCLES);
    }

    /** The quantity that {@code objective} makes least. */
    public double of(Objective objective) {
        return switch (objective) {
            case CYCLES -> cycles;
            case ENERGY -> energy;
            case EDP -> energy * cycles;
            case DRAM_BYTES -> dramBits;
        };
    }
}

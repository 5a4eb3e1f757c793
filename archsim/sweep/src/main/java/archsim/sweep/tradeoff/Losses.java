package archsim.sweep.tradeoff;

import archsim.base.json.Range;
import archsim.energy.Component;
import archsim.energy.DataType;
import archsim.energy.EnergyBreakdown;
import archsim.engine.pe.Cause;
import archsim.engine.pe.SlotStack;
import archsim.engine.run.result.Metrics;
import java.util.Map;

/**
 * Where a run's time and energy go that fewer bits do not save, as shares of 0 to 1 of all time or all energy.
 *
 * @param scaleEnergy of scaling sums, and of moving scales
 * @param indexEnergy of decoding and selecting, and of moving indices
 * @param conversionEnergy of making operands of weights, keys and values of another type
 * @param imbalanceTime in which multipliers wait for each other, or have no work in a step
 * @param memoryTime in which multipliers wait for DRAM
 */
public record Losses(
        @Range(min = 0, max = 1) double scaleEnergy,
        @Range(min = 0, max = 1) double indexEnergy,
        @Range(min = 0, max = 1) double conversionEnergy,
        @Range(min = 0, max = 1) double imbalanceTime,
        @Range(min = 0, max = 1) double memoryTime) {

    static Losses of(Metrics run) {
        EnergyBreakdown energy = run.energy();
        double sumsPj = scalingPj(energy, DataType.PSUMS);
        double indicesInLogicPj = pj(energy, Component.INDEXING, DataType.INDICES);
        double scalePj = energy.dataTypePj(DataType.SCALES) + sumsPj;
        double indexPj =
                energy.componentPj(Component.INDEXING.name()) + energy.dataTypePj(DataType.INDICES) - indicesInLogicPj;
        double conversionPj =
                energy.componentPj(Component.SCALING.name()) - scalingPj(energy, DataType.SCALES) - sumsPj;
        double totalPj = energy.totalPj();
        SlotStack slots = run.slotStack();
        double all = slots.total();
        return new Losses(
                scalePj / totalPj,
                indexPj / totalPj,
                Math.max(0, conversionPj / totalPj),
                (slots.imbalance() + slots.fragmentation()) / all,
                slots.of(Cause.DRAM_STALL) / all);
    }

    private static double scalingPj(EnergyBreakdown energy, DataType type) {
        return pj(energy, Component.SCALING, type);
    }

    private static double pj(EnergyBreakdown energy, Component component, DataType type) {
        return energy.energyPj().getOrDefault(component.name(), Map.of()).getOrDefault(type, 0.0);
    }
}

package archsim.engine.run;

import archsim.base.RootLocale;
import archsim.energy.DataType;
import archsim.energy.EnergyBreakdown;
import archsim.engine.pe.SlotStack;
import archsim.workloads.storage.StorageBits;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a layer, or a whole workload, cost on a machine.
 *
 * @param cycles core cycles, memory stalls included
 * @param computeCycles core cycles when memory never stalls
 * @param analyticalCycles closed-form lower bound; the difference to {@code cycles} is contention
 * @param timeNs {@code cycles} in nanoseconds
 * @param macs multiply-accumulates of the dense layer
 * @param macsWeights those with a kept weight; all of a dense workload
 * @param effectualMacs those with a non-zero weight and a non-zero input
 * @param weights of the dense layer
 * @param keptWeights weights that pruning left; all of a dense workload
 * @param multipliers of the machine
 * @param slotStack sums to {@code cycles * multipliers}
 * @param energy priced actions
 * @param dramBytes moved, by data type, both directions
 * @param sramAccesses words read and written, by buffer
 * @param storage weights in the format that is usual for their scheme; what the machine's own format moves is in
 *     {@code dramBytes}
 */
public record Figures(
        long cycles,
        long computeCycles,
        long analyticalCycles,
        double timeNs,
        long macs,
        long macsWeights,
        long effectualMacs,
        long weights,
        long keptWeights,
        int multipliers,
        SlotStack slotStack,
        EnergyBreakdown energy,
        Map<DataType, Long> dramBytes,
        Map<String, Long> sramAccesses,
        StorageBits storage) {

    public Figures {
        if (slotStack.total() != Math.multiplyExact(cycles, multipliers)) {
            throw new IllegalArgumentException(RootLocale.format(
                    "the slot stack must sum to %d cycles x %d multipliers, was %d",
                    cycles, multipliers, slotStack.total()));
        }
        dramBytes = Collections.unmodifiableMap(new EnumMap<>(dramBytes));
        sramAccesses = Collections.unmodifiableMap(new LinkedHashMap<>(sramAccesses));
    }

    /** Share of multiplier slots that were useful, 0 to 1. */
    public double utilisation() {
        return slotStack.total() == 0 ? 0 : (double) slotStack.useful() / slotStack.total();
    }

    /** The same under other prices. */
    Figures withEnergy(EnergyBreakdown priced) {
        return new Figures(
                cycles,
                computeCycles,
                analyticalCycles,
                timeNs,
                macs,
                macsWeights,
                effectualMacs,
                weights,
                keptWeights,
                multipliers,
                slotStack,
                priced,
                dramBytes,
                sramAccesses,
                storage);
    }

    /** One after the other on the same machine. */
    public Figures then(Figures next) {
        if (multipliers != next.multipliers) {
            throw new IllegalArgumentException(RootLocale.format(
                    "layers of one run share a machine, was %d and %d multipliers", multipliers, next.multipliers));
        }
        var bytes = new EnumMap<>(dramBytes.isEmpty() ? new EnumMap<DataType, Long>(DataType.class) : dramBytes);
        next.dramBytes.forEach((type, count) -> bytes.merge(type, count, Math::addExact));
        var accesses = new LinkedHashMap<>(sramAccesses);
        next.sramAccesses.forEach((buffer, count) -> accesses.merge(buffer, count, Math::addExact));
        return new Figures(
                Math.addExact(cycles, next.cycles),
                Math.addExact(computeCycles, next.computeCycles),
                Math.addExact(analyticalCycles, next.analyticalCycles),
                timeNs + next.timeNs,
                Math.addExact(macs, next.macs),
                Math.addExact(macsWeights, next.macsWeights),
                Math.addExact(effectualMacs, next.effectualMacs),
                Math.addExact(weights, next.weights),
                Math.addExact(keptWeights, next.keptWeights),
                multipliers,
                slotStack.plus(next.slotStack),
                energy.plus(next.energy),
                bytes,
                accesses,
                storage.plus(next.storage));
    }
}

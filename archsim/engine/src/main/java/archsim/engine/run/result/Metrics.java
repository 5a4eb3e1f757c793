package archsim.engine.run.result;

import archsim.base.RootLocale;
import archsim.energy.DataType;
import archsim.energy.EnergyBreakdown;
import archsim.engine.pe.SlotStack;
import archsim.workloads.storage.StorageBits;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a layer, or a whole workload, cost on a machine.
 *
 * @param counts of every {@link Count}
 * @param timeNs {@code cycles} in nanoseconds
 * @param multipliers of the machine
 * @param slotStack sums to {@code cycles * multipliers}
 * @param energy priced actions
 * @param dramBytes moved, by data type, both directions
 * @param sramAccesses words read and written, by buffer
 * @param storage weights in the format that is usual for their scheme; what the machine's own format moves is in
 *     {@code dramBytes}
 */
public record Metrics(
        Map<Count, Long> counts,
        double timeNs,
        int multipliers,
        SlotStack slotStack,
        EnergyBreakdown energy,
        Map<DataType, Long> dramBytes,
        Map<String, Long> sramAccesses,
        StorageBits storage) {

    public Metrics {
        var missing = EnumSet.allOf(Count.class);
        missing.removeAll(counts.keySet());
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("metrics must have every count, was without " + missing);
        }
        counts = Collections.unmodifiableMap(new EnumMap<>(counts));
        long cycles = counts.get(Count.CYCLES);
        if (slotStack.total() != Math.multiplyExact(cycles, multipliers)) {
            throw new IllegalArgumentException(RootLocale.format(
                    "the slot stack must sum to %d cycles x %d multipliers, was %d",
                    cycles, multipliers, slotStack.total()));
        }
        var bytes = new EnumMap<DataType, Long>(DataType.class);
        bytes.putAll(dramBytes);
        dramBytes = Collections.unmodifiableMap(bytes);
        sramAccesses = Collections.unmodifiableMap(new LinkedHashMap<>(sramAccesses));
    }

    /** {@link Count#CYCLES}. */
    public long cycles() {
        return counts.get(Count.CYCLES);
    }

    /** {@link Count#COMPUTE_CYCLES}. */
    public long computeCycles() {
        return counts.get(Count.COMPUTE_CYCLES);
    }

    /** {@link Count#ANALYTICAL_CYCLES}. */
    public long analyticalCycles() {
        return counts.get(Count.ANALYTICAL_CYCLES);
    }

    /** {@link Count#MACS}. */
    public long macs() {
        return counts.get(Count.MACS);
    }

    /** {@link Count#MACS_WEIGHTS}. */
    public long macsWeights() {
        return counts.get(Count.MACS_WEIGHTS);
    }

    /** {@link Count#EFFECTUAL_MACS}. */
    public long effectualMacs() {
        return counts.get(Count.EFFECTUAL_MACS);
    }

    /** {@link Count#WEIGHTS}. */
    public long weights() {
        return counts.get(Count.WEIGHTS);
    }

    /** {@link Count#KEPT_WEIGHTS}. */
    public long keptWeights() {
        return counts.get(Count.KEPT_WEIGHTS);
    }

    /** Share of multiplier slots that were useful, 0 to 1. */
    public double utilisation() {
        return slotStack.total() == 0 ? 0 : (double) slotStack.useful() / slotStack.total();
    }

    /** The same under other prices. */
    Metrics withEnergy(EnergyBreakdown priced) {
        return new Metrics(counts, timeNs, multipliers, slotStack, priced, dramBytes, sramAccesses, storage);
    }

    /**
     * As often, one after the other, with energies left for {@link #withEnergy} to say.
     *
     * @param stored times that weights and their storage count
     */
    Metrics times(long times, long stored) {
        var all = new EnumMap<Count, Long>(Count.class);
        counts.forEach((count, value) ->
                all.put(count, Math.multiplyExact(value, count.isOfStoredWeights() ? stored : times)));
        return new Metrics(
                all,
                timeNs * times,
                multipliers,
                slotStack.times(times),
                energy,
                product(dramBytes, times),
                product(sramAccesses, times),
                storage.times(stored));
    }

    private static <K> Map<K, Long> product(Map<K, Long> one, long times) {
        var product = new LinkedHashMap<>(one);
        product.replaceAll((key, count) -> Math.multiplyExact(count, times));
        return product;
    }

    /** One after the other on the same machine. */
    public Metrics then(Metrics next) {
        if (multipliers != next.multipliers) {
            throw new IllegalArgumentException(RootLocale.format(
                    "layers of one run share a machine, was %d and %d multipliers", multipliers, next.multipliers));
        }
        return new Metrics(
                sum(counts, next.counts),
                timeNs + next.timeNs,
                multipliers,
                slotStack.plus(next.slotStack),
                energy.plus(next.energy),
                sum(dramBytes, next.dramBytes),
                sum(sramAccesses, next.sramAccesses),
                storage.plus(next.storage));
    }

    private static <K> Map<K, Long> sum(Map<K, Long> one, Map<K, Long> other) {
        var sum = new LinkedHashMap<>(one);
        other.forEach((key, count) -> sum.merge(key, count, Math::addExact));
        return sum;
    }
}

package archsim.engine.run;

import archsim.base.Ceil;
import archsim.energy.Action;
import archsim.energy.ActionCounts;
import archsim.energy.ActionCounts.Counter;
import archsim.energy.Component;
import archsim.energy.DataType;
import archsim.energy.EnergyBreakdown;
import archsim.energy.EnergyModel;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.plan.Dataflow;
import archsim.engine.plan.ZeroInputs;
import archsim.engine.run.config.Overlap;
import archsim.engine.run.pipeline.AnalyticalBound;
import archsim.engine.run.result.LastingActions;
import archsim.tables.DramStandard;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a workload takes of a machine at least, whatever its mapping: no run gives less of any of these.
 *
 * <p>Layers run one after the other. Each takes the longer of two times: all multipliers busy with products of kept weights, of
 * inputs that are zero only where the machine does not skip them; and all data that these products and the outputs need moved once, in bursts back to back on all channels. Its energy is
 * that of products of which no operand is zero, of these bursts, and of clock, leakage and idle memory over that time. What the tables do not price is left
 * out.
 *
 * @param cycles of all layers
 * @param timeNs of all layers
 * @param energyPj of all layers
 * @param dramBytes of all layers
 * @param macs of the dense layers, which no machine changes
 * @param images of the batch
 */
public record RunBound(long cycles, double timeNs, double energyPj, long dramBytes, long macs, int images) {

    /** Sums of many energies differ in their last digits by the order in which they are added up. */
    private static final double ROUNDING = 1 - 1e-9;

    /** States of a rank, the time in each rounded down to nanoseconds. */
    private static final int RANK_STATES = 5;

    static RunBound of(
            List<LayerNeeds> layers,
            int images,
            Accelerator accelerator,
            DramStandard memory,
            Overlap overlap,
            EnergyModel prices) {
        var layerBound = new LayerBound(accelerator, memory, overlap, prices);
        layers.forEach(layerBound::add);
        return new RunBound(
                layerBound.cycles,
                layerBound.timeNs,
                EnergyBreakdown.of(layerBound.counts, prices).totalPj() * ROUNDING,
                layerBound.dramBytes,
                layerBound.macs,
                images);
    }

    /** Adds up layers on one machine. */
    private static final class LayerBound {

        private final Accelerator accelerator;
        private final Dataflow dataflow;
        private final DramStandard memory;
        private final Overlap overlap;
        private final int multipliers;
        private final boolean skipsZeroInputs;
        private final ActionCounts counts = new ActionCounts();
        private final LastingActions lasting;
        private final Counter products;
        private final Counter readBursts;
        private final Counter writtenBursts;
        private final Counter idleNs;
        private long cycles;
        private double timeNs;
        private long dramBytes;
        private long macs;

        LayerBound(Accelerator accelerator, DramStandard memory, Overlap overlap, EnergyModel prices) {
            this.accelerator = accelerator;
            this.dataflow = accelerator.dataflow();
            this.memory = memory;
            this.overlap = overlap;
            multipliers = accelerator.machine().multipliers();
            skipsZeroInputs = dataflow.zeroInputs() == ZeroInputs.SKIPPED;
            lasting = new LastingActions(counts, accelerator);
            products = counts.counter(Component.MULTIPLIERS, DataType.PSUMS, dataflow.product(accelerator.precision()));
            readBursts = counter(new Action.DramBurst(memory.name(), false));
            writtenBursts = counter(new Action.DramBurst(memory.name(), true));
            idleNs = counter(cheapestState(memory.name(), prices));
        }

        private Counter counter(Action ofMemory) {
            return counts.counter(Component.DRAM, DataType.PSUMS, ofMemory);
        }

        private static Action cheapestState(String memory, EnergyModel prices) {
            return Stream.of(
                            new Action.DramBackground(memory, true),
                            new Action.DramBackground(memory, false),
                            new Action.DramPowerDown(memory, true),
                            new Action.DramPowerDown(memory, false),
                            new Action.DramSelfRefresh(memory))
                    .filter(prices::covers)
                    .min(Comparator.comparingDouble(
                            action -> prices.price(action).energyPj()))
                    .orElseGet(() -> new Action.DramSelfRefresh(memory));
        }

        void add(LayerNeeds layer) {
            long reads = bursts(layer.readBits(dataflow, accelerator.precision()));
            long writes = bursts(layer.writtenBits(dataflow, accelerator.precision()));
            long periodPs = accelerator.clockPeriodPs();
            long least = Math.max(
                    Ceil.div(layer.timedProducts(skipsZeroInputs), multipliers),
                    Ceil.div(
                            AnalyticalBound.memoryPs(memory.isOnChip() ? 0 : timed(reads) + writes, memory), periodPs));
            cycles += least * layer.times();
            timeNs += least * 1000.0 / accelerator.clockMhz() * layer.times();
            macs += layer.macs() * layer.times();
            dramBytes += (reads + writes) * memory.geometry().burstBytes() * layer.times();
            count(layer, least, reads, writes);
        }

        /** Bursts that a layer waits for: none of those that half of the weight buffer may hold before it starts. */
        private long timed(long reads) {
            long early = accelerator.machine().buffers().weights().halfBits()
                    / ((long) Byte.SIZE * memory.geometry().burstBytes());
            return overlap == Overlap.NONE ? reads : Math.max(0, reads - early);
        }

        private long bursts(long bits) {
            return Ceil.div(bits, (long) Byte.SIZE * memory.geometry().burstBytes());
        }

        private void count(LayerNeeds layer, long least, long reads, long writes) {
            products.add(layer.products() * layer.times());
            lasting.add(least, layer.times());
            if (!memory.isOnChip()) {
                long ranks = (long) memory.channels() * memory.geometry().ranks();
                long layerNs = Math.max(0, ranks * least * accelerator.clockPeriodPs() / 1000 - RANK_STATES);
                readBursts.add(reads * layer.times());
                writtenBursts.add(writes * layer.times());
                idleNs.add(layerNs * layer.times());
            }
        }
    }
}

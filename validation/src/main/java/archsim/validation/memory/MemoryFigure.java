package archsim.validation.memory;

import archsim.engine.dram.MemoryMetrics;
import archsim.engine.dram.MemoryProbe;
import archsim.engine.dram.MemoryTraffic;
import archsim.validation.fact.Measurement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a memory gives or costs under artificial traffic.
 *
 * @param memory name of a file in {@code memories}: the part that was published, written as in run configurations
 */
public record MemoryFigure(String memory, MemoryTraffic traffic, Quantity quantity) implements Measurement {

    /** Facts ask for several quantities of one measurement. */
    private static final Map<List<Object>, MemoryMetrics> MEASURED = new ConcurrentHashMap<>();

    /** Which of the metrics. */
    public enum Quantity {
        GB_PER_SECOND,
        PJ_PER_BIT,
        LATENCY_NS,
        ROW_HIT_RATE
    }

    @Override
    public double value() {
        MemoryMetrics metrics = MEASURED.computeIfAbsent(
                List.of(memory, traffic), asked -> MemoryProbe.measure(ReferenceMemories.find(memory), traffic));
        return switch (quantity) {
            case GB_PER_SECOND -> metrics.gbPerSecond();
            case PJ_PER_BIT -> metrics.pjPerBit().total();
            case LATENCY_NS -> metrics.latencyNs();
            case ROW_HIT_RATE -> metrics.rowHitRate();
        };
    }
}

package archsim.validation.memory;

import static java.util.Map.entry;

import archsim.validation.fact.Measurement;
import archsim.validation.fact.MeasurementFamily;
import java.util.Map;

/** What a memory takes, in time and energy. */
public final class MemoryMeasurements implements MeasurementFamily {

    @Override
    public Map<String, Class<? extends Measurement>> kinds() {
        return Map.ofEntries(
                entry("layers-through-dram", LayersThroughDram.class), entry("memory-figure", MemoryFigure.class));
    }
}

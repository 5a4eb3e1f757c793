package archsim.validation.design;

import static java.util.Map.entry;

import archsim.validation.fact.Measurement;
import archsim.validation.fact.MeasurementFamily;
import java.util.Map;

/** Whole designs, one against another. */
public final class DesignMeasurements implements MeasurementFamily {

    @Override
    public Map<String, Class<? extends Measurement>> kinds() {
        return Map.ofEntries(
                entry("break-even-density", BreakEvenDensity.class),
                entry("chip-efficiency", ChipEfficiency.class),
                entry("chip-power", ChipPower.class),
                entry("design-ratio", DesignRatio.class),
                entry("mean-design-ratio", MeanDesignRatio.class),
                entry("mean-of-samples", MeanOfSamples.class),
                entry("one-sided-ratio", OneSidedRatio.class));
    }
}

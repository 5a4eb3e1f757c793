package archsim.validation.price;

import static java.util.Map.entry;

import archsim.validation.fact.Measurement;
import archsim.validation.fact.MeasurementFamily;
import java.util.Map;

/** Prices of actions and areas. */
public final class PriceMeasurements implements MeasurementFamily {

    @Override
    public Map<String, Class<? extends Measurement>> kinds() {
        return Map.ofEntries(
                entry("action-price", ActionPrice.class),
                entry("design-area", DesignArea.class),
                entry("mean-deviation-factor", MeanDeviationFactor.class),
                entry("sram-figure", SramFigureAt.class),
                entry("sram-left-out", LeaveOneOutError.class));
    }
}

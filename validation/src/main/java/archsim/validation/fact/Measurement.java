package archsim.validation.fact;

import archsim.base.json.ResolvedBy;
import archsim.energy.PriceBounds;
import java.util.Optional;

/** How archsim arrives at a figure that others published: a record of one of the {@link MeasurementFamily families}. */
@ResolvedBy(MeasurementKinds.class)
public interface Measurement {

    /** archsim's figure, in the unit that the fact states. */
    double value();

    /** Between what that figure lies while each price keeps within its bounds; empty if no price is in it. */
    default Optional<PriceBounds> bounds() {
        return Optional.empty();
    }
}

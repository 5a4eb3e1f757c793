package archsim.validation.fact;

import archsim.base.json.ResolvedBy;

/** How archsim arrives at a figure that others published: a record of one of the {@link MeasurementFamily families}. */
@ResolvedBy(MeasurementKinds.class)
public interface Measurement {

    /** archsim's figure, in the unit that the fact states. */
    double value();
}

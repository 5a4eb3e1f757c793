package archsim.validation.fact;

import java.util.Map;

/** Measurements of one subject; found by {@link java.util.ServiceLoader}, so that a plug-in may bring its own. */
public interface MeasurementFamily {

    /** Public records by the kind that facts name them by. */
    Map<String, Class<? extends Measurement>> kinds();
}

package archsim.energy;

import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * The clock, the supply and the temperature of a machine, where they are stated.
 *
 * @param clockMhz within whose cycle products and sums settle; where it is absent, they take their time
 * @param supplyV in volts; the node's nominal one where it is absent
 * @param temperatureK in kelvin; 300, at which memories alone are priced as leaking, where it is absent
 */
public record OperatingPoint(OptionalDouble clockMhz, OptionalDouble supplyV, OptionalInt temperatureK) {

    /** Nothing is stated. */
    public static final OperatingPoint UNSTATED =
            new OperatingPoint(OptionalDouble.empty(), OptionalDouble.empty(), OptionalInt.empty());
}

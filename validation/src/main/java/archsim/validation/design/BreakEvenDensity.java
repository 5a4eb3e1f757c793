package archsim.validation.design;

import archsim.base.json.Range;
import archsim.validation.fact.Measurement;
import java.util.HashMap;
import org.apache.commons.math3.analysis.solvers.BisectionSolver;

/**
 * The density of weights and inputs alike at which two machines need as much, to within 0.02.
 *
 * @param ratio of the two; the density of its sample is replaced
 * @param from density at which {@code ratio} is above 1
 * @param to density at which it is not
 */
public record BreakEvenDensity(
        DesignRatio ratio,
        @Range(min = 0, max = 1) double from,
        @Range(min = 0, max = 1) double to) implements Measurement {

    private static final double WITHIN = 0.02;
    private static final int MOST_STEPS = 100;

    @Override
    public double value() {
        var ratios = new HashMap<Double, Double>(); // the solver asks for the lower end in every step
        return new BisectionSolver(WITHIN)
                .solve(
                        MOST_STEPS,
                        density -> ratios.computeIfAbsent(
                                        density, at -> ratio.at(at).value())
                                - 1,
                        from,
                        to);
    }
}

package archsim.validation.design;

import archsim.base.json.Range;
import archsim.energy.PriceBounds;
import archsim.validation.fact.Measurement;
import java.util.HashMap;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
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
        return crossing(at -> ratio.at(at).value());
    }

    /**
     * Where the ratio is 1 at its least and at its most; at the end of the range where it does not get there.
     */
    @Override
    public Optional<PriceBounds> bounds() {
        if (ratio.quantity() == DesignRatio.Quantity.COMPUTE_CYCLES) {
            return Optional.empty();
        }
        return Optional.of(new PriceBounds(
                crossing(at -> ratio.at(at).bounds().orElseThrow().low()),
                crossing(at -> ratio.at(at).bounds().orElseThrow().high())));
    }

    private double crossing(DoubleUnaryOperator ratioAt) {
        var ratios = new HashMap<Double, Double>(); // the solver asks for the lower end in every step
        DoubleUnaryOperator above = density -> ratios.computeIfAbsent(density, ratioAt::applyAsDouble) - 1;
        if (above.applyAsDouble(from) <= 0) {
            return from;
        }
        return above.applyAsDouble(to) > 0
                ? to
                : new BisectionSolver(WITHIN).solve(MOST_STEPS, above::applyAsDouble, from, to);
    }
}

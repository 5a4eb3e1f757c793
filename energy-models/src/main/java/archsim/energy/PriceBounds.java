package archsim.energy;

import archsim.base.RootLocale;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * The least and the most that a figure can be while every price keeps within its own bounds.
 *
 * <p>Wider than the {@link Interval} of draws, in which prices hardly ever lie at their bounds all together: what is beyond
 * these bounds no choice among the sources of the prices explains.
 *
 * @param low at most {@code high}
 */
public record PriceBounds(double low, double high) {

    public PriceBounds {
        if (!(low <= high)) {
            throw new IllegalArgumentException(RootLocale.format("bounds must rise, was %s to %s", low, high));
        }
    }

    /** Those of the energy of {@code counts}, in picojoules. */
    public static PriceBounds ofTotal(ActionCounts counts, EnergyModel model) {
        List<EnergyLine> lines = counts.priced(model);
        return new PriceBounds(sum(lines, EnergyLine::lowPj), sum(lines, EnergyLine::highPj));
    }

    private static double sum(List<EnergyLine> lines, ToDoubleFunction<EnergyLine> energyPj) {
        return lines.stream().mapToDouble(energyPj).sum();
    }

    /** Those of one energy over another, which is above 0; an action that both take has one price in both. */
    public static PriceBounds ofRatio(
            ActionCounts dividend, EnergyModel dividendModel, ActionCounts divisor, EnergyModel divisorModel) {
        var terms = new LinkedHashMap<Action, Term>();
        dividend.priced(dividendModel).forEach(line -> of(terms, line).dividend.add(line));
        divisor.priced(divisorModel).forEach(line -> of(terms, line).divisor.add(line));
        return new PriceBounds(extreme(terms, -1), extreme(terms, 1));
    }

    private static Term of(Map<Action, Term> terms, EnergyLine line) {
        return terms.computeIfAbsent(line.count().action(), action -> new Term());
    }

    /** Energy of one action on either side. */
    private static final class Term {
        private final Sides dividend = new Sides();
        private final Sides divisor = new Sides();
    }

    private static final class Sides {
        private double lowPj;
        private double highPj;

        private void add(EnergyLine line) {
            lowPj += line.lowPj();
            highPj += line.highPj();
        }
    }

    /**
     * The largest quotient, or the least if {@code sign} is -1. By Dinkelbach: whoever is for a quotient {@code q} takes the bound of
     * each price at which dividend less {@code q} times divisor is largest; no quotient is larger once it no longer grows.
     */
    private static double extreme(Map<Action, Term> terms, int sign) {
        double quotient = 0;
        while (true) {
            double above = 0;
            double below = 0;
            for (Term term : terms.values()) {
                double low = term.dividend.lowPj - quotient * term.divisor.lowPj;
                double high = term.dividend.highPj - quotient * term.divisor.highPj;
                boolean takesHigh = sign * high > sign * low;
                above += takesHigh ? term.dividend.highPj : term.dividend.lowPj;
                below += takesHigh ? term.divisor.highPj : term.divisor.lowPj;
            }
            double better = above / below;
            if (quotient != 0 && !(sign * better > sign * quotient * (1 + sign * 1e-12))) {
                return quotient;
            }
            quotient = better;
        }
    }

    /** The bounds times {@code factor}, which is above 0. */
    public PriceBounds times(double factor) {
        return new PriceBounds(low * factor, high * factor);
    }

    /** What {@code dividend} over these bounds is, all above 0. */
    public PriceBounds dividing(double dividend) {
        return new PriceBounds(dividend / high, dividend / low);
    }

    /** Whether {@code figure} lies within. */
    public boolean hold(double figure) {
        return low <= figure && figure <= high;
    }
}

package archsim.validation.storage;

import archsim.base.json.Range;
import archsim.validation.fact.Measurement;
import java.util.List;

/**
 * For how many printed cases a statement holds: the first figure over the second is above, or below, a threshold.
 *
 * @param relation of the quotient to {@code threshold}
 * @param cases at least one
 */
public record HoldCount(Relation relation, double threshold, List<Case> cases) implements Measurement {

    /** Of a quotient to the threshold. */
    public enum Relation {
        ABOVE,
        BELOW
    }

    /**
     * Two printed figures.
     *
     * @param name which they are, for people
     */
    public record Case(
            String name,
            @Range(min = 0) double first,
            @Range(min = 0) double second) {

        public Case {
            if (!(second > 0)) {
                throw new IllegalArgumentException("second must be above 0, was " + second);
            }
        }
    }

    public HoldCount {
        cases = List.copyOf(cases);
        if (cases.isEmpty()) {
            throw new IllegalArgumentException("cases must hold at least one");
        }
    }

    @Override
    public double value() {
        return cases.stream().filter(this::holds).count();
    }

    private boolean holds(Case figures) {
        double quotient = figures.first() / figures.second();
        return relation == Relation.ABOVE ? quotient > threshold : quotient < threshold;
    }
}

package archsim.sweep.drawn;

import java.util.List;

/**
 * A figure over the seeds of a drawing.
 *
 * @param mean of them
 * @param deviation standard deviation between them, 0 of one
 */
public record Spread(double mean, double deviation) {

    /** The mean and deviation of {@code values}, at least one. */
    static Spread of(List<Double> values) {
        double mean = values.stream().mapToDouble(value -> value).average().orElseThrow();
        double squares = values.stream()
                .mapToDouble(value -> (value - mean) * (value - mean))
                .sum();
        return new Spread(mean, values.size() == 1 ? 0 : Math.sqrt(squares / (values.size() - 1)));
    }

    /** How far it is from {@code real}, in per cent of that; the deviation in per cent too. */
    public Spread errorPercent(Spread real) {
        return new Spread(100 * (mean / real.mean - 1), 100 * deviation / real.mean);
    }
}

package archsim.compression.config;

import archsim.base.json.Range;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How all training of a run learns.
 *
 * @param optimiser Adam if absent
 * @param momentum of {@code sgd}; 0.9 if absent
 * @param schedule of the learning rate; cosine if absent
 * @param weightDecay {@code d} in {@code d/2 ||W||^2}; 0 if absent
 * @param labelSmoothing share of the target that wrong classes divide; 0 if absent
 * @param mirror whether training images are mirrored at random; not if absent
 * @param distillation of the dense network by the pruned one; none if absent
 */
public record Learning(
        Optional<Optimiser> optimiser,
        @Range(min = 0, max = 0.999) OptionalDouble momentum,
        Optional<RateSchedule> schedule,
        @Range(min = 0, max = 1) OptionalDouble weightDecay,
        @Range(min = 0, max = 0.9) OptionalDouble labelSmoothing,
        Optional<Boolean> mirror,
        Optional<Distillation> distillation) {

    /** What a run without this key does. */
    public static final Learning PLAIN = new Learning(
            Optional.empty(),
            OptionalDouble.empty(),
            Optional.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            Optional.empty(),
            Optional.empty());

    /** Rules by which gradients move weights. */
    public enum Optimiser {
        ADAM,
        SGD
    }

    /**
     * Learning from what the dense network answers.
     *
     * @param share of the loss
     * @param temperature that softens both networks' answers
     */
    public record Distillation(
            @Range(min = 0, max = 1) double share,
            @Range(min = 0.1, max = 100) double temperature) {}

    /** Whether the optimiser is stochastic gradient descent. */
    public boolean descends() {
        return optimiser.orElse(Optimiser.ADAM) == Optimiser.SGD;
    }

    /** Learning rate of {@code training} when the share {@code done}, 0 to 1, of its epochs is over. */
    public double rateAt(Training training, double done) {
        return schedule.orElse(RateSchedule.COSINE).rateAt(training, done);
    }
}

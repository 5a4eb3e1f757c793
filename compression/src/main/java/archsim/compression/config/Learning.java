package archsim.compression.config;

import archsim.base.json.Range;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * How all training of a run learns.
 *
 * @param optimiser Adam if absent
 * @param momentum of {@code sgd}; 0.9 if absent
 * @param schedule of the learning rate; cosine if absent
 * @param nesterov whether {@code sgd} looks ahead along its momentum; not if absent
 * @param weightDecay {@code d} in {@code d/2 ||W||^2}, part of the loss: Adam divides its gradient like all of it; 0 if
 *     absent
 * @param decoupledDecay share of each weight that a step takes off, times the learning rate, outside the loss; 0 if absent
 * @param labelSmoothing share of the target that wrong classes divide; 0 if absent
 * @param mirror whether training images are mirrored at random; not if absent
 * @param cutoutPixels side of a square of training images that is set to 0; none if absent
 * @param mixup {@code alpha} of the distribution Beta(alpha, alpha) of the share that an image has of what is shown, the
 *     next one of its batch having the rest, and likewise of their labels; not mixed if absent
 * @param warmUpEpochs over which the learning rate of each training rises from 0; none if absent
 * @param averaging share that the average of the weights keeps at each step; training without a pull ends in the average;
 *     none if absent
 * @param distillation of the dense network by the pruned one; none if absent
 */
public record Learning(
        Optional<Optimiser> optimiser,
        @Range(min = 0, max = 0.999) OptionalDouble momentum,
        Optional<RateSchedule> schedule,
        Optional<Boolean> nesterov,
        @Range(min = 0, max = 1) OptionalDouble weightDecay,
        @Range(min = 0, max = 1) OptionalDouble decoupledDecay,
        @Range(min = 0, max = 0.9) OptionalDouble labelSmoothing,
        Optional<Boolean> mirror,
        @Range(min = 1, max = 1024) OptionalInt cutoutPixels,
        @Range(min = 0.01, max = 100) OptionalDouble mixup,
        @Range(min = 0, max = 1000) OptionalDouble warmUpEpochs,
        @Range(min = 0, max = 0.99999) OptionalDouble averaging,
        Optional<Distillation> distillation) {

    /** What a run without this key does. */
    public static final Learning PLAIN = new Learning(
            Optional.empty(),
            OptionalDouble.empty(),
            Optional.empty(),
            Optional.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            Optional.empty(),
            OptionalInt.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
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

    /** The same without distillation, of which the dense training knows nothing. */
    Learning untaught() {
        return new Learning(
                optimiser,
                momentum,
                schedule,
                nesterov,
                weightDecay,
                decoupledDecay,
                labelSmoothing,
                mirror,
                cutoutPixels,
                mixup,
                warmUpEpochs,
                averaging,
                Optional.empty());
    }

    /** Whether the optimiser is stochastic gradient descent. */
    public boolean descends() {
        return optimiser.orElse(Optimiser.ADAM) == Optimiser.SGD;
    }

    /** Learning rate of {@code training} when the share {@code done}, 0 to 1, of its epochs is over. */
    public double rateAt(Training training, double done) {
        double rate = schedule.orElse(RateSchedule.COSINE).rateAt(training, done);
        double epoch = done * training.epochs();
        double warm = warmUpEpochs.orElse(0);
        return epoch < warm ? rate * epoch / warm : rate;
    }
}

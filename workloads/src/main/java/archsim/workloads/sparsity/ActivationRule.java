package archsim.workloads.sparsity;

import archsim.base.json.Range;
import archsim.workloads.LayerShape;
import archsim.workloads.Mask;
import archsim.workloads.MeasuredInputs;
import jakarta.json.bind.annotation.JsonbSubtype;
import jakarta.json.bind.annotation.JsonbTypeInfo;
import java.util.Optional;

/**
 * How a network without rectifiers drops activations, in the form of a run configuration's {@code activations}.
 *
 * <p>Of measured inputs the small ones are dropped; where none were measured, masks are drawn.
 */
@JsonbTypeInfo(
        key = "kind",
        value = {
            @JsonbSubtype(alias = "nm", type = ActivationRule.Nm.class),
            @JsonbSubtype(alias = "threshold", type = ActivationRule.Threshold.class)
        })
public sealed interface ActivationRule {

    /** Why inputs that nobody measured cannot be drawn; empty if they can. */
    Optional<String> missingToDraw();

    /** Which of the measured inputs of a layer of {@code shape} are left. */
    Mask kept(LayerShape shape, MeasuredInputs measured);

    /** Inputs of a layer that were not measured. */
    Mask draw(LayerShape shape, Selection selection);

    /** Operands of a product in the weights' place, {@code [k][c/groups]}, which were not measured. */
    Mask drawOperand(LayerShape shape, Selection selection);

    /**
     * At each position, of every {@code m} channels that follow one another exactly {@code n}: of measured inputs the
     * largest, of equals the first. The last of the channels may be fewer than {@code m}, of which at most {@code n} stay.
     */
    record Nm(
            @Range(min = 1) int n,
            @Range(min = 1, max = 256) int m) implements ActivationRule {

        public Nm {
            if (n > m) {
                throw new IllegalArgumentException("n must be at most m, was " + n + " of " + m);
            }
        }

        @Override
        public Optional<String> missingToDraw() {
            return Optional.empty();
        }

        @Override
        public Mask kept(LayerShape shape, MeasuredInputs measured) {
            return new ChannelGroups(this, shape).largest(measured);
        }

        @Override
        public Mask draw(LayerShape shape, Selection selection) {
            return new ChannelGroups(this, shape).drawn(selection);
        }

        @Override
        public Mask drawOperand(LayerShape shape, Selection selection) {
            return new NmMask(n, m).draw(shape, (double) n / m, selection);
        }
    }

    /**
     * Inputs of at most {@code rms} times the root mean square of the layer's inputs are dropped.
     *
     * @param rms the threshold over the root mean square
     * @param distribution of inputs that were not measured
     */
    record Threshold(@Range(min = 0, max = 100) double rms, Optional<ActivationDistribution> distribution)
            implements ActivationRule {

        @Override
        public Optional<String> missingToDraw() {
            return distribution.isPresent()
                    ? Optional.empty()
                    : Optional.of("needs a distribution where inputs are not measured, normal or laplace");
        }

        @Override
        public Mask kept(LayerShape shape, MeasuredInputs measured) {
            double squares = 0;
            for (int i = 0; i < measured.size(); i++) {
                squares += measured.magnitude(i) * measured.magnitude(i);
            }
            double threshold = rms * Math.sqrt(squares / measured.size());
            return Mask.of(measured.size(), i -> measured.magnitude(i) > threshold);
        }

        private double density() {
            return distribution.orElseThrow().shareAbove(rms);
        }

        @Override
        public Mask draw(LayerShape shape, Selection selection) {
            return selection.draw(Math.toIntExact(shape.inputs()), density());
        }

        @Override
        public Mask drawOperand(LayerShape shape, Selection selection) {
            return selection.draw(Math.toIntExact(shape.weights()), density());
        }
    }
}

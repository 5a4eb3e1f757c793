package archsim.compression.train.layer;

import java.util.Arrays;
import java.util.List;

/**
 * The sum of signals whose live channels may differ: a channel that one of them lacks is zero there, and one that nothing reads of
 * the sum is left out, though others may read it of the term.
 */
public final class Sum implements SliceOp {

    /**
     * One term.
     *
     * @param channels of the sum, one for each of the term's channels; negative where the sum lacks it
     */
    public record Term(GradientInput input, List<Integer> channels) {

        public Term {
            channels = List.copyOf(channels);
        }
    }

    private final List<Term> terms;
    private final ActivationBuffer output;

    public Sum(List<Term> terms, ActivationBuffer output) {
        this.terms = List.copyOf(terms);
        this.output = output;
    }

    @Override
    public void forward(Pass pass) {
        Arrays.fill(output.values(), 0f);
        for (Term term : terms) {
            eachPlane(term, (at, own) -> Lanes.addScaled(
                    output.values(), at, 1f, term.input().values(), own, output.plane()));
        }
    }

    @Override
    public void backward(Pass pass) {
        for (Term term : terms) {
            if (term.input().wanted()) {
                float[] gradient = term.input().openGradient();
                eachPlane(term, (at, own) -> Lanes.addScaled(gradient, own, 1f, output.gradient(), at, output.plane()));
            }
        }
    }

    /** Hears of where a channel of the sum starts and where the term's does. */
    @FunctionalInterface
    private interface Plane {
        void at(int sum, int term);
    }

    private void eachPlane(Term term, Plane plane) {
        for (int i = 0; i < term.channels().size(); i++) {
            int channel = term.channels().get(i);
            if (channel >= 0) {
                plane.at(channel * output.plane(), i * output.plane());
            }
        }
    }
}

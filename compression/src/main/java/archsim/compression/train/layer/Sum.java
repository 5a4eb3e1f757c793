package archsim.compression.train.layer;

import java.util.Arrays;
import java.util.List;

/** The sum of signals whose live channels may differ: a channel that one of them lacks is zero there. */
public final class Sum implements SliceOp {

    /**
     * One term.
     *
     * @param channels of the sum, one for each of the term's channels
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
        int plane = output.plane();
        for (Term term : terms) {
            for (int i = 0; i < term.channels().size(); i++) {
                int at = term.channels().get(i) * plane;
                Lanes.addScaled(output.values(), at, 1f, term.input().values(), i * plane, plane);
            }
        }
    }

    @Override
    public void backward(Pass pass) {
        int plane = output.plane();
        for (Term term : terms) {
            if (!term.input().wanted()) {
                continue;
            }
            float[] gradient = term.input().openGradient();
            for (int i = 0; i < term.channels().size(); i++) {
                int at = term.channels().get(i) * plane;
                Lanes.addScaled(gradient, i * plane, 1f, output.gradient(), at, plane);
            }
        }
    }
}

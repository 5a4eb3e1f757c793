package archsim.compression.train.layer;

import java.util.Arrays;
import java.util.List;

/** The sum of signals whose live channels may differ: a channel that one of them lacks is zero there. */
public final class Sum implements SliceOp {

    /**
     * One term.
     *
     * @param links of its channels that the sum has; of others nobody reads the sum
     */
    public record Term(GradientInput input, List<ChannelLink> links) {

        public Term {
            links = List.copyOf(links);
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
            for (ChannelLink link : term.links()) {
                Lanes.addScaled(
                        output.values(), link.to() * plane, 1f, term.input().values(), link.from() * plane, plane);
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
            for (ChannelLink link : term.links()) {
                Lanes.addScaled(gradient, link.from() * plane, 1f, output.gradient(), link.to() * plane, plane);
            }
        }
    }
}

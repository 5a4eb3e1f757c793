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
        float[] sum = output.values();
        Arrays.fill(sum, 0f);
        int plane = output.plane();
        for (Term term : terms) {
            if (isWhole(term)) {
                Lanes.add(sum, term.input().values(), 0, sum.length);
                continue;
            }
            for (ChannelLink link : term.links()) {
                Lanes.addScaled(sum, link.to() * plane, 1f, term.input().values(), link.from() * plane, plane);
            }
        }
    }

    /** Whether a term has the channels of the sum and no others. */
    private boolean isWhole(Term term) {
        return term.links().size() == output.channels()
                && output.channels() == term.input().signal().channels();
    }

    @Override
    public void backward(Pass pass) {
        int plane = output.plane();
        float[] sum = output.gradient();
        for (Term term : terms) {
            if (!term.input().wanted()) {
                continue;
            }
            if (isWhole(term) && !term.input().adds()) {
                System.arraycopy(sum, 0, term.input().signal().gradient(), 0, sum.length);
                continue;
            }
            float[] gradient = term.input().openGradient();
            if (isWhole(term)) {
                Lanes.add(gradient, sum, 0, sum.length);
                continue;
            }
            for (ChannelLink link : term.links()) {
                Lanes.addScaled(gradient, link.from() * plane, 1f, sum, link.to() * plane, plane);
            }
        }
    }
}

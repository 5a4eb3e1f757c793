package archsim.workloads.language;

import archsim.base.InvalidInputException;
import archsim.base.RootLocale;
import archsim.workloads.imports.transformer.Routing;
import archsim.workloads.imports.transformer.Transformer;
import java.nio.file.Path;

/**
 * How tokens come to experts, and what the result says of it.
 *
 * @param sentence for people
 */
public record StatedRouting(Routing routing, String sentence) {

    /** Nothing is known of the tokens. */
    public static final StatedRouting EVEN =
            new StatedRouting(Routing.EVEN, "tokens are spread evenly over the experts, as no routing is given");

    /** Drawn: tokens choose independently, with the experts of each block as uneven as {@code skew} says. */
    public static StatedRouting drawn(RoutingSkew skew, long seed) {
        return new StatedRouting(
                new LogNormalRouting(skew, seed),
                RootLocale.format(
                        "no routing was recorded: each token's experts are drawn by log-normal weights with a Gini"
                                + " index of %s",
                        skew.gini()));
    }

    /**
     * Recorded: the experts of each token.
     *
     * @param file {@code .npz} of tokens and their experts in each block
     * @param model that has experts
     * @param tokens of the run, all sequences
     * @throws InvalidInputException with all faults of the file
     */
    public static StatedRouting traced(Path file, Transformer model, long tokens) {
        return RoutingTrace.read(file, model, tokens);
    }
}

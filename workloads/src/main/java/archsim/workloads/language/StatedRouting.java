package archsim.workloads.language;

import archsim.workloads.imports.transformer.Routing;

/**
 * How tokens come to experts, and what the result says of it.
 *
 * @param sentence for people
 */
public record StatedRouting(Routing routing, String sentence) {

    /** Nothing is known of the tokens. */
    public static final StatedRouting EVEN =
            new StatedRouting(Routing.EVEN, "tokens are spread evenly over the experts, as no routing is given");
}

package archsim.engine.run;

/**
 * One layer of a run.
 *
 * @param mode how the machine ran it, in its own words, e.g. {@code dense x sparse}; empty if it has one way only
 * @param convolution whether the layer counts as CONV
 */
public record LayerResult(String name, String mode, boolean convolution, Figures figures) {}

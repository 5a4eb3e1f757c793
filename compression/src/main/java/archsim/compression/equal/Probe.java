package archsim.compression.equal;

/**
 * A rate that was tried.
 *
 * @param rate asked for, above 1
 * @param reached all weights of the network over those that were left
 * @param validationAccuracy of the compressed model, 0 to 1
 * @param holds whether that is near enough to the dense network's
 */
public record Probe(double rate, double reached, double validationAccuracy, boolean holds) {}

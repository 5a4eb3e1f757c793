package archsim.engine.run.result;

/**
 * How many times less work pruning left, in the three ways the field counts it; also used for the PPR of each.
 *
 * @param params by weights
 * @param macsWeights by multiply-accumulates whose weight is kept
 * @param macsWeightsActivations by multiply-accumulates whose weight and input are both not zero
 */
public record Alpha(double params, double macsWeights, double macsWeightsActivations) {

    /** None of the three. */
    static final Alpha UNDEFINED = new Alpha(Double.NaN, Double.NaN, Double.NaN);

    /** What {@code workload} has less of than {@code baseline}. */
    static Alpha between(Metrics baseline, Metrics workload) {
        return new Alpha(
                (double) baseline.keptWeights() / workload.keptWeights(),
                (double) baseline.macsWeights() / workload.macsWeights(),
                (double) baseline.macsWeights() / workload.effectualMacs());
    }

    /** The same an image, of batches of which the workload's is {@code batches} times the baseline's; weights are kept once. */
    Alpha anImage(double batches) {
        return new Alpha(params, macsWeights * batches, macsWeightsActivations * batches);
    }

    /** Pruning-to-performance ratio of each way of counting: alpha over the speed-up {@code beta}. */
    Alpha over(double beta) {
        return new Alpha(params / beta, macsWeights / beta, macsWeightsActivations / beta);
    }
}

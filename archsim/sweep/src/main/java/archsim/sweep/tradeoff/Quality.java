package archsim.sweep.tradeoff;

import archsim.base.Source;
import archsim.base.json.Range;

/**
 * What was published of a network at a point. Figures are comparable only within one evaluation; the ratio to the dense network is shown.
 *
 * @param model that was measured, as networks of the study name it
 * @param point of the study
 * @param method that pruned or quantised it
 * @param metric perplexity, of which less is better, or accuracy
 * @param evaluation data, context and tool
 * @param value measured
 * @param dense the same of the network before
 */
public record Quality(
        String model,
        String point,
        String method,
        Metric metric,
        String evaluation,
        @Range(min = 1e-9, max = 1e9) double value,
        @Range(min = 1e-9, max = 1e9) double dense,
        Source source) {

    /** What was measured. */
    public enum Metric {
        PERPLEXITY,
        ACCURACY
    }

    /** How many times worse it is than the dense network: 1 is as good. */
    public double timesWorse() {
        return metric == Metric.PERPLEXITY ? value / dense : dense / value;
    }
}

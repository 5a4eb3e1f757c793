package archsim.compression;

import archsim.base.RootLocale;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * How two networks answered the same images, compared pair by pair.
 *
 * <p>Images that both or neither take for what they are say nothing of a difference. Under the hypothesis that there is none
 * each of the others is a coin (Q. McNemar, "Note on the sampling error of the difference between correlated proportions or
 * percentages", Psychometrika 1947): the test is exact, by the binomial distribution.
 *
 * @param images in all
 * @param onlyFirst that only the first network takes for what they are
 * @param onlySecond that only the second does
 */
public record PairedAnswers(int images, int onlyFirst, int onlySecond) {

    private static final double SIGNIFICANT = 0.05;
    private static final double CONFIDENCE = 0.95;

    public PairedAnswers {
        if (images < 1 || onlyFirst < 0 || onlySecond < 0 || (long) onlyFirst + onlySecond > images) {
            throw new IllegalArgumentException(
                    RootLocale.format("of %d images %d and %d cannot be told apart", images, onlyFirst, onlySecond));
        }
    }

    /** What the pairs say of a difference. */
    public enum Verdict {
        /** The difference lies, with a confidence of 95 %, within the points that were stated. */
        EQUAL,
        /** It does not, and that there is none has a probability below 5 %. */
        NOT_EQUAL,
        /** Neither: more images would tell. */
        NOT_DECIDED
    }

    /**
     * Counts the pairs.
     *
     * @param labels of the images
     * @param first answers of one network
     * @param second of the other
     */
    public static PairedAnswers of(int[] labels, int[] first, int[] second) {
        int onlyFirst = 0;
        int onlySecond = 0;
        for (int image = 0; image < labels.length; image++) {
            boolean one = first[image] == labels[image];
            boolean other = second[image] == labels[image];
            onlyFirst += one && !other ? 1 : 0;
            onlySecond += other && !one ? 1 : 0;
        }
        return new PairedAnswers(labels.length, onlyFirst, onlySecond);
    }

    /** Accuracy of the first less that of the second, in points of per cent. */
    public double differencePoints() {
        return 100.0 * (onlyFirst - onlySecond) / images;
    }

    /** Half of the interval of 95 % around the difference, in points: that of a mean of -1, 0 and 1 by the normal distribution. */
    public double halfIntervalPoints() {
        double mean = (double) (onlyFirst - onlySecond) / images;
        double variance = (double) (onlyFirst + onlySecond) / images - mean * mean;
        return 100 * halfInterval(Math.sqrt(variance), images);
    }

    /** Half of the interval of 95 % around the mean of {@code images} values, by the normal distribution. */
    public static double halfInterval(double deviation, int images) {
        double quantile = new NormalDistribution(null, 0, 1).inverseCumulativeProbability((1 + CONFIDENCE) / 2);
        return quantile * deviation / Math.sqrt(images);
    }

    /** Probability of counts at least as far apart if there were no difference, two-sided. */
    public double probability() {
        int told = onlyFirst + onlySecond;
        double tail = new BinomialDistribution(null, told, 0.5).cumulativeProbability(Math.min(onlyFirst, onlySecond));
        return Math.min(1, 2 * tail);
    }

    /**
     * Whether the networks are equal.
     *
     * @param withinPoints difference that still counts as none, in points of per cent
     */
    public Verdict verdict(double withinPoints) {
        return verdict(differencePoints(), halfIntervalPoints(), probability(), withinPoints);
    }

    /**
     * What a paired test says.
     *
     * @param difference in points of per cent
     * @param halfInterval of 95 % around it, in points
     * @param probability of what was seen if there were no difference
     * @param within difference that still counts as none, in points
     */
    public static Verdict verdict(double difference, double halfInterval, double probability, double within) {
        if (Math.abs(difference) + halfInterval <= within) {
            return Verdict.EQUAL;
        }
        return probability < SIGNIFICANT ? Verdict.NOT_EQUAL : Verdict.NOT_DECIDED;
    }
}

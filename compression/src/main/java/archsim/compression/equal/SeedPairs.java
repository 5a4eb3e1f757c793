package archsim.compression.equal;

import archsim.base.RootLocale;
import archsim.compression.PairedAnswers;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;

/**
 * How two ways of making a network answered the same images, over several seeds of each: {@link PairedAnswers} where an image
 * counts once, by how many networks of each kind take it for what it is. With one seed they are the same.
 *
 * <p>Networks of different seeds err on the same images, so that images, not answers, are what was drawn.
 *
 * @param images in all
 * @param firstMore that more networks of the first kind take for what they are
 * @param secondMore likewise of the second kind
 * @param differencePoints mean accuracy of the first less that of the second, in points of per cent
 * @param halfIntervalPoints half of the interval of 95 % around it, of the mean over images by the normal distribution
 */
public record SeedPairs(int images, int firstMore, int secondMore, double differencePoints, double halfIntervalPoints) {

    /**
     * Counts the images.
     *
     * @param labels of the images
     * @param first answers of one kind, by seed
     * @param second of the other, as many
     */
    public static SeedPairs of(int[] labels, List<int[]> first, List<int[]> second) {
        if (first.size() != second.size() || first.isEmpty()) {
            throw new IllegalArgumentException(RootLocale.format(
                    "both kinds need as many seeds, at least one, was %d and %d", first.size(), second.size()));
        }
        int[] more = IntStream.range(0, labels.length)
                .map(image -> right(labels, first, image) - right(labels, second, image))
                .toArray();
        double[] shares = Arrays.stream(more)
                .mapToDouble(count -> (double) count / first.size())
                .toArray();
        double mean = StatUtils.mean(shares);
        double deviation = Math.sqrt(StatUtils.populationVariance(shares, mean));
        return new SeedPairs(
                labels.length,
                (int) Arrays.stream(more).filter(count -> count > 0).count(),
                (int) Arrays.stream(more).filter(count -> count < 0).count(),
                100 * mean,
                100 * PairedAnswers.halfInterval(deviation, labels.length));
    }

    private static int right(int[] labels, List<int[]> answers, int image) {
        return (int) answers.stream()
                .filter(answer -> answer[image] == labels[image])
                .count();
    }

    /** Probability of counts at least as far apart if there were no difference: an exact sign test, McNemar's of one seed. */
    public double probability() {
        return new PairedAnswers(images, firstMore, secondMore).probability();
    }

    /** As {@link PairedAnswers#verdict}. */
    public PairedAnswers.Verdict verdict(double withinPoints) {
        return PairedAnswers.verdict(differencePoints, halfIntervalPoints, probability(), withinPoints);
    }
}

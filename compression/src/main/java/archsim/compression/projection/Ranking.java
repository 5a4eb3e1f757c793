package archsim.compression.projection;

import archsim.base.RootLocale;
import java.util.Arrays;

/** Exact selection of the largest scores; of equal ones the lower index, which no percentile gives. Sorts once. */
public final class Ranking {

    private final double[] scores;
    private final double[] ascending;

    /**
     * @param scores at least 0, or below 0 for what must not be kept; taken over
     * @throws IllegalArgumentException if a score is not finite
     */
    public Ranking(double[] scores) {
        for (int i = 0; i < scores.length; i++) {
            if (!Double.isFinite(scores[i])) {
                throw new IllegalArgumentException(RootLocale.format("score %d must be finite, was %s", i, scores[i]));
            }
        }
        this.scores = scores;
        this.ascending = scores.clone();
        Arrays.sort(ascending);
    }

    /** Marks the {@code keep} largest. */
    public boolean[] largest(int keep) {
        boolean[] kept = new boolean[scores.length];
        if (keep <= 0) {
            return kept;
        }
        double threshold = keep >= ascending.length ? Double.NEGATIVE_INFINITY : ascending[ascending.length - keep];
        int ties = keep;
        for (double score : scores) {
            ties -= score > threshold ? 1 : 0;
        }
        for (int i = 0; i < scores.length; i++) {
            boolean tied = scores[i] == threshold && ties > 0;
            kept[i] = scores[i] > threshold || tied;
            ties -= tied ? 1 : 0;
        }
        return kept;
    }

    /** Marks the {@code keep} largest of {@code scores}. */
    static boolean[] largest(double[] scores, int keep) {
        return new Ranking(scores).largest(keep);
    }
}

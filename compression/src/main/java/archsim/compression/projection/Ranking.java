package archsim.compression.projection;

import java.util.stream.IntStream;

/** Exact selection of the largest scores. */
final class Ranking {

    private Ranking() {}

    /**
     * Marks the {@code keep} largest of {@code scores}; of equal ones the lower index.
     *
     * @param scores at least 0, or below 0 for what must not be kept
     * @throws IllegalArgumentException if a score is not finite
     */
    static boolean[] largest(double[] scores, int keep) {
        for (int i = 0; i < scores.length; i++) {
            if (!Double.isFinite(scores[i])) {
                throw new IllegalArgumentException("score %d must be finite, was %s".formatted(i, scores[i]));
            }
        }
        boolean[] kept = new boolean[scores.length];
        if (keep <= 0) {
            return kept;
        }
        double[] sorted = scores.clone();
        java.util.Arrays.sort(sorted);
        double threshold = keep >= sorted.length ? Double.NEGATIVE_INFINITY : sorted[sorted.length - keep];
        int above = (int) IntStream.range(0, scores.length)
                .filter(i -> scores[i] > threshold)
                .count();
        int ties = keep - above;
        for (int i = 0; i < scores.length; i++) {
            boolean tied = scores[i] == threshold && ties > 0;
            kept[i] = scores[i] > threshold || tied;
            ties -= tied ? 1 : 0;
        }
        return kept;
    }
}

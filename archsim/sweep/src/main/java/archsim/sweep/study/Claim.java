package archsim.sweep.study;

import java.util.Optional;

/**
 * A claim of the paper, held against a pair.
 *
 * @param id as this project numbers them
 * @param statement what is claimed
 * @param value that the claim is about, measured here; absent if it could not be
 * @param published the same from the paper's own table; absent where it is not printed
 * @param threshold which the value must exceed, or stay below
 * @param verdict on {@code value}
 * @param reading the verdict in words, also where the paper's own figures say something else
 */
public record Claim(
        String id,
        String statement,
        Optional<Double> value,
        Optional<Double> published,
        double threshold,
        Verdict verdict,
        String reading) {

    /** What a pair says of a claim. */
    public enum Verdict {
        HOLDS("holds"),
        DIFFERS("does not hold"),
        NOT_CHECKED("not checked"),
        /** It is a claim on models of equal accuracy, and a test does not show that these are. */
        NOT_DECIDED("not decided");

        private final String words;

        Verdict(String words) {
            this.words = words;
        }

        static Verdict of(boolean holds) {
            return holds ? HOLDS : DIFFERS;
        }

        /** As tables show it. */
        public String words() {
            return words;
        }
    }
}

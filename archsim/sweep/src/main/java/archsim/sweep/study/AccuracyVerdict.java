package archsim.sweep.study;

/** What a paired test of the answers to the same images says of accuracies. */
public enum AccuracyVerdict {
    /** Differences lie within what is stated. */
    EQUAL,
    /** One of them does not, and there is one. */
    NOT_EQUAL,
    /** Neither is shown. */
    NOT_DECIDED
}

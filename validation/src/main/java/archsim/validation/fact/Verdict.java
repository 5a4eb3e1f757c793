package archsim.validation.fact;

/** What became of a check. */
public enum Verdict {
    /** Within the tolerance of the published figure. */
    PASS,
    /** Neither near the published figure nor where the stated disagreement puts it. */
    FAIL,
    /** Off the published figure by as much as the fact explains. */
    REPORTED
}

package archsim.validation.fact;

/** What became of a check. */
public enum Verdict {
    /** Within the tolerance of the published figure. */
    PASS,
    /** Off by as much as the fact explains, and the published figure lies within the bounds of archsim's prices. */
    WITHIN_PRICES,
    /** Neither near the published figure nor where the stated disagreement puts it. */
    FAIL,
    /** Off the published figure by as much as the fact explains. */
    REPORTED;

    /** As tables show it, e.g. {@code WITHIN}. */
    public String title() {
        return this == WITHIN_PRICES ? "WITHIN" : name();
    }
}

package archsim.validation.fact;

import archsim.base.json.Range;

/**
 * Why archsim's figure is not the published one, and what it is instead.
 *
 * @param expected archsim's figure, in the unit of the fact
 * @param tolerance relative, around {@code expected}: the explanation covers no other difference
 * @param missClass whose the difference is
 * @param reason for people
 */
public record Disagreement(
        double expected, @Range(min = 0, max = 0.05) double tolerance, MissClass missClass, String reason) {

    public Disagreement {
        if (reason.isBlank()) {
            throw new IllegalArgumentException("a disagreement needs a reason");
        }
    }
}

package archsim.tables;

import archsim.base.json.Range;

/**
 * How far a figure may be off: factors on it.
 *
 * @param low 0 to 1
 * @param high at least 1
 * @param reason what the factors rest on; not blank
 */
public record Spread(
        @Range(min = TableKind.POSITIVE, max = 1) double low,
        @Range(min = 1, max = 1000) double high,
        String reason) {

    public Spread {
        if (reason.isBlank()) {
            throw new IllegalArgumentException("a spread needs a reason");
        }
    }

    /** Both, one on top of the other. */
    public Spread times(Spread other) {
        return new Spread(low * other.low, high * other.high, reason + "; " + other.reason);
    }
}

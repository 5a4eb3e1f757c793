package archsim.sweep.search;

/** What a design must not exceed. */
public enum Limit {
    AREA("areaMm2"),
    MULTIPLIERS("multipliers"),
    BANDWIDTH("gbPerSecond"),
    /** Known only when a point was simulated. */
    POWER("powerMw");

    private final String jsonName;

    Limit(String jsonName) {
        this.jsonName = jsonName;
    }

    /** Its key among {@code "limits"}, with the unit. */
    public String jsonName() {
        return jsonName;
    }
}

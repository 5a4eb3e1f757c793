package archsim.engine.plan;

import archsim.base.json.EnumNames;

/** What a machine does with inputs that are zero. */
public enum ZeroInputs {
    /** Multiplies them like any other. */
    MULTIPLIED,
    /** Saves energy on them but no time. */
    GATED,
    /** Spends no time on them. */
    SKIPPED;

    /** As results spell it. */
    public String jsonName() {
        return EnumNames.of(this);
    }
}

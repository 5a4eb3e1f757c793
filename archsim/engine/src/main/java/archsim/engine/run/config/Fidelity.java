package archsim.engine.run.config;

import java.util.Locale;

/** How closely the memory is looked at; the work of the PEs is exact in both. */
public enum Fidelity {
    /** Every burst and tile is an event. */
    EVENT,
    /** Closed-form lower bound, without contention. */
    ANALYTICAL;

    /** As configurations and results write it. */
    public String jsonName() {
        return name().toLowerCase(Locale.ROOT);
    }
}

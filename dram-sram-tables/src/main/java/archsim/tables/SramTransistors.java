package archsim.tables;

import java.util.Locale;

/** What an SRAM is made of: the assumption that decides its leakage, its speed, and a little of its energy. */
public enum SramTransistors {
    /** Hardly leaking and slow. */
    LOW_STANDBY_POWER,
    /** Two to five times as fast, leaking hundreds to thousands of times as much. */
    HIGH_PERFORMANCE;

    /** As configurations write it, e.g. {@code low-standby-power}. */
    public String jsonName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

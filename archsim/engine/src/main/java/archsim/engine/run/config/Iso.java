package archsim.engine.run.config;

import java.util.Locale;

/** What machines, or memories, are made equal in before they are compared. */
public enum Iso {
    /** Products a cycle at most: the PE array grows or shrinks. */
    MULTIPLIERS,
    /** Area of all components: likewise. */
    AREA,
    /** Bytes a second at most of the memory: its channels and their data rate change. */
    BANDWIDTH;

    /** As configurations and results write it. */
    public String jsonName() {
        return name().toLowerCase(Locale.ROOT);
    }
}

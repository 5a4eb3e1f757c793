package archsim.engine.run.config;

import java.util.Locale;

/** What of a layer may be done while the layer before it is run. */
public enum Overlap {
    /** Nothing: layers run one after the other. */
    NONE,
    /** The weights of its first tiles are fetched. */
    WEIGHTS;

    /** As configurations and results write it. */
    public String jsonName() {
        return name().toLowerCase(Locale.ROOT);
    }
}

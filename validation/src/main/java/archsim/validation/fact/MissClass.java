package archsim.validation.fact;

import java.util.Locale;

/** Whose the difference is between a published figure and archsim's. */
public enum MissClass {
    /** The source contradicts itself or another source. */
    SOURCE,
    /** What the figure was measured on was not published. */
    INPUT,
    /** The model is simpler than what was measured. */
    MODEL,
    /** An error of ours that is known and not yet mended. */
    OURS;

    /** As tables show it, e.g. {@code model}. */
    public String title() {
        return name().toLowerCase(Locale.ROOT);
    }
}

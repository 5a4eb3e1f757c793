package archsim.workloads.language;

import java.util.Locale;

/** Part of a run of a language model. */
public enum Phase {
    /** The prompt, all tokens of a sequence at once. */
    PREFILL,
    /** Generated tokens, one of each sequence at a time. */
    DECODE;

    /** Name in results. */
    public String jsonName() {
        return name().toLowerCase(Locale.ROOT);
    }
}

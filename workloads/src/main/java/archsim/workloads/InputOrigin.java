package archsim.workloads;

import archsim.base.json.EnumNames;

/** Where the zeros among a layer's inputs come from, the most certain first. */
public enum InputOrigin {
    /** Recorded on samples. */
    MEASURED,
    /** Drawn at a density that a configuration states. */
    STATED,
    /** Nothing is known: every input is present. */
    DENSE;

    /** As results spell it. */
    public String jsonName() {
        return EnumNames.of(this);
    }

    /** The less certain of two, which is what a whole of both can claim. */
    public InputOrigin weaker(InputOrigin other) {
        return compareTo(other) < 0 ? other : this;
    }
}

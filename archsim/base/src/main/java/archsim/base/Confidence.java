package archsim.base;

/** How far a published figure can be trusted. */
public enum Confidence {
    /** Read in a document. */
    A,
    /** Derived, or remembered with a second clue. */
    B,
    /** From memory only: a parameter, never a validation target. */
    C
}

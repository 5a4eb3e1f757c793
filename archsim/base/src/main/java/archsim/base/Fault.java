package archsim.base;

import java.io.Serializable;
import java.util.Optional;

/**
 * One thing that is wrong with an input.
 *
 * @param pointer JSON pointer (RFC 6901) of the faulty value; empty for the whole input
 * @param text what was expected and what was found, to follow the pointer in a sentence
 * @param code kind of fault
 */
public record Fault(String pointer, String text, Code code) implements Serializable {

    private static final int LONGEST = 1000;

    /** Kinds of faults, for code that treats some of them differently. Wording may change, these do not. */
    public enum Code {
        /** The text is not JSON. */
        SYNTAX,
        /** A required key is absent. */
        MISSING,
        /** A key that the object does not have. */
        UNKNOWN_KEY,
        /** A key that is given twice. */
        DUPLICATE_KEY,
        /** A value of another type than expected. */
        WRONG_TYPE,
        /** A value of the expected type outside its bounds. */
        OUT_OF_RANGE,
        /** A name that is not one of the known ones. */
        UNKNOWN_NAME,
        /** A list or object that must hold something and does not. */
        EMPTY,
        /** A value, or a combination of values, that the record it belongs to does not accept. */
        REFUSED,
        /** A file or folder that does not exist. */
        NOT_FOUND,
        /** A file that exists and cannot be read. */
        UNREADABLE,
        /** A JSON pointer to a place that the configuration does not have. */
        NO_SUCH_PLACE,
        /** Anything else. */
        OTHER
    }

    /** A fault of the whole input. */
    public static Fault of(String text) {
        return new Fault("", text, Code.OTHER);
    }

    /** The same fault of a part that is found at {@code pointer} of a larger input. */
    public Fault under(String pointer) {
        return new Fault(pointer + this.pointer, text, code);
    }

    /** The same fault at {@code to} in place of {@code from}; absent if it does not lie within {@code from}. */
    public Optional<Fault> moved(String from, String to) {
        boolean within = pointer.equals(from) || pointer.startsWith(from + "/");
        return within ? Optional.of(new Fault(to + pointer.substring(from.length()), text, code)) : Optional.empty();
    }

    /** The same fault of {@code file}, which is one of several that are read together. */
    public Fault inFile(String file) {
        return new Fault("", file + " " + this, code);
    }

    /** The line that users read: pointer and text, without characters that a terminal would act on. */
    @Override
    public String toString() {
        return pointer.isEmpty() ? text : shortened(VisibleText.of(pointer) + " " + text);
    }

    /** The middle of an endless text left out. */
    static String shortened(String text) {
        return text.length() <= LONGEST
                ? text
                : text.substring(0, LONGEST / 2) + " ... " + text.substring(text.length() - LONGEST / 2);
    }
}

package archsim.base;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One thing that is wrong with an input.
 *
 * @param pointer JSON pointer (RFC 6901) of the faulty value; empty for the whole input
 * @param text what was expected and what was found, to follow the pointer in a sentence
 * @param code kind of fault
 */
public record Fault(String pointer, String text, Code code) implements Serializable {

    private static final int LONGEST = 1000;

    private static final Pattern WANTED =
            Pattern.compile("^(?:is missing, expected|must be|must) (.+?)(?:, was (.*))?$");

    private static final Pattern SUGGESTION =
            Pattern.compile(", (?:did you mean \"[^\"]*\"\\?|see archsim list \\w+)$");

    /** Kinds of faults, for code that treats some of them differently. Wording may change, these and their ids do not. */
    public enum Code {
        /** The text is not JSON. */
        SYNTAX(
                101,
                "The text is not JSON.",
                "The message names the line: a comma, quote or bracket is missing there or too much."),
        /** A required key is absent. */
        MISSING(102, "A key that must be there is not.", "Add the key at the pointer; the message says what it holds."),
        /** A key that the object does not have. */
        UNKNOWN_KEY(
                103,
                "A key that such an object does not have.",
                "Archsim ignores nothing: correct the spelling, or remove the key."),
        /** A key that is given twice. */
        DUPLICATE_KEY(
                104, "A key is given twice in one object.", "Only one of the two can be meant: remove the other."),
        /** A value of another type than expected. */
        WRONG_TYPE(
                105,
                "A value of another type than expected.",
                "Write a number without quotes, a text in quotes, a list in [ ], an object in { }."),
        /** A value of the expected type outside its bounds. */
        OUT_OF_RANGE(106, "A value outside its bounds.", "The message gives the bounds, whose unit stands in the key."),
        /** A name that is not one of the known ones. */
        UNKNOWN_NAME(107, "A name that is not one of the known ones.", "archsim list shows what ships."),
        /** A list or object that must hold something and does not. */
        EMPTY(108, "A list or an object is empty that must hold something.", "Put in at least one element."),
        /** A value, or a combination of values, that the record it belongs to does not accept. */
        REFUSED(
                109,
                "Values that are each in order and do not go together.",
                "The message names the rule; no schema can state it."),
        /** A file or folder that does not exist. */
        NOT_FOUND(
                110,
                "A file or folder does not exist.",
                "Relative paths start from the working folder, or else from the folder of the file that names them."),
        /** A file that exists and cannot be read. */
        UNREADABLE(111, "A file is there and cannot be read.", "Look at its permissions, and whether it is whole."),
        /** A JSON pointer to a place that the configuration does not have. */
        NO_SUCH_PLACE(
                112,
                "A JSON pointer leads nowhere.",
                "An axis of a sweep changes what its base has: add the key to the base, or correct the pointer."),
        /** Anything else. */
        OTHER(100, "A fault of no kind of its own.", "The message says what was expected and what was found.");

        private final int number;
        private final String meaning;
        private final String wayOut;

        Code(int number, String meaning, String wayOut) {
            this.number = number;
            this.meaning = meaning;
            this.wayOut = wayOut;
        }

        /** The kind called {@code id}, in capitals or not. */
        public static Optional<Code> of(String id) {
            return Arrays.stream(values())
                    .filter(code -> code.id().equalsIgnoreCase(id))
                    .findFirst();
        }

        /** The name that users see, {@code AS102}. */
        public String id() {
            return "AS" + number;
        }

        /** What it means, a sentence. */
        public String meaning() {
            return meaning;
        }

        /** What to do, a sentence. */
        public String wayOut() {
            return wayOut;
        }
    }

    /** A fault of the whole input. */
    public static Fault of(String text) {
        return new Fault("", text, Code.OTHER);
    }

    /** What would have been right, if the text says it: {@code a whole number from 1 to 16}. */
    public Optional<String> expected() {
        Matcher said = WANTED.matcher(text);
        return said.matches() ? Optional.of(said.group(1)) : Optional.empty();
    }

    /** What was found, if the text says it, without what was probably meant. */
    public Optional<String> found() {
        Matcher said = WANTED.matcher(text);
        return said.matches()
                ? Optional.ofNullable(said.group(2))
                        .map(found -> SUGGESTION.matcher(found).replaceFirst(""))
                : Optional.empty();
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

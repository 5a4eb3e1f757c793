package archsim.base;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Gathers the faults of one input, so that its author hears of all of them at once. */
public final class Problems {

    /** Faults listed before the rest are only counted: a hostile file must not flood the terminal. */
    static final int LISTED = 100;

    private final String file;
    private final List<Fault> faults = new ArrayList<>();
    private int unlisted;

    /** @param file the input's name as the user wrote it */
    public Problems(String file) {
        this.file = Objects.requireNonNull(file, "file");
    }

    /** Records a fault. */
    public void add(Fault fault) {
        if (faults.size() == LISTED) {
            unlisted++;
        } else {
            faults.add(new Fault(fault.pointer(), printable(fault.text()), fault.code()));
        }
    }

    /**
     * Records a fault of no kind that code asks for.
     *
     * @param pointer JSON pointer (RFC 6901) of the faulty value; empty for the whole input
     * @param message what was expected and what was found, to follow the pointer in a sentence
     */
    @FormatMethod
    public void add(String pointer, @FormatString String message, Object... arguments) {
        add(Fault.Code.OTHER, pointer, message, arguments);
    }

    /** The same of a certain kind. */
    @FormatMethod
    public void add(Fault.Code code, String pointer, @FormatString String message, Object... arguments) {
        add(new Fault(pointer, RootLocale.format(message, arguments), code));
    }

    /** Records the faults of a file that the value at {@code pointer} names. */
    public void addNamed(String pointer, InvalidInputException named) {
        named.faults().forEach(fault -> add(fault.code(), pointer, "names %s: %s", named.file(), fault));
    }

    /** Faults recorded so far. */
    public int count() {
        return faults.size() + unlisted;
    }

    /** Whether no fault was recorded. */
    public boolean isEmpty() {
        return faults.isEmpty();
    }

    /** Ends the reading of a faulty input. */
    public void throwIfAny() {
        if (!faults.isEmpty()) {
            throw toException();
        }
    }

    /** The recorded faults as one exception; for a reader that cannot go on. */
    public InvalidInputException toException() {
        var listed = new ArrayList<>(faults);
        if (unlisted > 0) {
            listed.add(Fault.of("and " + unlisted + (unlisted == 1 ? " more fault" : " more faults")));
        }
        return new InvalidInputException(file, listed);
    }

    /** Control characters of the input would move the terminal's cursor; endless texts would fill its window. */
    private static String printable(String fault) {
        return Fault.shortened(VisibleText.of(fault));
    }
}

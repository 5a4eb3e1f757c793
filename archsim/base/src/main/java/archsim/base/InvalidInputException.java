package archsim.base;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The user's input is wrong: a file, an option. Shown without a stack trace; archsim exits with 2. */
public final class InvalidInputException extends RuntimeException {

    private final String file;
    private final List<String> faults;

    /**
     * @param file the input's name as its author wrote it
     * @param faults every fault found, at least one, each a sentence that starts with its JSON pointer if it has one
     */
    public InvalidInputException(String file, List<String> faults) {
        super(file + ":" + faults.stream().map(fault -> "\n  " + fault).collect(Collectors.joining()));
        this.file = file;
        this.faults = List.copyOf(faults);
    }

    /** An input with a single fault. */
    public static InvalidInputException of(String file, String message, Object... arguments) {
        return new InvalidInputException(file, List.of(String.format(Locale.ROOT, message, arguments)));
    }

    /** The input's name as its author wrote it. */
    public String file() {
        return file;
    }

    /** Every fault found, in the order of the input. */
    public List<String> faults() {
        return faults;
    }
}

package archsim.base;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The user's input is wrong: a file, an option. Shown without a stack trace; archsim exits with 2. */
public final class InvalidInputException extends RuntimeException {

    private final String file;
    private final List<Fault> faults;

    /**
     * @param file the input's name as the user wrote it
     * @param faults every fault found, at least one
     */
    public InvalidInputException(String file, List<Fault> faults) {
        super(file + ":" + faults.stream().map(fault -> "\n  " + fault).collect(Collectors.joining()));
        this.file = file;
        this.faults = List.copyOf(faults);
    }

    /** An input with a single fault, of the whole of it. */
    public static InvalidInputException of(String file, String message, Object... arguments) {
        return of(Fault.Code.OTHER, file, message, arguments);
    }

    /** The same of a certain kind. */
    public static InvalidInputException of(Fault.Code code, String file, String message, Object... arguments) {
        return at("", code, file, message, arguments);
    }

    /** An input with a single fault at {@code pointer}. */
    public static InvalidInputException at(
            String pointer, Fault.Code code, String file, String message, Object... arguments) {
        return new InvalidInputException(
                file, List.of(new Fault(pointer, String.format(Locale.ROOT, message, arguments), code)));
    }

    /** The input's name as the user wrote it. */
    public String file() {
        return file;
    }

    /** Every fault found, in the order of the input. */
    public List<Fault> faults() {
        return faults;
    }

    /** The same as users read them, a line each. */
    public List<String> lines() {
        return faults.stream().map(Fault::toString).toList();
    }
}

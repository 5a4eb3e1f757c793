package archsim.cli.fuzz;

import archsim.cli.Outcome;
import archsim.cli.output.ExitCode;
import java.util.Optional;
import java.util.regex.Pattern;

/** What no command may do, whatever its input. */
final class FuzzOracle {

    private static final Pattern NOT_FINITE = Pattern.compile("(?<![\\w/.-])[+-]?(NaN|Infinity)(?![\\w/.-])");
    private static final Pattern STACK_TRACE = Pattern.compile("(?m)^\\s+at [\\w.$/]+\\(");
    private static final Pattern CONTROL =
            Pattern.compile("[\\p{Cc}&&[^\\n\\t]]|[\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]");
    /** A JSON pointer, an option, a file before its faults, or the name of a parameter in capitals. */
    private static final Pattern PLACE = Pattern.compile("/|--?\\w|:\n  |[A-Z]{2,}|'");

    private FuzzOracle() {}

    /** The first thing that is wrong with what a command did. */
    static Optional<String> fault(Outcome outcome, FolderState before, FolderState after) {
        Optional<String> ofText = faultOfText(outcome);
        if (ofText.isPresent()) {
            return ofText;
        }
        if (outcome.exitCode() == ExitCode.WRONG_INPUT) {
            if (!before.equals(after)) {
                return Optional.of("refused, but files changed: " + outcome.err());
            }
            return PLACE.matcher(outcome.err()).find()
                    ? Optional.empty()
                    : Optional.of("refused without a place: " + outcome.err());
        }
        if (outcome.exitCode() != ExitCode.DONE) {
            return Optional.of("exit " + outcome.exitCode() + ": " + outcome.err());
        }
        return after.contents().keySet().stream()
                .filter(file -> file.endsWith(".part"))
                .findFirst()
                .map(file -> "left " + file);
    }

    /** What is wrong with what a command printed. */
    static Optional<String> faultOfText(Outcome outcome) {
        String all = outcome.out() + outcome.err();
        if (STACK_TRACE.matcher(all).find()) {
            return Optional.of("a stack trace: " + outcome.err());
        }
        if (CONTROL.matcher(all).find()) {
            return Optional.of("a control character on the terminal: "
                    + CONTROL.matcher(all).replaceAll("?"));
        }
        return NOT_FINITE.matcher(outcome.out()).find()
                ? Optional.of("a number that is not finite: " + outcome.out())
                : Optional.empty();
    }
}

package archsim.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** {@code archsim --config x} means {@code archsim run --config x}. */
final class Shorthand {

    private static final List<String> OF_ARCHSIM_ITSELF = List.of("-h", "--help", "-V", "--version");

    private Shorthand() {}

    /** The arguments with the command that they leave out. */
    static String[] expand(String... arguments) {
        boolean meansRun = arguments.length > 0
                && arguments[0].startsWith("-")
                && !OF_ARCHSIM_ITSELF.contains(arguments[0])
                && Arrays.stream(arguments).anyMatch(argument -> argument.matches("--config(=.*)?"));
        var expanded = new ArrayList<>(List.of(arguments));
        if (meansRun) {
            expanded.add(0, "run");
        }
        return expanded.toArray(String[]::new);
    }
}

package archsim.cli;

import archsim.base.RootLocale;
import archsim.base.Suggestion;
import archsim.cli.option.Choice;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with a command line, in a sentence: which option, what was expected, what was found. */
final class Misuse {

    private static final Map<Class<?>, String> NUMBERS = Map.of(
            int.class, "a whole number",
            Integer.class, "a whole number",
            long.class, "a whole number",
            Long.class, "a whole number",
            double.class, "a number",
            Double.class, "a number");

    private Misuse() {}

    static String sentence(ParameterException fault) {
        if (fault instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            return unknown(unmatched);
        }
        ArgSpec argument = fault.getArgSpec();
        if (argument == null || fault.getValue() == null) {
            return fault.getMessage();
        }
        if (fault.getCause() instanceof Choice.UnknownNameException unknown) {
            return name(argument) + " " + unknown.getMessage();
        }
        return fault.getCause() instanceof TypeConversionException && NUMBERS.containsKey(argument.type())
                ? RootLocale.format(
                        "%s must be %s, was %s", name(argument), NUMBERS.get(argument.type()), fault.getValue())
                : fault.getMessage();
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    private static String unknown(UnmatchedArgumentException fault) {
        List<String> known = fault.getCommandLine().getCommandSpec().options().stream()
                .flatMap(option -> List.of(option.names()).stream())
                .toList();
        List<String> unknown = fault.getUnmatched();
        String first = unknown.get(0);
        boolean isOption = first.startsWith("-");
        String all = unknown.stream()
                .filter(word -> word.startsWith("-") == isOption)
                .map(word -> "'" + word + "'")
                .collect(Collectors.joining(", "));
        if (!isOption) {
            List<String> commands =
                    List.copyOf(fault.getCommandLine().getSubcommands().keySet());
            String what = commands.isEmpty() ? "unexpected argument " : "there is no command ";
            return what + all + Suggestion.sentence(first, commands);
        }
        String option = first.replaceFirst("=.*", "");
        // Of a single letter only the case may be wrong: any two are one keystroke apart.
        List<String> near = option.length() > 2
                ? known
                : known.stream().filter(option::equalsIgnoreCase).toList();
        return (all.contains(",") ? "unknown options " : "unknown option ") + all + Suggestion.sentence(option, near);
    }
}

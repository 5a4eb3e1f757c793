package archsim.cli;

import picocli.CommandLine.Option;

/** The option that most commands share. */
final class FormatOption {

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "How to print the result: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE} if not given).")
    private Format format;

    Format format() {
        return format;
    }
}

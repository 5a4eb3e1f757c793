package archsim.cli.option;

import picocli.CommandLine.Option;

/** The option that most commands share. */
public final class FormatOption {

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "How to print the result: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE} if not given).")
    private Format format;

    public Format format() {
        return format;
    }
}

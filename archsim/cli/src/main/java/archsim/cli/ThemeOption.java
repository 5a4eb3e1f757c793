package archsim.cli;

import archsim.reports.plot.Theme;
import picocli.CommandLine.Option;

/** The option that chooses how figures look. */
final class ThemeOption {

    @Option(
            names = "--look",
            paramLabel = "LOOK",
            defaultValue = "light",
            description = "Of the figures, light or dark (${DEFAULT-VALUE} if not given).")
    private Theme theme;

    Theme theme() {
        return theme;
    }
}

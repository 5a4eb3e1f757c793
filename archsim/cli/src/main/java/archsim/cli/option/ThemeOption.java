package archsim.cli.option;

import archsim.reports.plot.Theme;
import picocli.CommandLine.Option;

/** The option that chooses how figures look. */
public final class ThemeOption {

    @Option(
            names = "--look",
            paramLabel = "LOOK",
            defaultValue = "light",
            description = "Of the figures, light or dark (${DEFAULT-VALUE} if not given).")
    private Theme theme;

    public Theme theme() {
        return theme;
    }
}

package archsim.cli;

import archsim.cli.option.Format;
import archsim.cli.option.FormatOption;
import archsim.cli.option.ThemeOption;
import archsim.cli.output.ExitCode;
import archsim.cli.output.FigureOutput;
import archsim.cli.output.OpenOutput;
import archsim.cli.output.OutputFolder;
import archsim.cli.progress.StepBar;
import archsim.reports.chart.PublishedChart;
import archsim.reports.plot.FigureFiles;
import archsim.reports.text.ValidationText;
import archsim.validation.Validation;
import archsim.validation.ValidationReport;
import archsim.validation.fact.Check;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code archsim validate [NAME...]}. */
@Command(
        name = "validate",
        description = "Hold simulated against published figures; exits with 1 if one is off without a known reason.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ValidateCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..*",
            paramLabel = "NAME",
            completionCandidates = Names.class,
            description = "Of a set of facts: ${COMPLETION-CANDIDATES}; all if not given.")
    private List<String> names = new ArrayList<>();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Also write a figure of each set there, as PNG, SVG and PDF.")
    private Path out;

    @Option(
            names = "--order",
            defaultValue = "worst",
            paramLabel = "ORDER",
            description = "worst: what failed, then what is farthest off, first; facts: as the sets are written"
                    + " (${DEFAULT-VALUE} if not given).")
    private Order order;

    @Mixin
    private ThemeOption look;

    @Option(names = "--force", description = "Replace files in the output folder.")
    private boolean force;

    @Mixin
    private FormatOption output;

    /** In which checks are listed. */
    enum Order {
        WORST,
        FACTS
    }

    /** Looked up only when help or completion asks for them. */
    static final class Names implements Iterable<String> {

        @Override
        public Iterator<String> iterator() {
            return Validation.names().iterator();
        }
    }

    @Override
    public Integer call() throws IOException {
        Optional<OutputFolder> folder = Optional.ofNullable(out).map(path -> OutputFolder.check(path, force));
        ValidationReport checked = checked(folder);
        ValidationReport report = order == Order.WORST ? checked.worstFirst() : checked;
        PrintWriter printed = spec.commandLine().getOut();
        printed.print(
                output.format() == Format.TEXT
                        ? ValidationText.of(report)
                        : output.format().render(report.table()));
        return report.allPassed() ? ExitCode.DONE : ExitCode.FAILED;
    }

    private ValidationReport checked(Optional<OutputFolder> folder) throws IOException {
        int facts = Validation.count(names);
        try (StepBar bar = StepBar.of("checks", facts, facts)) {
            return folder.isPresent() ? drawn(folder, bar) : Validation.run(names, bar::step);
        }
    }

    /** Checks set by set, so that each becomes a figure. */
    private ValidationReport drawn(Optional<OutputFolder> folder, StepBar bar) throws IOException {
        try (OpenOutput open = OpenOutput.of(folder)) {
            List<Check> checks = new ArrayList<>();
            List<FigureFiles> figures = new ArrayList<>();
            for (String name : names.isEmpty() ? Validation.names() : names) {
                ValidationReport report = Validation.run(List.of(name), bar::step);
                checks.addAll(report.checks());
                PublishedChart.of(name, report).ifPresent(figures::add);
            }
            Path made = open.folder().orElseThrow();
            PrintWriter err = spec.commandLine().getErr();
            for (FigureFiles figure : figures) {
                FigureOutput.write(figure.in(look.theme()), made, err);
            }
            return new ValidationReport(checks);
        }
    }
}

package archsim.cli;

import archsim.base.table.ResultTable;
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
import archsim.validation.PublishedFigure;
import archsim.validation.ValidationReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code archsim reproduce [NAME]}. */
@Command(
        name = "reproduce",
        description =
                "Make a published figure or table, and say by how much each of its numbers is off, the worst first;"
                        + " without a name, list them.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ReproduceCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "Of the figure; all are listed if not given.")
    private String name;

    @Option(names = "--out", paramLabel = "DIR", description = "Also draw it there, as PNG, SVG and PDF.")
    private Path out;

    @Mixin
    private ThemeOption look;

    @Option(names = "--force", description = "Replace files in the output folder.")
    private boolean force;

    @Mixin
    private FormatOption output;

    @Override
    public Integer call() throws IOException {
        PrintWriter printed = spec.commandLine().getOut();
        if (name == null) {
            printed.print(output.format().render(gallery()));
            return ExitCode.DONE;
        }
        PublishedFigure figure = PublishedFigure.named(name);
        Optional<OutputFolder> folder = Optional.ofNullable(out).map(path -> OutputFolder.check(path, force));
        ValidationReport report = reproduced(figure);
        draw(figure, report, folder);
        ValidationReport worstFirst = report.worstFirst();
        printed.print(
                output.format() == Format.TEXT
                        ? figure.title()
                                + System.lineSeparator()
                                + System.lineSeparator()
                                + ValidationText.of(worstFirst)
                        : output.format().render(worstFirst.table()));
        return report.allPassed() ? ExitCode.DONE : ExitCode.FAILED;
    }

    private static ResultTable gallery() {
        var table = ResultTable.titled("Published figures (archsim reproduce NAME)")
                .text("name")
                .number("numbers", "%,d")
                .text("shows");
        PublishedFigure.GALLERY.forEach(figure -> table.row(figure.name(), figure.count(), figure.title()));
        return table.build();
    }

    private static ValidationReport reproduced(PublishedFigure figure) {
        int count = figure.count();
        try (StepBar bar = StepBar.of("numbers", count, count)) {
            return figure.reproduce(bar::step);
        }
    }

    /** In the order of the publication. */
    private void draw(PublishedFigure figure, ValidationReport report, Optional<OutputFolder> folder)
            throws IOException {
        try (OpenOutput open = OpenOutput.of(folder)) {
            Optional<FigureFiles> drawn = PublishedChart.of(figure.name(), figure.title(), report);
            if (open.folder().isPresent() && drawn.isPresent()) {
                Path made = open.folder().get();
                PrintWriter err = spec.commandLine().getErr();
                FigureOutput.write(drawn.get().in(look.theme()), made, err);
            }
        }
    }
}

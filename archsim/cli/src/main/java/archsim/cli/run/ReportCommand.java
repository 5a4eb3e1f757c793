package archsim.cli.run;

import archsim.base.AtomicFile;
import archsim.base.InvalidInputException;
import archsim.cli.option.ThemeOption;
import archsim.cli.output.ExitCode;
import archsim.cli.output.FigureOutput;
import archsim.cli.output.OpenOutput;
import archsim.cli.output.OutputFile;
import archsim.cli.output.OutputFolder;
import archsim.cli.output.ShellWord;
import archsim.reports.page.EmbeddedTrace;
import archsim.reports.page.ReportPage;
import archsim.reports.plot.FigureFiles;
import archsim.reports.result.NamedResult;
import archsim.reports.result.ResultReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code archsim report RESULT...}. */
@Command(
        name = "report",
        description = "Make a page in HTML that shows results, side by side if there are several; it needs no network"
                + " and no script.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class ReportCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "1..*",
            paramLabel = "RESULT",
            description =
                    "A result.json, or the folder that holds it; the first workload of the first is the baseline.")
    private List<Path> paths;

    @Option(
            names = {"-o", "--out"},
            defaultValue = "report.html",
            paramLabel = "FILE",
            description = "The page to write (${DEFAULT-VALUE} if not given).")
    private Path out;

    @Option(names = "--figures", paramLabel = "DIR", description = "Also write each figure there, as PNG, SVG and PDF.")
    private Path figures;

    @Mixin
    private ThemeOption look;

    @Option(names = "--force", description = "Replace what is there.")
    private boolean force;

    @Override
    public Integer call() throws IOException {
        OutputFile page = OutputFile.check("--out", out, force);
        Optional<OutputFolder> folder =
                Optional.ofNullable(figures).map(path -> OutputFolder.check("--figures", path, force));
        List<NamedResult> results = results();
        var traces = new ArrayList<EmbeddedTrace>();
        for (Path path : paths) {
            EmbeddedTrace.beside(path).ifPresent(traces::add);
        }
        PrintWriter err = spec.commandLine().getErr();
        try (OpenOutput open = OpenOutput.of(folder)) {
            page.write(path -> AtomicFile.write(path, ReportPage.of(results, traces, command())));
            err.println("wrote " + out);
            if (open.folder().isPresent()) {
                write(open.folder().get(), ReportPage.figures(results), err);
            }
            return ExitCode.DONE;
        }
    }

    private void write(Path folder, List<FigureFiles> drawn, PrintWriter err) throws IOException {
        for (FigureFiles figure : drawn) {
            FigureOutput.write(figure.in(look.theme()), folder, err);
        }
    }

    /** All results, or all faults of all files. */
    private List<NamedResult> results() {
        var results = new ArrayList<NamedResult>();
        var faults = new ArrayList<InvalidInputException>();
        for (Path path : paths) {
            try {
                results.add(new NamedResult(path.toString(), ResultReader.read(path)));
            } catch (InvalidInputException e) {
                faults.add(e);
            }
        }
        if (!faults.isEmpty()) {
            throw all(faults);
        }
        return results;
    }

    private static InvalidInputException all(List<InvalidInputException> faults) {
        return faults.size() == 1
                ? faults.get(0)
                : new InvalidInputException(
                        faults.size() + " results",
                        faults.stream()
                                .flatMap(each -> each.faults().stream().map(fault -> fault.inFile(each.file())))
                                .toList());
    }

    /** What was typed, as a shell takes it. */
    private String command() {
        var words = new ArrayList<String>();
        words.add("archsim report");
        paths.forEach(path -> words.add(ShellWord.of(path.toString())));
        words.add("--out " + ShellWord.of(out.toString()));
        return String.join(" ", words);
    }
}

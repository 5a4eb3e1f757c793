package archsim.cli.output;

import static java.util.stream.Collectors.joining;

import archsim.base.AtomicFile;
import archsim.base.table.CsvTable;
import archsim.base.table.ResultTable;
import archsim.cli.option.Format;
import archsim.cli.option.FormatOption;
import archsim.reports.plot.FigureFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say where an analysis goes: printed, and with {@code --out} also to a table and a figure. */
public final class AnalysisOutput {

    @Option(names = "--out", paramLabel = "DIR", description = "Also write the table as CSV and the figure there.")
    private Path out;

    @Option(names = "--force", description = "Replace files in the output folder.")
    private boolean force;

    @Mixin
    private FormatOption output;

    /** The folder to write to, checked before any work. */
    public Optional<OutputFolder> folder() {
        return Optional.ofNullable(out).map(path -> OutputFolder.check(path, force));
    }

    /**
     * Prints the table and writes the files.
     *
     * @param stem of the table's file
     * @param figure asked for only if it is written
     */
    public void show(
            ResultTable table,
            String stem,
            Supplier<FigureFiles> figure,
            OpenOutput open,
            PrintWriter printed,
            PrintWriter err)
            throws IOException {
        show(table, List.of(table), stem, figure, open, printed, err);
    }

    /**
     * Prints the table and writes the files.
     *
     * @param text tables that people see in place of {@code table}
     * @param stem of the table's file
     * @param figure asked for only if it is written
     */
    public void show(
            ResultTable table,
            List<ResultTable> text,
            String stem,
            Supplier<FigureFiles> figure,
            OpenOutput open,
            PrintWriter printed,
            PrintWriter err)
            throws IOException {
        if (open.folder().isPresent()) {
            Path made = open.folder().get();
            AtomicFile.write(made.resolve(stem + ".csv"), CsvTable.render(table));
            List<String> files = new ArrayList<>(List.of(stem + ".csv"));
            files.addAll(figure.get().write(made));
            files.forEach(file -> err.println("wrote " + made.resolve(file)));
        }
        List<ResultTable> shown = output.format() == Format.TEXT ? text : List.of(table);
        printed.print(shown.stream().map(output.format()::render).collect(joining("\n")));
    }
}

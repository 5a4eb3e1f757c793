package archsim.cli.model;

import archsim.base.AtomicFile;
import archsim.base.json.StrictJson;
import archsim.base.table.CsvTable;
import archsim.base.table.MarkdownTable;
import archsim.base.table.MarkdownText;
import archsim.base.table.ResultTable;
import archsim.cli.option.Format;
import archsim.cli.output.BuildInfo;
import archsim.cli.table.EqualAccuracyTables;
import archsim.compression.config.Progress;
import archsim.compression.equal.EqualAccuracy;
import archsim.compression.equal.EqualAccuracyConfig;
import archsim.compression.equal.EqualAccuracyResult;
import archsim.compression.network.Architectures;
import archsim.workloads.dataset.DataFolder;
import archsim.workloads.dataset.DataSet;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A search for equal accuracy that was checked and can start. Separate from the command, so that its help does not load ND4J.
 *
 * @param config what to search
 * @param images to learn from and to be tested by
 * @param folder of all runs, models and results
 * @param threads to compute with
 */
record EqualAccuracyJob(EqualAccuracyConfig config, DataSet images, Path folder, int threads) {

    /** Folder of the trainings. */
    static final String RUNS = "runs";

    private static final String PAGE = "equal-accuracy";

    /**
     * Reads the images.
     *
     * @throws archsim.base.InvalidInputException with the faults of the files
     */
    static EqualAccuracyJob of(EqualAccuracyConfig config, Path data, Path folder, int threads) {
        var network = Architectures.of(Architectures.find(config.recipe().network()));
        DataSet images = EvaluationJob.read(DataFolder.find(data), network.input());
        return new EqualAccuracyJob(config, images, folder, threads);
    }

    /**
     * Searches, tests, runs the models on the machines, and writes what was found.
     *
     * @param progress of a training, a new one for each
     * @return what is printed
     */
    String run(Supplier<Progress> progress, Format format, PrintWriter err) throws IOException {
        EqualAccuracyResult result =
                new EqualAccuracy(config, images, folder, threads, BuildInfo.version(), progress).run();
        var tables = new EqualAccuracyTables(result);
        AtomicFile.write(folder.resolve(PAGE + ".md"), page(tables.all()));
        AtomicFile.write(folder.resolve(PAGE + ".json"), StrictJson.write(result));
        AtomicFile.write(folder.resolve("probes.csv"), CsvTable.render(tables.probes()));
        EqualAccuracyMachines.run(result, folder, threads, err);
        return switch (format) {
            case JSON -> StrictJson.write(result);
            case CSV -> CsvTable.render(tables.verdicts());
            case TEXT -> tables.all().stream().map(Format.TEXT::render).collect(Collectors.joining("\n"));
        };
    }

    private String page(List<ResultTable> tables) {
        var page = new StringBuilder("# " + MarkdownText.of(config.title()) + "\n");
        for (ResultTable table : tables) {
            page.append("\n## ")
                    .append(MarkdownText.of(table.title()))
                    .append("\n\n")
                    .append(MarkdownTable.render(table));
        }
        return page.toString();
    }
}

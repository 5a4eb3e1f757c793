package archsim.cli.model;

import archsim.base.Fault.Code;
import archsim.base.InvalidInputException;
import archsim.cli.option.FormatOption;
import archsim.cli.option.ResumeOptions;
import archsim.cli.option.ShippedConfigs;
import archsim.cli.option.ThreadsOption;
import archsim.cli.output.ExitCode;
import archsim.cli.output.OpenOutput;
import archsim.cli.output.OutputFolder;
import archsim.cli.progress.PrintedProgress;
import archsim.cli.table.ManifestTable;
import archsim.compression.config.CompressionConfig;
import archsim.compression.config.CompressionConfigs;
import archsim.compression.config.Method;
import archsim.compression.config.Progress;
import archsim.reports.chart.TrainingChart;
import archsim.reports.chart.TrainingHistory;
import archsim.workloads.model.ModelManifest;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code archsim compress}. */
@Command(
        name = "compress",
        description =
                "Train a network, prune and quantise it by ADMM; writes model.safetensors, history.csv and a chart.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class CompressCommand implements Callable<Integer> {

    private static final String CHECKPOINT = "checkpoint.bin";

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--config",
            required = true,
            paramLabel = "FILE|NAME",
            description = "What to do: a JSON file, or a configuration that ships (see archsim list configs).")
    private String config;

    @Option(
            names = "--data",
            paramLabel = "DIR|ZIP|NAME",
            description =
                    "A folder of IDX files, CIFAR-10's binary files or pictures in train/CLASS and test/CLASS, a zip"
                            + " archive of such pictures, or the name of a set fetched by archsim data get; without it"
                            + " archsim draws digits itself. Pictures of another size than the network's input are"
                            + " scaled and cropped.")
    private Path data;

    @Option(names = "--out", paramLabel = "DIR", description = "Where to write; compressed/NAME if not given.")
    private Path out;

    @Mixin
    private ResumeOptions resuming;

    @Option(names = "--seed", paramLabel = "N", description = "Instead of the configuration's seed.")
    private Long seed;

    @Option(
            names = "--from",
            paramLabel = "FILE",
            description = "Trained weights to start from, instead of the configuration's.")
    private String from;

    @Option(
            names = "--dense",
            paramLabel = "DIR",
            description = "Output folder of a finished run of this configuration's dense training alone: go on from its"
                    + " end, with the bytes that a run of the whole would have.")
    private Path dense;

    @Option(
            names = "--method",
            paramLabel = "NAME",
            description = "How to prune, instead of the configuration's method: admm, or as many epochs of one-shot,"
                    + " iterative, l1, l2 or projected-gradient.")
    private Method.Kind method;

    @Option(names = "--search", description = "Find the rounds of pruning by the configuration's search.")
    private boolean search;

    @Mixin
    private ThreadsOption threads;

    @Mixin
    private FormatOption output;

    @Override
    public Integer call() throws IOException {
        int workers = threads.count();
        ShippedConfigs.COMPRESS.refuseOthers(config);
        CompressionConfig what = configured(CompressionConfigs.find(config));
        Path folder = out == null ? Path.of("compressed", stem()) : out;
        resuming.check(folder);
        if (dense != null && !Files.exists(dense.resolve(CHECKPOINT))) {
            throw InvalidInputException.of(
                    "--dense " + dense, "must be the output folder of a finished run, holds no " + CHECKPOINT);
        }
        OutputFolder checked = OutputFolder.check(folder, resuming.force() || mayResume(folder));
        var job = CompressionJob.of(what, Optional.ofNullable(data), workers);
        PrintWriter err = spec.commandLine().getErr();
        try (OpenOutput open = checked.open()) {
            ModelManifest made = trained(job, open.folder().orElseThrow(), PrintedProgress.to(err));
            drawHistory(folder, made.dataset());
            err.println("wrote " + folder.resolve("model.safetensors") + ", history.csv and training.png, .svg, .pdf");
            String warning = made.hyperParameters().get(ModelManifest.WARNING);
            if (warning != null) {
                err.println("warning: " + warning);
            }
            spec.commandLine().getOut().print(ManifestTable.render(made, output.format()));
            return ExitCode.DONE;
        }
    }

    private ModelManifest trained(CompressionJob job, Path folder, Progress progress) throws IOException {
        return dense == null
                ? job.run(folder, resuming.resume(), progress)
                : job.runFrom(dense, folder, resuming.resume(), progress);
    }

    /** The configuration with what the options change, and with its search or without, as asked. */
    private CompressionConfig configured(CompressionConfig shipped) {
        CompressionConfig found = shipped;
        if (seed != null) {
            found = found.withSeed(seed);
        }
        if (from != null) {
            found = CompressionConfigs.checked(config, found.withFrom(from));
        }
        if (method != null) {
            found = CompressionConfigs.checked(config, found.withMethod(method));
        }
        if (search == found.search().isPresent()) {
            return found;
        }
        if (search) {
            throw InvalidInputException.at("/search", Code.MISSING, config, "is missing, which --search needs");
        }
        throw InvalidInputException.of(config, "has a /search and no rounds: run it with --search");
    }

    private void drawHistory(Path folder, String images) throws IOException {
        var history = TrainingHistory.parse(Files.readString(folder.resolve("history.csv")));
        if (!history.epochs().isEmpty()) {
            TrainingChart.of(stem() + " on " + images, history).write(folder);
        }
    }

    /** Whether the folder's files are those of a run to go on with. */
    private boolean mayResume(Path folder) {
        OutputFolder.refuseHeld(folder);
        boolean holdsCheckpoint = Files.exists(folder.resolve(CHECKPOINT));
        if (holdsCheckpoint && !resuming.resume() && !resuming.force()) {
            throw InvalidInputException.of(
                    "--out " + folder, "holds a run: --resume continues it, --force starts over");
        }
        return holdsCheckpoint;
    }

    /** Name of the configuration without folders and suffix. */
    private String stem() {
        String file = Path.of(config).getFileName().toString();
        return file.endsWith(".json") ? file.substring(0, file.length() - ".json".length()) : file;
    }
}

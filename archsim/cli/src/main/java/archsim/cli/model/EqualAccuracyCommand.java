package archsim.cli.model;

import archsim.base.json.NamedFile;
import archsim.cli.option.FormatOption;
import archsim.cli.option.ThreadsOption;
import archsim.cli.output.ExitCode;
import archsim.cli.output.OpenOutput;
import archsim.cli.output.OutputFolder;
import archsim.cli.progress.PrintedProgress;
import archsim.compression.config.CompressionConfig;
import archsim.compression.equal.EqualAccuracyConfig;
import archsim.compression.equal.EqualAccuracyConfigs;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code archsim study equal-accuracy}. */
@Command(
        name = "equal-accuracy",
        description =
                "Section VI of Ma et al.: search the highest rate of each way of pruning at the accuracy of the dense"
                        + " network, train all seeds there, test once, and run the models on every machine. A study that was"
                        + " stopped goes on.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class EqualAccuracyCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--config",
            paramLabel = "FILE|NAME",
            defaultValue = "lenet5",
            description = "What to search: a JSON file, or a search that ships (${DEFAULT-VALUE} if not given).")
    private String config;

    @Option(names = "--network", paramLabel = "NAME|FILE", description = "The network, instead of the configuration's.")
    private String network;

    @Option(
            names = "--from",
            paramLabel = "FILE",
            description = "Trained weights that the dense network starts from, instead of the configuration's.")
    private String from;

    @Option(names = "--data", required = true, paramLabel = "DIR|ZIP|NAME", description = "As of archsim compress.")
    private Path data;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Where all runs, models and results go; a study that was begun there goes on.")
    private Path out;

    @Option(names = "--force", description = "Go on in a folder that holds other files, too.")
    private boolean force;

    @Mixin
    private ThreadsOption threads;

    @Mixin
    private FormatOption output;

    @Override
    public Integer call() throws IOException {
        int workers = threads.count();
        OutputFolder folder = OutputFolder.check(out, force || Files.isDirectory(out.resolve(EqualAccuracyJob.RUNS)));
        NamedFile file = NamedFile.find(config, EqualAccuracyConfigs.SHIPPED, "a search", "--config");
        EqualAccuracyConfig what = EqualAccuracyConfigs.read(file, this::withOptions, EqualAccuracyMachines::study);
        PrintWriter err = spec.commandLine().getErr();
        try (OpenOutput open = folder.open()) {
            var job = EqualAccuracyJob.of(what, data, open.folder().orElseThrow(), workers);
            spec.commandLine().getOut().print(job.run(() -> PrintedProgress.to(err), output.format(), err));
            return ExitCode.DONE;
        }
    }

    private CompressionConfig withOptions(CompressionConfig recipe) {
        CompressionConfig changed = network == null ? recipe : recipe.withNetwork(network);
        return from == null ? changed : changed.withFrom(from);
    }
}

package archsim.cli.model;

import archsim.cli.output.ExitCode;
import archsim.cli.progress.StepBar;
import archsim.workloads.dataset.Download;
import archsim.workloads.dataset.DownloadableSet;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code archsim data get}. */
@Command(
        name = "get",
        description =
                "Fetch a data set into the cache, each file checked against its published sum; prints the folder.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class DataGetCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "mnist, fashion-mnist or cifar10.")
    private String name;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where to; NAME in archsim's folder of the user's cache if not given.")
    private Path out;

    @Override
    public Integer call() throws IOException {
        DownloadableSet set = DownloadableSet.find(name);
        Path folder = out == null ? DownloadableSet.cache().resolve(name) : out;
        PrintWriter err = spec.commandLine().getErr();
        if (!set.isIn(folder)) {
            boolean isNew = !Files.exists(folder);
            Files.createDirectories(folder);
            try (var bar = new StepBar("bytes")) {
                new Download(set, folder, bar).run(address -> err.println("fetching " + address));
            } finally {
                if (isNew) {
                    deleteIfEmpty(folder);
                }
            }
        }
        spec.commandLine().getOut().println(folder);
        return ExitCode.DONE;
    }

    private static void deleteIfEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            if (files.findAny().isPresent()) {
                return;
            }
        }
        Files.delete(folder);
    }
}

package archsim.cli.sweep;

import archsim.base.json.NamedFile;
import archsim.cli.option.EngineOption;
import archsim.cli.option.FormatOption;
import archsim.cli.option.ResumeOptions;
import archsim.cli.option.ShippedConfigs;
import archsim.cli.output.ExitCode;
import archsim.cli.output.SweepFolder;
import archsim.engine.run.config.Fidelity;
import archsim.sweep.search.Search;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code archsim search CONFIG}. */
@Command(
        name = "search",
        description =
                "Find the designs within limits that no other beats, simulating only those that could be among them.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class SearchCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "FILE|NAME",
            description = "What to search: a JSON file, or a search that ships (see archsim list configs).")
    private String config;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "Keep simulated points there; write points.csv, front.csv, search.json and a chart at the end.")
    private Path out;

    @Mixin
    private ResumeOptions resuming;

    @Mixin
    private EngineOption engine;

    @Option(
            names = "--fidelity",
            paramLabel = "FIDELITY",
            description = "event or analytical: how to time the memory, in place of what the configuration says.")
    private Fidelity fidelity;

    @Mixin
    private FormatOption output;

    @Override
    public Integer call() throws IOException {
        resuming.check(out);
        engine.check();
        Optional<SweepFolder> folder = Optional.ofNullable(out)
                .map(path -> SweepFolder.check(path, resuming.resume(), resuming.force(), SweepFolder.Content.SEARCH));
        ShippedConfigs.SEARCH.refuseOthers(config);
        NamedFile file = NamedFile.find(config, ShippedConfigs.SEARCH.files());
        Search search = Search.read(file, Optional.ofNullable(fidelity));
        try {
            var job = new SearchJob(search, engine, spec.commandLine().getErr());
            SearchJob.Outcome outcome = search(job, folder);
            outcome.print(output.format(), spec.commandLine().getOut());
            return outcome.result().isSound() ? ExitCode.DONE : ExitCode.FAILED;
        } catch (UncheckedIOException e) {
            throw e.getCause(); // a file could not be written
        }
    }

    @SuppressWarnings("try") // it works by being open
    private SearchJob.Outcome search(SearchJob job, Optional<SweepFolder> folder) throws IOException {
        try (var interrupted = new BestSoFar(job, spec.commandLine())) {
            return folder.isPresent() ? job.run(folder.get()) : job.run();
        }
    }
}

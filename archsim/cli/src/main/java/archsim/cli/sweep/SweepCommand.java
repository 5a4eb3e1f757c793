package archsim.cli.sweep;

import archsim.base.json.NamedFile;
import archsim.cli.option.EngineOption;
import archsim.cli.option.FormatOption;
import archsim.cli.option.ResumeOptions;
import archsim.cli.option.ShippedConfigs;
import archsim.cli.output.ExitCode;
import archsim.cli.output.SweepFolder;
import archsim.engine.run.config.Fidelity;
import archsim.sweep.Sweep;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code archsim sweep}. */
@Command(
        name = "sweep",
        description = "Run all points that a base configuration and its axes span.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class SweepCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--config",
            required = true,
            paramLabel = "FILE|NAME",
            description = "What to run: a JSON file, or a sweep that ships (see archsim list configs).")
    private String config;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "Keep finished points there; write points.csv, points.jsonl, sweep.json and a chart at the end.")
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
                .map(path -> SweepFolder.check(path, resuming.resume(), resuming.force(), SweepFolder.Content.SWEEP));
        ShippedConfigs.SWEEP.refuseOthers(config);
        NamedFile file = NamedFile.find(config, ShippedConfigs.SWEEP.files());
        Sweep sweep = Sweep.read(file, Optional.ofNullable(fidelity));
        PrintWriter err = spec.commandLine().getErr();
        try {
            var job = new SweepJob(sweep, engine, err);
            SweepJob.Outcome outcome = folder.isPresent() ? job.run(folder.get()) : job.run();
            outcome.print(output.format(), spec.commandLine().getOut());
            return outcome.rows().allSound() ? ExitCode.DONE : ExitCode.FAILED;
        } catch (UncheckedIOException e) {
            throw e.getCause(); // a file could not be written
        }
    }
}

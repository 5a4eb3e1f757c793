package archsim.cli.sweep;

import archsim.cli.option.FormatOption;
import archsim.cli.option.ThreadsOption;
import archsim.cli.output.BuildInfo;
import archsim.cli.output.DrawnOutput;
import archsim.cli.output.ExitCode;
import archsim.cli.output.OpenOutput;
import archsim.cli.output.OutputFolder;
import archsim.cli.progress.StepBar;
import archsim.cli.run.RunCommand;
import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.engine.run.config.Fidelity;
import archsim.reports.drawn.DrawnTables;
import archsim.reports.drawn.DrawnText;
import archsim.sweep.drawn.DrawnConfig;
import archsim.sweep.drawn.DrawnMasks;
import archsim.sweep.drawn.DrawnResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of studies that hold models' own masks against drawn ones, and the run itself. */
public final class DrawnOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--machines",
            split = ",",
            paramLabel = "NAME",
            description = "Accelerators, by name or file; all that ship if not given.")
    private List<String> machines;

    @Option(
            names = "--memory",
            paramLabel = "NAME",
            defaultValue = "lpddr4-2400",
            description = "Beside every machine (${DEFAULT-VALUE} if not given).")
    private String memory;

    @Option(
            names = "--images",
            paramLabel = "N",
            defaultValue = "1",
            description = "Recorded images to run, one batch (${DEFAULT-VALUE} if not given).")
    private int images;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            defaultValue = "5",
            description = "Drawings of each kind, seeds 1 to N (${DEFAULT-VALUE} if not given).")
    private int seeds;

    @Option(
            names = "--fidelity",
            paramLabel = "FIDELITY",
            completionCandidates = RunCommand.Fidelities.class,
            defaultValue = "event",
            description = "event or analytical: how to time the memory (${DEFAULT-VALUE} if not given).")
    private Fidelity fidelity;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Also write drawn-masks.md and .json, tables as CSV and LaTeX, and figures there.")
    private Path out;

    @Option(names = "--force", description = "Replace files in the output folder.")
    private boolean force;

    @Mixin
    private ThreadsOption threads;

    @Mixin
    private FormatOption output;

    /** Runs the comparison of {@code models}, by name or file, and shows it. */
    int run(List<String> models) throws IOException {
        int workers = threads.count();
        requireIn("--seeds", seeds, 1000);
        requireIn("--images", images, 1024);
        Optional<OutputFolder> folder = Optional.ofNullable(out).map(path -> OutputFolder.check(path, force));
        DrawnMasks study = DrawnMasks.read(new DrawnConfig(
                models,
                machines == null ? AcceleratorLibrary.FILES.names() : machines,
                memory,
                images,
                seeds,
                fidelity));
        try (OpenOutput open = OpenOutput.of(folder)) {
            DrawnResult result = run(study, workers);
            if (open.folder().isPresent()) {
                DrawnOutput.write(
                        open.folder().get(), result, spec.commandLine().getErr());
            }
            spec.commandLine().getOut().print(shown(result));
            return ExitCode.DONE;
        }
    }

    private String shown(DrawnResult result) {
        return switch (output.format()) {
            case TEXT -> DrawnText.of(result);
            case JSON -> DrawnOutput.json(result);
            case CSV -> output.format().render(DrawnTables.errors(result));
        };
    }

    private void requireIn(String option, int value, int most) {
        if (value < 1 || value > most) {
            throw new ParameterException(spec.commandLine(), option + " must be 1 to " + most + ", was " + value);
        }
    }

    private static DrawnResult run(DrawnMasks study, int workers) {
        try (StepBar bar = StepBar.of("points", study.steps(), study.steps())) {
            return study.run(workers, bar::step, BuildInfo.version(), BuildInfo.commit());
        }
    }
}

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
import archsim.workloads.model.ModelLibrary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code archsim study drawn-masks}. */
@Command(
        name = "drawn-masks",
        description =
                "How far simulations on drawn masks are from those on a trained model's own masks, machine by machine:"
                        + " cycles, energy, DRAM traffic, and which part is due to products, imbalance and indices. Masks"
                        + " are drawn at the density of each layer.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class DrawnMasksCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..*",
            paramLabel = "MODEL",
            description = "Models with recorded inputs, by name or file; all that ship if not given.")
    private List<String> models;

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

    @Override
    public Integer call() throws IOException {
        int workers = threads.count();
        requireIn("--seeds", seeds, 1000);
        requireIn("--images", images, 1024);
        Optional<OutputFolder> folder = Optional.ofNullable(out).map(path -> OutputFolder.check(path, force));
        DrawnMasks study = DrawnMasks.read(new DrawnConfig(
                models == null ? ModelLibrary.names() : models,
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

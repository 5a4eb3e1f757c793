package archsim.cli.sweep;

import archsim.base.json.EnumNames;
import archsim.cli.option.SweepOption;
import archsim.cli.output.AnalysisOutput;
import archsim.cli.output.ExitCode;
import archsim.cli.output.OpenOutput;
import archsim.cli.output.OutputFolder;
import archsim.cli.progress.StepBar;
import archsim.reports.chart.TornadoChart;
import archsim.reports.text.AnalysisTables;
import archsim.reports.words.SweepConditions;
import archsim.sweep.analysis.Objective;
import archsim.sweep.analysis.Tornado;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code archsim analyse tornado}. */
@Command(
        name = "tornado",
        description = "Move each axis of a sweep alone, all others as in its base, and see what that changes.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class TornadoCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private SweepOption config;

    @Option(names = "--workload", paramLabel = "NAME", description = "To look at; the last if not given.")
    private String workload;

    @Option(
            names = "--objective",
            paramLabel = "OBJECTIVE",
            defaultValue = "energy",
            description =
                    "cycles, time, energy, dram, storage, power, edp, image (energy an image), throughput or efficiency"
                            + " (TOPS/W; ${DEFAULT-VALUE} if not given).")
    private Objective objective;

    @Mixin
    private AnalysisOutput output;

    private Tornado moved(SweepOption.Checked checked, int place) {
        try (var bar = new StepBar("runs")) {
            return Tornado.of(checked.sweep(), checked.cache(), place, objective, bar);
        }
    }

    @Override
    public Integer call() throws IOException {
        if (!objective.isOfRun()) {
            throw new ParameterException(
                    spec.commandLine(), "--objective " + EnumNames.of(objective) + " is not decided by a run");
        }
        Optional<OutputFolder> folder = output.folder();
        SweepOption.Checked checked = config.read();
        int place = checked.workload(Optional.ofNullable(workload), "--workload", spec);
        try (OpenOutput out = OpenOutput.of(folder)) {
            Tornado tornado = moved(checked, place);
            output.show(
                    AnalysisTables.tornado(tornado),
                    "tornado",
                    () -> TornadoChart.of(checked.sweep().name(), SweepConditions.ofBase(checked.sweep()), tornado),
                    out,
                    spec.commandLine().getOut(),
                    spec.commandLine().getErr());
            return ExitCode.DONE;
        }
    }
}

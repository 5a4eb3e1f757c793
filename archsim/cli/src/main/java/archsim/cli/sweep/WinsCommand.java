package archsim.cli.sweep;

import archsim.base.Fault.Code;
import archsim.base.InvalidInputException;
import archsim.base.RootLocale;
import archsim.cli.option.SweepOption;
import archsim.cli.option.ThreadsOption;
import archsim.cli.output.AnalysisOutput;
import archsim.cli.output.ExitCode;
import archsim.cli.output.OpenOutput;
import archsim.cli.output.OutputFolder;
import archsim.cli.progress.StepBar;
import archsim.reports.chart.WinsChart;
import archsim.reports.text.AnalysisTables;
import archsim.reports.words.SweepConditions;
import archsim.sweep.Axis;
import archsim.sweep.Workers;
import archsim.sweep.analysis.WinShare;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code archsim analyse wins}. */
@Command(
        name = "wins",
        description = "Draw all prices within their bounds, at each point of a sweep: in how many draws does each"
                + " workload take less energy than the first?",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class WinsCommand implements Callable<Integer> {

    private static final int MOST_DRAWS = 1_000_000;

    @Spec
    private CommandSpec spec;

    @Mixin
    private SweepOption config;

    @Option(names = "--against", paramLabel = "WORKLOAD", description = "To win over; the first if not given.")
    private String against;

    @Option(
            names = "--draws",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Of all prices (${DEFAULT-VALUE} if not given).")
    private int draws;

    @Mixin
    private ThreadsOption threads;

    @Mixin
    private AnalysisOutput output;

    private List<WinShare> shares(SweepOption.Checked checked, int rival, Workers workers) {
        int points = checked.sweep().size();
        try (StepBar bar = StepBar.of("points", points, points)) {
            return WinShare.of(checked.sweep(), checked.cache(), rival, draws, workers, bar::step);
        }
    }

    @Override
    public Integer call() throws IOException {
        if (draws < 1 || draws > MOST_DRAWS) {
            throw new ParameterException(
                    spec.commandLine(), RootLocale.format("--draws must be 1 to %d, was %d", MOST_DRAWS, draws));
        }
        var workers = threads.workers();
        Optional<OutputFolder> folder = output.folder();
        SweepOption.Checked checked = config.read();
        int rival = against == null ? 0 : checked.workload(Optional.of(against), "--against", spec);
        if (checked.sweep().axes().isEmpty()) {
            throw InvalidInputException.at("/axes", Code.EMPTY, checked.sweep().name(), "must hold an axis, was empty");
        }
        try (OpenOutput out = OpenOutput.of(folder)) {
            List<WinShare> shares = shares(checked, rival, workers);
            if (shares.isEmpty()) {
                throw InvalidInputException.of(
                        checked.sweep().name(), "holds no two workloads that can be run at one point");
            }
            List<Axis> axes = checked.sweep().axes();
            output.show(
                    AnalysisTables.wins(axes.stream().map(Axis::name).toList(), shares),
                    "wins",
                    () -> WinsChart.of(
                            checked.sweep().name(),
                            SweepConditions.of(checked.sweep()),
                            axes.get(axes.size() - 1).name(),
                            draws,
                            shares),
                    out,
                    spec.commandLine().getOut(),
                    spec.commandLine().getErr());
            return ExitCode.DONE;
        }
    }
}

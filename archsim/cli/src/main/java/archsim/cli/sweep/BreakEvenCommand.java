package archsim.cli.sweep;

import archsim.base.RootLocale;
import archsim.base.Suggestion;
import archsim.base.json.EnumNames;
import archsim.base.table.ResultTable;
import archsim.cli.option.SweepOption;
import archsim.cli.option.ThreadsOption;
import archsim.cli.output.AnalysisOutput;
import archsim.cli.output.ExitCode;
import archsim.cli.output.OpenOutput;
import archsim.cli.output.OutputFolder;
import archsim.cli.progress.StepBar;
import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.reports.chart.BreakEvenChart;
import archsim.reports.text.AnalysisTables;
import archsim.reports.words.SweepConditions;
import archsim.sweep.Axis;
import archsim.sweep.analysis.Baseline;
import archsim.sweep.analysis.BreakEven;
import archsim.sweep.analysis.BreakEvenSearch;
import archsim.sweep.analysis.Objective;
import jakarta.json.JsonNumber;
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

/** {@code archsim analyse break-even}. */
@Command(
        name = "break-even",
        description = "Find where, along the last axis of a sweep, each workload begins to win over the first.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class BreakEvenCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private SweepOption config;

    @Option(names = "--against", paramLabel = "WORKLOAD", description = "To win over; the first if not given.")
    private String against;

    @Option(
            names = "--on",
            paramLabel = "ACCELERATOR",
            description = "Machine of the workload to win over; the same as the other's if not given.")
    private String on;

    @Option(
            names = "--objective",
            split = ",",
            paramLabel = "OBJECTIVE",
            defaultValue = "cycles,energy,storage",
            description =
                    "By which: cycles, time, energy, dram, storage, power, edp, image (energy an image), throughput,"
                            + " efficiency (TOPS/W; ${DEFAULT-VALUE} if not given).")
    private List<Objective> objectives;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            defaultValue = "5",
            description = "Draws of the masks, from which the uncertainty comes (${DEFAULT-VALUE} if not given).")
    private int seeds;

    @Mixin
    private ThreadsOption threads;

    @Mixin
    private AnalysisOutput output;

    @Override
    public Integer call() throws IOException {
        if (seeds < 1 || seeds > 1000) {
            throw new ParameterException(spec.commandLine(), "--seeds must be 1 to 1000, was " + seeds);
        }
        Optional<Objective> other =
                objectives.stream().filter(objective -> !objective.isOfRun()).findFirst();
        if (other.isPresent()) {
            throw new ParameterException(
                    spec.commandLine(), "--objective " + EnumNames.of(other.get()) + " is not decided by a run");
        }
        if (on != null && !AcceleratorLibrary.names().contains(on)) {
            throw new ParameterException(
                    spec.commandLine(),
                    RootLocale.format(
                            "--on must be an accelerator that ships, was %s%s",
                            on, Suggestion.sentence(on, AcceleratorLibrary.names())));
        }
        var workers = threads.workers();
        Optional<OutputFolder> folder = output.folder();
        SweepOption.Checked checked = config.read();
        int workload = against == null ? 0 : checked.workload(Optional.of(against), "--against", spec);
        var rival = new Baseline(workload, Optional.ofNullable(on));
        try (OpenOutput out = OpenOutput.of(folder)) {
            var search = new BreakEvenSearch(checked.sweep(), checked.cache(), rival, seeds, workers);
            List<BreakEven> found = found(search, checked.columns().workloads());
            List<Axis> axes = checked.sweep().axes();
            Axis last = axes.get(axes.size() - 1);
            List<String> groups =
                    axes.stream().limit(axes.size() - 1L).map(Axis::name).toList();
            ResultTable table = AnalysisTables.breakEven(groups, last.name(), found);
            output.show(
                    table,
                    "break-even",
                    () -> BreakEvenChart.of(
                            checked.sweep().name(),
                            SweepConditions.of(checked.sweep()),
                            last.name(),
                            number(last, 0),
                            number(last, last.values().size() - 1),
                            found),
                    out,
                    spec.commandLine().getOut(),
                    spec.commandLine().getErr());
            return ExitCode.DONE;
        }
    }

    private List<BreakEven> found(BreakEvenSearch search, List<String> workloads) {
        int count = search.count(workloads, objectives);
        try (StepBar bar = StepBar.of("break-evens", count, count)) {
            return search.find(workloads, objectives, bar::step);
        }
    }

    private static double number(Axis axis, int step) {
        return ((JsonNumber) axis.values().get(step)).doubleValue();
    }
}

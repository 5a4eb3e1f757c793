package archsim.cli.sweep;

import archsim.base.InvalidInputException;
import archsim.base.json.StrictJson;
import archsim.cli.output.AnalysisOutput;
import archsim.cli.output.ExitCode;
import archsim.cli.output.OpenOutput;
import archsim.cli.output.OutputFolder;
import archsim.reports.chart.ParetoChart;
import archsim.reports.text.AnalysisTables;
import archsim.reports.words.SweepConditions;
import archsim.sweep.SweepResult;
import archsim.sweep.analysis.Objective;
import archsim.sweep.analysis.ParetoFront;
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

/** {@code archsim analyse pareto DIR}. */
@Command(
        name = "pareto",
        description = "Find the workloads and points of a finished sweep that no other beats in every objective.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ParetoCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "Output folder of archsim sweep.")
    private Path folder;

    @Option(
            names = "--objective",
            split = ",",
            paramLabel = "OBJECTIVE",
            description =
                    "Two or more of accuracy, storage, energy, cycles, time, dram, power, edp, image (energy an image),"
                            + " throughput, efficiency (TOPS/W); the first two are the figure's"
                            + " axes. energy,cycles,storage, and accuracy where it is known, if not given.")
    private List<Objective> objectives;

    @Mixin
    private AnalysisOutput output;

    @Override
    public Integer call() throws IOException {
        if (objectives != null
                && (objectives.size() < 2 || objectives.stream().distinct().count() < objectives.size())) {
            throw new ParameterException(spec.commandLine(), "--objective needs two or more different ones");
        }
        if (objectives != null && objectives.contains(Objective.AREA)) {
            throw new ParameterException(
                    spec.commandLine(), "--objective area is known to archsim search only: a sweep holds no areas");
        }
        Optional<OutputFolder> target = output.folder();
        SweepResult result = SweepResult.read(folder);
        try (OpenOutput out = OpenOutput.of(target)) {
            ParetoFront front =
                    objectives == null ? usual(result) : ParetoFront.of(result.columns(), result.rows(), objectives);
            if (front.candidates().isEmpty()) {
                throw InvalidInputException.of(folder.toString(), "holds no point at which all objectives are known");
            }
            output.show(
                    AnalysisTables.pareto(result.columns().axes(), front),
                    "pareto",
                    () -> ParetoChart.of(
                            "Sweep " + folder.toAbsolutePath().normalize().getFileName(),
                            SweepConditions.of(StrictJson.parseObject(folder.toString(), result.document())),
                            result.columns().axes(),
                            front,
                            0,
                            1),
                    out,
                    spec.commandLine().getOut(),
                    spec.commandLine().getErr());
            return ExitCode.DONE;
        }
    }

    private static ParetoFront usual(SweepResult result) {
        List<Objective> all = List.of(Objective.ENERGY, Objective.CYCLES, Objective.STORAGE, Objective.ACCURACY);
        ParetoFront front = ParetoFront.of(result.columns(), result.rows(), all);
        return front.candidates().isEmpty()
                ? ParetoFront.of(result.columns(), result.rows(), all.subList(0, 3))
                : front;
    }
}

package archsim.cli.sweep;

import archsim.base.json.NamedFile;
import archsim.cli.model.EqualAccuracyCommand;
import archsim.cli.option.Format;
import archsim.cli.option.ThreadsOption;
import archsim.cli.output.BuildInfo;
import archsim.cli.output.ExitCode;
import archsim.cli.output.OpenOutput;
import archsim.cli.output.OutputFolder;
import archsim.cli.output.StudyOutput;
import archsim.cli.progress.StepBar;
import archsim.cli.run.RunCommand;
import archsim.engine.run.RunCache;
import archsim.engine.run.config.Fidelity;
import archsim.reports.study.StudyJson;
import archsim.reports.study.StudyText;
import archsim.sweep.study.Study;
import archsim.sweep.study.StudyResult;
import archsim.sweep.study.StudyRunner;
import archsim.sweep.tradeoff.TradeOff;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code archsim study NAME}. */
@Command(
        name = "study",
        description =
                "Compare non-structured with structured pruning as Ma et al. (TNNLS 2022) do: storage beside their"
                        + " tables, simulation on every design, PPR, who wins, and which of their claims hold. Or, as"
                        + " sparsify-or-quantise does, types of numbers with patterns of zeros: bits, time and energy at"
                        + " equal area and bandwidth, beside published quality.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        subcommands = {EqualAccuracyCommand.class, DrawnMasksCommand.class, CifarStudyCommand.class})
public final class StudyCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "NAME|FILE",
            completionCandidates = Names.class,
            description = "A study that ships (see archsim list studies), or a JSON file.")
    private String study;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Also write study.md, study.json, tables as CSV and LaTeX, and figures there.")
    private Path out;

    @Option(
            names = "--resume",
            description = "Go on with the study that the output folder holds: of types and patterns only.")
    private boolean resume;

    @Option(names = "--force", description = "Replace files in the output folder.")
    private boolean force;

    @Mixin
    private ThreadsOption threads;

    @Option(
            names = "--fidelity",
            paramLabel = "FIDELITY",
            completionCandidates = RunCommand.Fidelities.class,
            description = "event or analytical: how to time the memory, in place of what the study says.")
    private Fidelity fidelity;

    @Option(names = "--format", paramLabel = "FORMAT", description = "text (if not given) or json.")
    private Format format = Format.TEXT;

    /** As they are typed. */
    static final class Names implements Iterable<String> {

        @Override
        public Iterator<String> iterator() {
            return Stream.concat(Study.SHIPPED.names().stream(), TradeOff.SHIPPED.names().stream())
                    .iterator();
        }
    }

    @Override
    public Integer call() throws IOException {
        int workers = threads.count();
        if (study == null) {
            throw new ParameterException(spec.commandLine(), "Missing required parameter: 'NAME|FILE'");
        }
        if (format == Format.CSV) {
            throw new ParameterException(
                    spec.commandLine(), "a study has many tables: --format must be text or json, or --out DIR given");
        }
        NamedFile file = TradeOff.SHIPPED.names().contains(study)
                ? NamedFile.find(study, TradeOff.SHIPPED)
                : NamedFile.find(study, Study.SHIPPED, "a study", "NAME");
        boolean tradeOff = TradeOff.isOne(file);
        if (resume && (out == null || !tradeOff)) {
            throw new ParameterException(
                    spec.commandLine(), "--resume needs --out DIR, and a study of types and patterns");
        }
        Optional<OutputFolder> folder = Optional.ofNullable(out).map(path -> OutputFolder.check(path, force || resume));
        RunCache cache = RunCache.ofBytes(Runtime.getRuntime().maxMemory() / 2);
        if (tradeOff) {
            TradeOff read = TradeOff.read(file, Optional.ofNullable(fidelity), cache);
            return new TradeOffJob(read, workers, resume, spec.commandLine()).run(folder, format);
        }
        Study read = Study.read(file, Optional.ofNullable(fidelity), cache);
        try (OpenOutput open = OpenOutput.of(folder)) {
            StudyResult result = run(read, workers);
            PrintWriter err = spec.commandLine().getErr();
            if (open.folder().isPresent()) {
                StudyOutput.write(open.folder().get(), result, err);
            }
            spec.commandLine().getOut().print(format == Format.JSON ? StudyJson.of(result) : StudyText.of(result));
            return result.sound() ? ExitCode.DONE : ExitCode.FAILED;
        }
    }

    private StudyResult run(Study read, int workers) {
        var runner = new StudyRunner(read);
        try (StepBar bar = StepBar.of("points", runner.steps(), runner.steps())) {
            return runner.run(workers, bar::step, BuildInfo.version(), BuildInfo.commit());
        }
    }
}

package archsim.cli;

import archsim.base.AtomicFile;
import archsim.base.InvalidInputException;
import archsim.base.RootLocale;
import archsim.cli.catalogue.Catalogue;
import archsim.cli.file.CheckFormat;
import archsim.cli.file.FileKind;
import archsim.cli.option.Choice;
import archsim.cli.option.Format;
import archsim.cli.option.SweepEngine;
import archsim.cli.output.BuildInfo;
import archsim.cli.output.ExitCode;
import archsim.cli.output.VisibleWriter;
import archsim.cli.serve.CommandRunner;
import archsim.compression.config.DivergedException;
import archsim.compression.config.Method;
import archsim.engine.dram.AccessPattern;
import archsim.engine.plan.MachineKinds;
import archsim.engine.run.config.Fidelity;
import archsim.reports.plot.Theme;
import archsim.sweep.analysis.Objective;
import archsim.workloads.pruning.Criterion;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The whole command line in one process.
 *
 * <p>Exit codes: 0 done, 1 failed, 2 wrong input or usage. A fault is reported in words on the error stream; the stack trace
 * of a failure is shown on demand.
 */
@Command(
        name = "archsim",
        description = "Simulates compressed neural networks on accelerators: cycles, energy, bytes, and why.",
        versionProvider = BuildInfo.class,
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        sortOptions = false,
        footer = {"", "archsim --config FILE|NAME is short for archsim run --config FILE|NAME."})
final class Archsim implements Runnable, CommandRunner {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--stacktrace",
            scope = ScopeType.INHERIT,
            description = "Show where in archsim a failure happened.")
    private boolean stackTrace;

    private final PrintWriter out;
    private final PrintWriter err;

    /**
     * @param out for results only
     * @param err for all else
     */
    Archsim(PrintWriter out, PrintWriter err) {
        this.out = new VisibleWriter(out, false);
        this.err = new VisibleWriter(err, true);
    }

    @Override
    public int run(PrintWriter otherOut, PrintWriter otherErr, String... arguments) {
        return new Archsim(otherOut, otherErr).execute(arguments);
    }

    /** Runs the command that {@code arguments} ask for and returns its exit code. */
    int execute(String... arguments) {
        String[] expanded = Shorthand.expand(arguments);
        try {
            int exitCode = commandLine(expanded).execute(expanded);
            if (out.checkError()) {
                err.println("archsim: the result could not be written to standard output");
                return ExitCode.FAILED;
            }
            return exitCode;
        } catch (Error e) {
            return failed(e);
        }
    }

    private CommandLine commandLine(String... typed) {
        var commandLine = new CommandLine(this);
        Commands.addTo(commandLine, typed);
        return commandLine
                .setOut(out)
                .setErr(err)
                .setColorScheme(Help.defaultColorScheme(Ansi.OFF))
                .registerConverter(Format.class, new Choice<>(Format.class))
                .registerConverter(Fidelity.class, new Choice<>(Fidelity.class))
                .registerConverter(AccessPattern.class, new Choice<>(AccessPattern.class))
                .registerConverter(Catalogue.class, new Choice<>(Catalogue.class))
                .registerConverter(FileKind.class, new Choice<>(FileKind.class))
                .registerConverter(CheckFormat.class, new Choice<>(CheckFormat.class))
                .registerConverter(SweepEngine.class, new Choice<>(SweepEngine.class))
                .registerConverter(Method.Kind.class, new Choice<>(Method.Kind.class))
                .registerConverter(Criterion.class, new Choice<>(Criterion.class))
                .registerConverter(Theme.class, new Choice<>(Theme.class))
                .registerConverter(Objective.class, new Choice<>(Objective.class))
                .registerConverter(ValidateCommand.Order.class, new Choice<>(ValidateCommand.Order.class))
                .setParameterExceptionHandler((fault, arguments) -> misused(fault))
                .setExecutionExceptionHandler((fault, command, parsed) -> failed(fault));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command or --config FILE|NAME is needed");
    }

    private int misused(ParameterException thrown) {
        ParameterException fault = likelyCause(thrown);
        err.println("archsim: " + Misuse.sentence(fault));
        err.println("Try '" + fault.getCommandLine().getCommandSpec().qualifiedName() + " --help'.");
        return ExitCode.WRONG_INPUT;
    }

    /** An option that is missing was more likely mistyped, if there is an unknown one. */
    private static ParameterException likelyCause(ParameterException thrown) {
        List<String> unknown = thrown.getCommandLine().getUnmatchedArguments();
        return thrown instanceof MissingParameterException && !unknown.isEmpty()
                ? new UnmatchedArgumentException(thrown.getCommandLine(), unknown)
                : thrown;
    }

    private int failed(Throwable fault) {
        if (stackTrace) {
            fault.printStackTrace(err);
        }
        if (fault instanceof InvalidInputException) {
            err.println(fault.getMessage());
            return ExitCode.WRONG_INPUT;
        }
        String hint = stackTrace ? "" : " (--stacktrace shows where)";
        if (fault instanceof AtomicFile.FailedException || fault instanceof DivergedException) {
            err.println("archsim: " + fault.getMessage());
        } else if (fault instanceof OutOfMemoryError) {
            err.println(RootLocale.format(
                    "archsim: %d MiB of memory were not enough; JAVA_TOOL_OPTIONS=-Xmx8g would allow 8 GiB%s",
                    Runtime.getRuntime().maxMemory() >> 20, hint));
        } else {
            Optional<String> plugIn = MachineKinds.plugInBehind(fault);
            err.println(plugIn.map(jar -> jar + " failed with " + described(root(fault)))
                            .orElseGet(() -> "archsim failed with " + described(fault))
                    + hint);
            return plugIn.isPresent() ? ExitCode.WRONG_INPUT : ExitCode.FAILED;
        }
        return ExitCode.FAILED;
    }

    private static Throwable root(Throwable fault) {
        return fault.getCause() == null ? fault : root(fault.getCause());
    }

    private static String described(Throwable fault) {
        String name = fault.getClass().getSimpleName();
        return fault.getMessage() == null
                ? name
                : name + ": " + fault.getMessage().lines().findFirst().orElse("");
    }
}

package archsim.cli.sweep;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code archsim analyse}. */
@Command(
        name = "analyse",
        description =
                "Ask a sweep: where does pruning begin to pay, which points are worth having, which axis matters, how sure is it?",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "ANALYSIS",
        sortOptions = false,
        subcommands = {BreakEvenCommand.class, ParetoCommand.class, TornadoCommand.class, WinsCommand.class})
public final class AnalyseCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "break-even, pareto, tornado or wins is needed");
    }
}

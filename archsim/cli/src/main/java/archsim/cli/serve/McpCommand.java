package archsim.cli.serve;

import archsim.cli.output.ExitCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code archsim mcp}. */
@Command(
        name = "mcp",
        description =
                "Offer run, sweep, explain, list, show and check to an agent: a Model Context Protocol server over"
                        + " standard input and output.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class McpCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        var verbs = new Verbs(
                (CommandRunner) spec.root().userObject(), Runtime.getRuntime().availableProcessors());
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        new McpServer(verbs, spec.commandLine().getOut()).serve(in);
        return ExitCode.DONE;
    }
}

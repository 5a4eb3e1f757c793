package archsim.cli.serve;

import archsim.cli.output.ExitCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code archsim serve --stdio}. */
@Command(
        name = "serve",
        description =
                "Answer requests in one process: a line of JSON each on standard input, answers on standard output."
                        + " For programs, such as the Python package.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class ServeCommand implements Callable<Integer> {

    private static final int MOST_WORKERS = 256;
    private static final int LONGEST_QUEUE = 100_000;

    @Spec
    private CommandSpec spec;

    @Option(names = "--stdio", required = true, description = "Over standard input and output, the only way there is.")
    @SuppressWarnings("UnusedVariable") // says what the only way is, for others to come
    private boolean stdio;

    @Option(
            names = "--workers",
            paramLabel = "N",
            defaultValue = "1",
            description = "Requests worked on at a time (${DEFAULT-VALUE} if not given); each uses all cores.")
    private int workers;

    @Option(
            names = "--queue",
            paramLabel = "N",
            defaultValue = "64",
            description = "Requests that may wait (${DEFAULT-VALUE} if not given); more are refused as busy.")
    private int queue;

    @Override
    public Integer call() throws IOException, InterruptedException {
        requireWithin("--workers", workers, MOST_WORKERS);
        requireWithin("--queue", queue, LONGEST_QUEUE);
        var verbs = new Verbs(
                (CommandRunner) spec.root().userObject(), Runtime.getRuntime().availableProcessors());
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        new Server(verbs, workers, queue, spec.commandLine().getOut()).serve(in);
        return ExitCode.DONE;
    }

    private void requireWithin(String option, int value, int most) {
        if (value < 1 || value > most) {
            throw new ParameterException(
                    spec.commandLine(), option + " must be a whole number from 1 to " + most + ", was " + value);
        }
    }
}

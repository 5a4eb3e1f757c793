package archsim.cli.option;

import archsim.sweep.Workers;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The option of commands that use several cores. */
public final class ThreadsOption {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(names = "--threads", paramLabel = "N", description = "Never changes the result; all cores if not given.")
    private int threads = Runtime.getRuntime().availableProcessors();

    /**
     * How many to use.
     *
     * @throws ParameterException if there cannot be that many
     */
    public int count() {
        if (threads < 1 || threads > 1024) {
            throw new ParameterException(spec.commandLine(), "--threads must be 1 to 1024, was " + threads);
        }
        return threads;
    }

    /** The threads themselves. */
    public Workers workers() {
        return new Workers(count());
    }
}

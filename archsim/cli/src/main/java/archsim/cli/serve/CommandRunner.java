package archsim.cli.serve;

import java.io.PrintWriter;

/** Runs a command of the command line in this process. */
@FunctionalInterface
public interface CommandRunner {

    /** Runs the command that {@code arguments} ask for and returns its exit code. */
    int run(PrintWriter out, PrintWriter err, String... arguments);
}

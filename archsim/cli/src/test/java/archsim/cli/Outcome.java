package archsim.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * What one command did, run in this process.
 *
 * @param exitCode it would end the process with
 * @param out standard output
 * @param err error stream
 */
public record Outcome(int exitCode, String out, String err) {

    /** Runs {@code archsim} with {@code arguments}. */
    public static Outcome of(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        int exitCode = new Archsim(new PrintWriter(out), new PrintWriter(err)).execute(arguments);
        return new Outcome(exitCode, out.toString(), err.toString());
    }
}

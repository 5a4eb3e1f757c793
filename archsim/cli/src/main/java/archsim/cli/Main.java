package archsim.cli;

import archsim.cli.output.BrokenPipeTolerantStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Where the process starts. */
public final class Main {

    private Main() {}

    /** Runs one command and ends the process with its exit code. Both streams are UTF-8, whatever the locale. */
    public static void main(String[] arguments) {
        // For libraries; our own code names the locale wherever it formats.
        Locale.setDefault(Locale.ROOT);
        var out = new PrintWriter(
                new BrokenPipeTolerantStream(new FileOutputStream(FileDescriptor.out)), false, StandardCharsets.UTF_8);
        var err = new PrintWriter(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        int exitCode = new Archsim(out, err).execute(arguments);
        err.flush();
        // Training leaves threads behind that would keep the process alive.
        System.exit(exitCode);
    }
}

package archsim.cli.progress;

import archsim.compression.config.Progress;
import java.io.PrintWriter;

/** What a run starts from, finds and warns of, a line each. */
public abstract class PrintedProgress implements Progress {

    final PrintWriter err;

    PrintedProgress(PrintWriter err) {
        this.err = err;
    }

    /** A bar of epochs on a terminal, a line for each elsewhere. */
    public static Progress to(PrintWriter err) {
        return isOnTerminal() ? new EpochBar(err) : new EpochLines(err, System::nanoTime);
    }

    /** As the launcher found it. */
    static boolean isOnTerminal() {
        return System.getProperty("archsim.terminal") != null;
    }

    @Override
    public final void startsFrom(String note) {
        print(note);
    }

    @Override
    public final void finds(String result) {
        print(result);
    }

    @Override
    public final void warns(String warning) {
        print("warning: " + warning);
    }

    void print(String line) {
        err.println(line);
        err.flush();
    }
}

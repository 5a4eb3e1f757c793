package archsim.cli.progress;

import archsim.compression.config.Progress;
import java.io.PrintWriter;

/** What a run starts from, finds and warns of, a line each. */
abstract class PrintedProgress implements Progress {

    final PrintWriter err;

    PrintedProgress(PrintWriter err) {
        this.err = err;
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

    final void print(String line) {
        err.println(line);
        err.flush();
    }
}

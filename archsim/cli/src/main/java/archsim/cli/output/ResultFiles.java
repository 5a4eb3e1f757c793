package archsim.cli.output;

import archsim.engine.run.result.SimulationResult;
import archsim.reports.ReportFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;

/** The files of a run. Separate from the command, so that a run without them does not load the charts. */
final class ResultFiles {

    private ResultFiles() {}

    /** Writes them, and names them on {@code err}. */
    static void write(Path folder, SimulationResult result, PrintWriter err) throws IOException {
        ReportFiles.write(folder, result).forEach(file -> err.println("wrote " + folder.resolve(file)));
    }
}

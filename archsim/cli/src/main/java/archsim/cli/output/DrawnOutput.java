package archsim.cli.output;

import archsim.reports.drawn.DrawnFiles;
import archsim.sweep.drawn.DrawnResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;

/** The files of a comparison of masks. Separate from the command, so that one without them does not load the charts. */
public final class DrawnOutput {

    private DrawnOutput() {}

    /** Writes them, and names them on {@code err}. */
    public static void write(Path folder, DrawnResult result, PrintWriter err) throws IOException {
        DrawnFiles.write(folder, result).forEach(file -> err.println("wrote " + folder.resolve(file)));
    }

    /** The comparison as JSON. */
    public static String json(DrawnResult result) {
        return DrawnFiles.json(result);
    }
}

package archsim.cli.output;

import archsim.reports.plot.FigureFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;

/** A figure that a command writes, and the lines that name its files. */
public final class FigureOutput {

    private FigureOutput() {}

    /** Writes {@code figure} into {@code folder}, and a line for each file to {@code err}. */
    public static void write(FigureFiles figure, Path folder, PrintWriter err) throws IOException {
        figure.write(folder).forEach(file -> err.println("wrote " + folder.resolve(file)));
    }
}

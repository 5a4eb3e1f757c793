package archsim.cli.output;

import archsim.reports.study.StudyFiles;
import archsim.sweep.study.StudyResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;

/** The files of a study. Separate from the command, so that a study without them does not load the charts. */
public final class StudyOutput {

    private StudyOutput() {}

    /** Writes them, and names them on {@code err}. */
    public static void write(Path folder, StudyResult result, PrintWriter err) throws IOException {
        StudyFiles.write(folder, result).forEach(file -> err.println("wrote " + folder.resolve(file)));
    }
}

package archsim.cli.output;

import archsim.reports.tradeoff.TradeOffFiles;
import archsim.sweep.tradeoff.TradeOffResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;

/** The files of a study of types and patterns. Separate from the command, so that one without them does not load the charts. */
public final class TradeOffOutput {

    private TradeOffOutput() {}

    /** Writes them, and names them on {@code err}. */
    public static void write(Path folder, TradeOffResult result, PrintWriter err) throws IOException {
        TradeOffFiles.write(folder, result).forEach(file -> err.println("wrote " + folder.resolve(file)));
    }

    /** The study as JSON. */
    public static String json(TradeOffResult result) {
        return TradeOffFiles.json(result);
    }
}

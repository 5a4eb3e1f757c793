package archsim.cli.output;

import archsim.base.InvalidInputException;
import archsim.engine.run.RunSetup;
import archsim.engine.run.RunTrace;
import archsim.engine.run.config.Fidelity;
import archsim.engine.run.config.Overlap;
import archsim.engine.run.result.SimulationResult;
import archsim.reports.trace.TraceFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** The file of {@code --trace}. */
public final class TraceOutput {

    private static final String NAME = "trace.json";

    private TraceOutput() {}

    /**
     * Does nothing if the run has events to trace.
     *
     * @throws InvalidInputException if it has none
     */
    public static void check(RunSetup setup) {
        if (setup.fidelity() != Fidelity.EVENT) {
            throw InvalidInputException.of(
                    "--trace",
                    "needs event fidelity: there are no events in a run of %s fidelity",
                    setup.fidelity().jsonName());
        }
        if (setup.overlap() != Overlap.NONE) {
            throw InvalidInputException.of(
                    "--trace",
                    "needs layers that do not overlap: each is drawn by itself, and \"overlap\" was \"%s\"",
                    setup.overlap().jsonName());
        }
    }

    /** Writes it into {@code folder}, and says so, and what it leaves out, on {@code err}. */
    public static void write(Path folder, RunSetup setup, SimulationResult result, PrintWriter err) throws IOException {
        int layers = result.runs().stream().mapToInt(run -> run.layers().size()).sum();
        int mostSpans = TraceFile.spansOfLayer(layers);
        List<RunTrace> runs = IntStream.range(0, result.runs().size())
                .mapToObj(i -> RunTrace.of(setup, i, result.runs().get(i), mostSpans))
                .toList();
        TraceFile.write(
                folder.resolve(NAME), result.provenance(), setup.accelerator().name(), runs);
        err.println(
                "wrote " + folder.resolve(NAME) + " (" + TraceFile.sampling(runs) + "), which ui.perfetto.dev opens");
    }
}

package archsim.reports.result;

import archsim.base.InvalidInputException;
import archsim.base.Problems;
import archsim.base.json.StrictJson;
import archsim.engine.run.result.RunResult;
import archsim.engine.run.result.SimulationResult;
import jakarta.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code result.json} back. */
public final class ResultReader {

    /** As large as a run can write it; whether memory is enough shows when it is read. */
    private static final long LARGEST_FILE_BYTES = 1L << 30;

    private ResultReader() {}

    /**
     * The result in {@code file}, or in the {@code result.json} of a folder.
     *
     * @throws InvalidInputException with all faults of the file
     */
    public static SimulationResult read(Path file) {
        Path document = Files.isDirectory(file) ? file.resolve("result.json") : file;
        return read(document.toString(), StrictJson.readText(document, LARGEST_FILE_BYTES));
    }

    /**
     * The result in a document that {@link ResultJson} wrote.
     *
     * @param name of the input, for messages
     * @throws InvalidInputException with all faults of the document
     */
    public static SimulationResult read(String name, String text) {
        ResultFile file = StrictJson.read(name, text, ResultFile.class);
        var problems = new Problems(name);
        if (!(file.config() instanceof JsonObject)) {
            problems.add("/config", "must be an object");
        }
        if (file.runs().isEmpty()) {
            problems.add("/runs", "must hold at least one run");
        }
        for (int i = 0; i < file.runs().size(); i++) {
            if (file.runs().get(i).layers().isEmpty()) {
                problems.add("/runs/" + i + "/layers", "must hold at least one layer");
            }
        }
        problems.throwIfAny();
        List<RunResult> runs = new ArrayList<>();
        for (int i = 0; i < file.runs().size(); i++) {
            try {
                runs.add(run(file.runs().get(i)));
            } catch (ArithmeticException | IllegalArgumentException e) {
                problems.add("/runs/" + i + "/layers", "cannot be summed: %s", e.getMessage());
            }
        }
        problems.throwIfAny();
        return SimulationResult.of(file.provenance().provenance(), (JsonObject) file.config(), file.areaMm2(), runs);
    }

    private static RunResult run(ResultFile.Run run) {
        return RunResult.of(
                run.workload(),
                run.accelerator(),
                run.accuracy(),
                run.layers().stream().map(ResultFile.Layer::result).toList(),
                run.language().map(ResultFile.Language::facts));
    }
}

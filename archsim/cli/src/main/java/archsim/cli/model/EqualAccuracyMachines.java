package archsim.cli.model;

import archsim.base.AtomicFile;
import archsim.base.OutputLock;
import archsim.base.RootLocale;
import archsim.base.json.EnumNames;
import archsim.base.json.NamedFile;
import archsim.base.json.StrictJson;
import archsim.cli.output.BuildInfo;
import archsim.cli.output.StudyOutput;
import archsim.cli.progress.StepBar;
import archsim.compression.equal.EqualAccuracy;
import archsim.compression.equal.EqualAccuracyResult;
import archsim.compression.equal.EqualAccuracyResult.Tested;
import archsim.engine.run.RunCache;
import archsim.sweep.study.Study;
import archsim.sweep.study.StudyResult;
import archsim.sweep.study.StudyRunner;
import archsim.workloads.Scheme;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The models of a search for equal accuracy on the machines of a study: its storage, cycles, energy and claims. */
final class EqualAccuracyMachines {

    private static final JsonProvider JSON = JsonProvider.provider();
    /** What a study says of machines; all else is the search's. */
    private static final Set<String> OF_MACHINES = Set.of(
            "schemaVersion",
            "memory",
            "everyMachine",
            "denseMachines",
            "sparseMachines",
            "bounds",
            "compare",
            "fidelity");

    private EqualAccuracyMachines() {}

    /**
     * The study called {@code nameOrFile}.
     *
     * @throws archsim.base.InvalidInputException if there is none, or it is faulty
     */
    static JsonObject study(String nameOrFile) {
        NamedFile file = NamedFile.find(nameOrFile, Study.SHIPPED, "a study", "/machines");
        Study.read(file, Optional.empty(), cache());
        return StrictJson.parseObject(file.name(), file.text());
    }

    /**
     * Writes {@code machines.json}, a study of one pair for each structured scheme and seed, runs it and writes its files to
     * {@code machines}; nothing if there is nothing to compare, or no machines to do it on.
     *
     * @param err hears of the files
     */
    static void run(EqualAccuracyResult result, Path folder, int threads, PrintWriter err) throws IOException {
        JsonArray pairs = pairs(result);
        if (pairs.isEmpty() || result.config().machines().isEmpty()) {
            return;
        }
        JsonObjectBuilder study = JSON.createObjectBuilder();
        study(result.config().machines().get()).forEach((key, value) -> {
            if (OF_MACHINES.contains(key)) {
                study.add(key, value);
            }
        });
        String text = StrictJson.write(study.add("title", result.config().title())
                .add("remarks", remarks(result))
                .add("accuracyTolerancePoints", result.config().withinPoints())
                .add("pairs", pairs)
                .build());
        AtomicFile.write(folder.resolve("machines.json"), text);
        var file = new NamedFile("machines.json", text, folder.toAbsolutePath());
        StudyResult found = run(Study.read(file, Optional.empty(), cache()), threads);
        Path machines = Files.createDirectories(folder.resolve("machines"));
        OutputLock.holding(machines, () -> {
            StudyOutput.write(machines, found, err);
            return found;
        });
    }

    private static JsonArray pairs(EqualAccuracyResult result) {
        String single = EnumNames.of(Scheme.NON_STRUCTURED);
        JsonArrayBuilder pairs = JSON.createArrayBuilder();
        if (!result.models(single).isEmpty()) {
            result.models().stream()
                    .filter(model -> !model.kind().equals(EqualAccuracy.DENSE)
                            && !model.kind().equals(single))
                    .forEach(structured -> pairs.add(pair(result, structured)));
        }
        return pairs.build();
    }

    private static StudyResult run(Study study, int threads) {
        var runner = new StudyRunner(study);
        try (StepBar bar = StepBar.of("points", runner.steps(), runner.steps())) {
            return runner.run(threads, bar::step, BuildInfo.version(), BuildInfo.commit());
        }
    }

    private static JsonObject pair(EqualAccuracyResult result, Tested structured) {
        String kind = structured.kind();
        String single = EnumNames.of(Scheme.NON_STRUCTURED);
        return JSON.createObjectBuilder()
                .add("name", RootLocale.format("%s-seed%d", kind, structured.seed()))
                .add(
                        "title",
                        RootLocale.format("%s and %s at the rates found, seed %d", single, kind, structured.seed()))
                .add("layers", "all")
                .add("baseline", model(result, EqualAccuracy.DENSE, structured.seed()))
                .add("nonStructured", model(result, single, structured.seed()))
                .add("structured", model(result, kind, structured.seed()))
                .add("accuracies", EnumNames.of(result.verdict(List.of(EqualAccuracy.DENSE, single, kind))))
                .add("prunedAccuracies", EnumNames.of(result.verdict(List.of(single, kind))))
                .build();
    }

    private static JsonValue model(EqualAccuracyResult result, String kind, long seed) {
        Tested found = result.models(kind).stream()
                .filter(model -> model.seed() == seed)
                .findFirst()
                .orElseThrow();
        return JSON.createObjectBuilder().add("model", found.file()).build();
    }

    private static JsonArrayBuilder remarks(EqualAccuracyResult result) {
        return JSON.createArrayBuilder()
                .add(RootLocale.format(
                        "Rates were found by bisection on %,d validation images of %s at the accuracy of the dense network"
                                + " less %s points; the test images were read once, at the end, and a paired test over all"
                                + " seeds says which accuracies are equal. No rate is the paper's.",
                        result.validationImages(),
                        result.data(),
                        result.config().withinPoints()))
                .add(
                        "All models have the same layers pruned and the same bits. Inputs are those recorded on a validation image;"
                                + " each model has its own.");
    }

    private static RunCache cache() {
        return RunCache.ofBytes(Runtime.getRuntime().maxMemory() / 4);
    }
}

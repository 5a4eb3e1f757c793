package archsim.compression.equal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archsim.base.InvalidInputException;
import archsim.base.Sha256;
import archsim.base.json.NamedFile;
import archsim.compression.PairedAnswers.Verdict;
import archsim.compression.config.Progress;
import archsim.compression.equal.EqualAccuracyResult.Search;
import archsim.compression.equal.EqualAccuracyResult.Tested;
import archsim.workloads.dataset.DataSet;
import archsim.workloads.dataset.GeneratedDigits;
import archsim.workloads.model.CompressedModel;
import archsim.workloads.model.ModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EqualAccuracyTest {

    private static final String NETWORK = """
            {"schemaVersion": 1, "name": "tiny", "title": "tiny", "dataset": "digits", "source": "this test", "layers": [
              {"type": "conv", "name": "conv", "channels": 1, "filters": 8, "height": 28, "width": 28, "kernel": 5,
               "stride": 2, "pooling": {"window": 2, "stride": 2}},
              {"type": "fc", "name": "hidden", "inputs": 288, "outputs": 20},
              {"type": "fc", "name": "out", "inputs": 20, "outputs": 10}],
             "channelGroups": [
               {"producers": ["conv"], "consumers": ["hidden"], "inputsPerChannel": 36},
               {"producers": ["hidden"], "consumers": ["out"], "inputsPerChannel": 1}]}
            """;

    private static final String CONFIG = """
            {"schemaVersion": 1, "title": "tiny", "schemes": ["non-structured", "column-filter"],
             "recipe": {"schemaVersion": 1, "network": "%s", "scheme": "dense", "seed": 1, "batchSize": 32, "slices": 2,
               "shiftPixels": 0, "validationImages": 500,
               "dense": {"epochs": 3, "learningRate": 4e-3, "finalLearningRate": 1e-3}, "rounds": [],
               "quantisation": {"grid": "symmetric", "bits": 4, "steps": [
                 {"share": 1, "retraining": {"epochs": 0, "learningRate": 1e-3, "finalLearningRate": 1e-3}}]}},
             "rounds": [{
               "admm": {"iterations": 1, "epochsPerIteration": 1, "rhoStart": 0.01, "rhoGrowth": 3,
                        "learningRate": 2e-3, "finalLearningRate": 1e-3},
               "retraining": {"epochs": 2, "learningRate": 4e-3, "finalLearningRate": 1e-3}}],
             "rates": {"first": 2, "growth": 3, "most": 50, "resolution": 1.8}, "withinPoints": 3, "seeds": [1, 7]}
            """;

    private static final DataSet DIGITS = new GeneratedDigits(1).draw(1500, 300);

    @TempDir
    private static Path folder;

    private static EqualAccuracyConfig config;
    private static EqualAccuracyResult whole;

    @BeforeAll
    static void search() throws IOException {
        Path network = Files.writeString(folder.resolve("tiny.json"), NETWORK);
        String text = CONFIG.formatted(network.toString().replace("\\", "\\\\"));
        config =
                EqualAccuracyConfigs.read(new NamedFile("c.json", text, folder), UnaryOperator.identity(), study -> {});
        whole = run("whole", 2, () -> report -> {});
    }

    private static EqualAccuracyResult run(String name, int threads, Supplier<Progress> progress) throws IOException {
        Path out = Files.createDirectories(folder.resolve(name));
        return new EqualAccuracy(config, DIGITS, out, threads, "test", progress).run();
    }

    private static Map<String, String> digests(String name) throws IOException {
        var digests = new TreeMap<String, String>();
        Path out = folder.resolve(name);
        try (Stream<Path> files = Files.walk(out)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                digests.put(out.relativize(file).toString(), Sha256.of(Files.readAllBytes(file)));
            }
        }
        return digests;
    }

    @Test
    void theHighestRateThatHoldsIsFoundForEachScheme() {
        for (Search search : whole.searches()) {
            double found = search.found().orElseThrow();
            assertThat(search.tried()).allSatisfy(probe -> {
                boolean near = 100 * (whole.denseValidationAccuracy() - probe.validationAccuracy()) <= 3 + 1e-9;
                assertThat(probe.holds()).isEqualTo(near);
                assertThat(probe.holds() && probe.rate() > found).isFalse();
            });
        }
        assertThat(whole.searches()).hasSize(2);
    }

    @Test
    void allSeedsOfAllKindsAreTestedOnTheTestImages() {
        assertThat(whole.models())
                .extracting(Tested::kind)
                .containsExactly(
                        "dense", "dense", "non-structured", "non-structured", "column-filter", "column-filter");
        assertThat(whole.models()).extracting(Tested::seed).containsExactly(1L, 7L, 1L, 7L, 1L, 7L);
        assertThat(whole.models()).allSatisfy(tested -> {
            CompressedModel model = ModelFile.read(folder.resolve("whole").resolve(tested.file()));
            assertThat(model.manifest().accuracyAfter()).hasValue(tested.testAccuracy());
            assertThat(model.manifest().dataset()).isEqualTo(DIGITS.name());
            assertThat(model.manifest().hyperParameters()).containsEntry("testImages", "300");
        });
    }

    /** The trainings know validation images only: those of the search and those of the seeds. */
    @Test
    void noTrainingReadsTheTestImages() throws IOException {
        try (Stream<Path> runs = Files.list(folder.resolve("whole/runs"))) {
            assertThat(runs.toList()).hasSizeGreaterThan(6).allSatisfy(run -> {
                CompressedModel model = ModelFile.read(run.resolve("model.safetensors"));
                assertThat(model.manifest().dataset()).endsWith("(validation images)");
                assertThat(model.manifest().hyperParameters()).containsEntry("testImages", "500");
            });
        }
    }

    /** The dense network is 4-bit, too, and both schemes may prune all layers. */
    @Test
    void modelsAreComparedAtEqualBits() {
        assertThat(whole.models()).allSatisfy(tested -> {
            CompressedModel model = ModelFile.read(folder.resolve("whole").resolve(tested.file()));
            assertThat(model.manifest().layers()).allMatch(layer -> layer.bits() == 4);
            assertThat(tested.rate()).isEqualTo((double) tested.weights() / tested.kept());
        });
        assertThat(whole.comparisons())
                .extracting(pair -> pair.first() + " " + pair.second())
                .containsExactly("dense non-structured", "dense column-filter", "non-structured column-filter");
        assertThat(whole.comparisons())
                .allSatisfy(pair -> assertThat(pair.pairs().images()).isEqualTo(300));
    }

    /** 200 + 5,760 + 200 weights of 4 bits are half as many bytes; what is pruned takes less. */
    @Test
    void eachLayerIsStoredInItsSmallestFormat() {
        double dense = whole.models("dense").get(0).bytes();
        assertThat(dense).isLessThanOrEqualTo((8 * 25 + 288 * 20 + 200) / 2.0);
        for (String kind : List.of("non-structured", "column-filter")) {
            assertThat(whole.models(kind))
                    .allSatisfy(tested ->
                            assertThat(tested.bytes()).isLessThan(dense).isGreaterThan(tested.kept() * 4 / 8.0 - 1));
        }
    }

    @Test
    void oneVerdictIsThatOfTheLeastEqualPair() {
        List<Verdict> all = whole.comparisons().stream()
                .map(pair -> pair.pairs().verdict(3))
                .toList();
        Verdict expected = all.contains(Verdict.NOT_EQUAL)
                ? Verdict.NOT_EQUAL
                : all.contains(Verdict.NOT_DECIDED) ? Verdict.NOT_DECIDED : Verdict.EQUAL;
        assertThat(whole.verdict(List.of("dense", "non-structured", "column-filter")))
                .isEqualTo(expected);
        assertThat(whole.verdict(List.of("dense"))).isEqualTo(Verdict.EQUAL);
    }

    @Test
    void aStudyKilledAgainAndAgainEndsInTheSameBytes() throws IOException {
        EqualAccuracyResult killed = null;
        int kills = 0;
        while (killed == null) {
            var epochs = new AtomicInteger();
            try {
                killed = run("killed", 1, () -> report -> {
                    if (epochs.incrementAndGet() == 5) {
                        throw new IllegalStateException("killed");
                    }
                });
            } catch (IllegalStateException e) {
                kills++;
            }
        }
        assertThat(kills).isGreaterThan(3);
        assertThat(killed).isEqualTo(whole);
        assertThat(digests("killed")).isEqualTo(digests("whole"));
    }

    @Test
    void runsOfAnotherConfigurationAreNotTakenForItsOwn() throws IOException {
        Path other = Files.createDirectories(folder.resolve("other/runs/floats-seed1"));
        Files.copy(folder.resolve("whole/runs/floats-seed7/model.safetensors"), other.resolve("model.safetensors"));
        assertThatThrownBy(() -> run("other", 1, () -> report -> {}))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("is of another configuration or other data");
    }
}

package archsim.sweep.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import archsim.base.InvalidInputException;
import archsim.base.json.NamedFile;
import archsim.engine.run.RunCache;
import archsim.sweep.study.Claim.Verdict;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Studies are read strictly, run on every machine and judged by the paper's claims. */
class StudyTest {

    static final String SMALL = """
            {"schemaVersion": 1, "title": "a small study", "memory": "lpddr4-2400",
             "everyMachine": {"clockMhz": 500, "technologyNm": 45},
             "denseMachines": ["diannao"], "sparseMachines": ["cambricon-x", "eie"],
             "accuracyTolerancePoints": 0.2, "fidelity": "analytical",
             "pairs": [{"name": "conv", "title": "LeNet-5", "layers": "convolutions",
               "baseline": {"model": "lenet5-mnist-dense"},
               "nonStructured": {"model": "lenet5-mnist-nonstructured"},
               "structured": {"model": "lenet5-mnist-structured"}}]}
            """;

    private static Study read(String text) {
        var file = new NamedFile("small.json", text, Path.of(""));
        return Study.read(file, Optional.empty(), RunCache.ofBytes(64L << 20));
    }

    private static StudyResult run(String text, int threads) {
        return new StudyRunner(read(text)).run(threads, () -> {}, "1", "abc");
    }

    /**
     * The models that ship keep 69 + 154 = 223 and 50 + 240 = 290 of 25,500 CONV weights at 3 bits, as many as in the
     * paper's Table XIV: 83.625 and 108.75 bytes of values, and a PPR of 290 / 223 to break even.
     */
    @Test
    void modelsAreCountedAsTheTablesOfTheFieldCountThem() {
        PairResult pair = run(SMALL, 1).pairs().get(0);

        StoredModel indexed = pair.stored(Category.NON_STRUCTURED);
        StoredModel structured = pair.stored(Category.STRUCTURED);
        assertThat(pair.stored(Category.BASELINE).relativeBytes()).isEqualTo(102_000);
        assertThat(indexed.weights()).isEqualTo(223);
        assertThat(indexed.weightBytes()).isEqualTo(83.625);
        assertThat(indexed.relativeBytes()).isBetween(83.625, indexed.absoluteBytes());
        assertThat(structured.relativeBytes()).isEqualTo(108.75).isEqualTo(structured.absoluteBytes());
        assertThat(structured.compressionRate()).isCloseTo(102_000 / 108.75, within(1e-9));
        assertThat(pair.breakEvenPpr()).isCloseTo(290.0 / 223, within(1e-9));
        assertThat(pair.trained()).isTrue();
    }

    /** 99.51, 99.50 and 99.33 per cent lie 0.18 points apart: equal within 0.2, not within 0.1. */
    @Test
    void theVerdictOnTrainedModelsNeedsEqualAccuracy() {
        assertThat(verdicts(run(SMALL, 1))).containsEntry("C17", Verdict.HOLDS).containsEntry("C4", Verdict.HOLDS);
        assertThat(verdicts(run(SMALL.replace("0.2", "0.1"), 1))).containsEntry("C17", Verdict.DIFFERS);
    }

    /** Within 0.1 points the models are not equal, but a test that says they are is what counts, and one that does not. */
    @Test
    void aPairedTestDecidesWhichAccuraciesAreEqual() {
        String near = SMALL.replace("0.2", "0.1");
        assertThat(verdicts(run(tested(near, "equal"), 1)).values())
                .doesNotContain(Verdict.NOT_DECIDED)
                .contains(Verdict.HOLDS);
        assertThat(verdicts(run(tested(SMALL, "equal"), 1))).containsEntry("C17", Verdict.HOLDS);
        assertThat(verdicts(run(tested(SMALL, "not-decided"), 1)).values()).containsOnly(Verdict.NOT_DECIDED);
        StudyResult different = run(tested(SMALL, "not-equal"), 1);
        assertThat(verdicts(different)).containsEntry("C17", Verdict.DIFFERS).containsEntry("C4", Verdict.NOT_DECIDED);
        assertThat(different.claims(different.pairs().get(0)))
                .allSatisfy(claim -> assertThat(claim.reading()).contains("says: not equal"));
    }

    /** C4 compares the two pruned networks, C17 speaks of all three. */
    @Test
    void claimsOnThePrunedNetworksGoByTheTestOfThese() {
        String study = tested(SMALL, "not-equal")
                .replace("\"accuracies\": ", "\"prunedAccuracies\": \"equal\", \"accuracies\": ");
        assertThat(verdicts(run(study, 1))).containsEntry("C4", Verdict.HOLDS).containsEntry("C17", Verdict.DIFFERS);
    }

    private static String tested(String study, String verdict) {
        return study.replace("\"structured\": {", "\"accuracies\": \"" + verdict + "\", \"structured\": {");
    }

    private static Map<String, Verdict> verdicts(StudyResult result) {
        return result.claims(result.pairs().get(0)).stream().collect(Collectors.toMap(Claim::id, Claim::verdict));
    }

    @Test
    void aMachineThatCannotRunAModelSaysWhyAndTakesPartInNoContest() {
        PairResult pair = run(SMALL, 1).pairs().get(0);

        assertThat(pair.runs()).hasSize(9);
        assertThat(pair.runs().stream().filter(run -> run.result().isEmpty()))
                .hasSize(3)
                .allSatisfy(run -> assertThat(run.machine().name()).isEqualTo("eie"))
                .anySatisfy(run -> assertThat(run.reason()).contains("a convolution does not; and 1 more layer"));
        assertThat(Matchup.of(pair))
                .extracting(contest ->
                        contest.sparse().name() + " " + contest.other().name())
                .containsExactly("cambricon-x diannao", "cambricon-x cambricon-x");
    }

    @Test
    void onlyTheLayersInScopeAreRun() {
        PairResult conv = run(SMALL, 1).pairs().get(0);
        PairResult all =
                run(SMALL.replace("\"convolutions\"", "\"all\""), 1).pairs().get(0);
        Function<PairResult, Integer> layers =
                pair -> pair.runs().get(0).result().orElseThrow().layers().size();

        assertThat(layers.apply(conv)).isEqualTo(2);
        assertThat(layers.apply(all)).isEqualTo(4);
        assertThat(all.stored(Category.BASELINE).denseWeights()).isEqualTo(430_500);
    }

    /**
     * The non-structured model keeps 320 of 800 columns of fc1 and all of fc2: 160,000 + 5,000 weights of 3 bits without an index,
     * 61,875 B, beside which its convolutions take what they do alone.
     */
    @Test
    void layersThatKeptWholeColumnsHaveNoIndicesInEitherModel() {
        PairResult conv = run(SMALL, 1).pairs().get(0);
        PairResult all =
                run(SMALL.replace("\"convolutions\"", "\"all\""), 1).pairs().get(0);
        assertThat(all.stored(Category.NON_STRUCTURED).relativeBytes())
                .isEqualTo(61_875 + conv.stored(Category.NON_STRUCTURED).relativeBytes());
    }

    @Test
    void theNumberOfThreadsChangesNothing() {
        assertThat(run(SMALL, 2).pairs()).isEqualTo(run(SMALL, 1).pairs());
    }

    @Test
    void faultsAreToldAtTheirPlaceInTheStudy() {
        String faulty =
                SMALL.replace("cambricon-x", "cambricon-y").replace("lenet5-mnist-structured", "lenet5-nowhere");

        assertThatThrownBy(() -> read(faulty))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("/sparseMachines/0 must be one of archsim list accelerators")
                .hasMessageContaining("did you mean \"cambricon-x\"?")
                .hasMessageContaining("/pairs/0/structured/model names lenet5-nowhere");
        assertThatThrownBy(() -> read(SMALL.replace("\"memory\"", "\"memry\"")))
                .hasMessageContaining("did you mean \"memory\"?");
        assertThatThrownBy(() -> read(SMALL.replace("[\"diannao\"]", "[\"cambricon-x\"]")))
                .hasMessageContaining("names two machines \"cambricon-x\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"lenet5", "alexnet", "vgg16-cifar10", "resnet18", "mobilenet-v2"})
    void studiesThatShipCanBeRead(String name) {
        var file = NamedFile.find(name, Study.SHIPPED);

        Study study = Study.read(file, Optional.empty(), RunCache.ofBytes(64L << 20));

        assertThat(study.machines()).hasSize(14);
        assertThat(study.config().pairs())
                .allSatisfy(pair -> assertThat(pair.model(Category.STRUCTURED)).isNotNull());
    }
}

package archsim.workloads.sparsity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archsim.base.InvalidInputException;
import archsim.base.Problems;
import archsim.base.json.StrictJson;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;
import archsim.workloads.Workload;
import archsim.workloads.network.Network;
import archsim.workloads.network.Networks;
import archsim.workloads.storage.Compaction;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GeneratedWorkloadTest {

    private static final Network LENET = Networks.shipped("lenet5");

    private static Sparsity sparsity(String json) {
        var problems = new Problems("run.json");
        var sparsity = Sparsity.read(problems, StrictJson.parseObject("run.json", json), "/workloads/0/sparsity");
        problems.throwIfAny();
        sparsity.orElseThrow().check(LENET, problems, "/workloads/0/sparsity");
        problems.throwIfAny();
        return sparsity.orElseThrow();
    }

    private static List<String> faults(String json) {
        try {
            sparsity(json);
        } catch (InvalidInputException e) {
            return e.lines();
        }
        return List.of();
    }

    /** round(.3 * 500) = 150, round(.3 * 25000) = 7500; inputs: round(.5 * 784) = 392. */
    @Test
    void countsAreExact() {
        Workload workload = GeneratedWorkload.of(
                LENET, sparsity("{\"kind\":\"bernoulli\",\"weightDensity\":0.3,\"activationDensity\":0.5}"), 8, 1);
        assertThat(workload.layers())
                .extracting(layer -> layer.weights().count())
                .containsExactly(150, 7500, 120_000, 1500);
        assertThat(workload.layers().get(0).inputs().count()).isEqualTo(392);
        assertThat(workload.layers()).allMatch(layer -> layer.scheme() == Scheme.NON_STRUCTURED);
        assertThat(workload.layers()).allMatch(layer -> layer.weightBits() == 8);
    }

    @Test
    void aDensityCanBeGivenByLayerAndInputsDefaultToAll() {
        Workload workload = GeneratedWorkload.of(
                LENET,
                sparsity("{\"kind\":\"bernoulli\","
                        + "\"weightDensity\":{\"conv1\":1,\"conv2\":0.5,\"fc1\":0.001,\"fc2\":0}}"),
                8,
                1);
        assertThat(workload.layers())
                .extracting(layer -> layer.weights().count())
                .containsExactly(500, 12_500, 400, 0);
        assertThat(workload.layers().get(0).scheme()).isEqualTo(Scheme.DENSE);
        assertThat(workload.layers().get(1).inputs()).isEqualTo(Mask.full(2880));
    }

    /** conv2 at .25: sqrt is .5, so 25 of 50 filters and 250 of 500 columns. fc2 at .25: 5 of 10, 250 of 500. */
    @Test
    void columnsAndFiltersAreThinnedAlike() {
        Workload workload =
                GeneratedWorkload.of(LENET, sparsity("{\"kind\":\"column-filter\",\"weightDensity\":0.25}"), 3, 9);
        LayerWorkload conv2 = workload.layers().get(1);
        Compaction kept = Compaction.of(conv2.weights(), conv2.shape());
        assertThat(kept.keptFilters()).hasSize(25);
        assertThat(kept.keptColumns()).hasSize(250);
        assertThat(conv2.weights().count()).isEqualTo(25 * 250);
        assertThat(conv2.scheme()).isEqualTo(Scheme.COLUMN_FILTER);
    }

    /** conv2 at .01: round(50 * .1) = 5 filters, then .01 * 50 * 500 / 5 = 50 columns: 250 of 25 000. */
    @Test
    void structuredMasksMeetTheDensityWithinTheirRounding() {
        for (double density : new double[] {0.01, 0.02, 0.1, 0.3, 0.77, 1}) {
            Workload workload = GeneratedWorkload.of(
                    LENET, sparsity("{\"kind\":\"column-filter\",\"weightDensity\":" + density + "}"), 3, 9);
            assertThat(workload.layers().get(1).weights().density()).isBetween(density - 0.001, density + 0.001);
        }
    }

    /** AlexNet's conv4: 2 groups of 192 filters; sqrt(.25) keeps 96 of either. */
    @Test
    void groupsKeepEquallyManyFilters() {
        Network alexnet = Networks.shipped("alexnet");
        var shape = alexnet.layer("conv4").orElseThrow().shape();
        Mask mask = sparsity("{\"kind\":\"column-filter\",\"weightDensity\":0.25}")
                .regularity()
                .draw(shape, 0.25, Selection.of(1, "conv4", "weights"));
        assertThat(Compaction.of(mask, shape).keptFilters())
                .hasSize(192)
                .filteredOn(filter -> filter < 192)
                .hasSize(96);
    }

    @Test
    void aSeedGivesTheSameMasksAndALayerDoesNotDependOnTheOthers() {
        Sparsity sparsity = sparsity("{\"kind\":\"bernoulli\",\"weightDensity\":0.1,\"activationDensity\":0.5}");
        Workload first = GeneratedWorkload.of(LENET, sparsity, 8, 1);
        assertThat(GeneratedWorkload.of(LENET, sparsity, 8, 1).layers()).isEqualTo(first.layers());
        assertThat(GeneratedWorkload.of(LENET, sparsity, 8, 2).layers()).isNotEqualTo(first.layers());
        var alone = new Network("x", "x", "x", List.of(LENET.layers().get(1)), List.of(), "x");
        LayerWorkload conv2 =
                GeneratedWorkload.of(alone, sparsity, 8, 1).layers().get(0);
        assertThat(conv2.weights()).isEqualTo(first.layers().get(1).weights());
        assertThat(conv2.inputs()).isEqualTo(first.layers().get(1).inputs());
    }

    @Test
    void moreImagesMakeALargerBatch() {
        Workload workload = GeneratedWorkload.of(
                "mine",
                LENET,
                sparsity("{\"kind\":\"bernoulli\",\"weightDensity\":1,\"activationDensity\":0.5}"),
                new OperandBits(8, 8),
                3,
                1);
        assertThat(workload.layers().get(0).inputs().count()).isEqualTo(3 * 392);
        assertThat(workload.layers().get(0).shape().n()).isEqualTo(3);
    }

    /** 10 000 draws of 3 in 10: each element in 3000 of them, give or take 5 standard deviations of 46. */
    @Test
    void allElementsAreDrawnAlike() {
        Selection selection = Selection.of(1, "a", "b");
        int[] drawn = new int[10];
        for (int round = 0; round < 10_000; round++) {
            Mask mask = selection.draw(10, 3);
            assertThat(mask.count()).isEqualTo(3);
            for (int i = mask.next(0); i < 10; i = mask.next(i + 1)) {
                drawn[i]++;
            }
        }
        assertThat(IntStream.of(drawn)).allMatch(count -> count > 2770 && count < 3230);
    }

    @Test
    void anUnknownKindIsAnsweredWithTheKnownOnes() {
        assertThat(faults("{\"kind\":\"bernouli\",\"weightDensity\":0.3}"))
                .containsExactly("/workloads/0/sparsity/kind must be one of \"bernoulli\", \"clustered\", \"filter\","
                        + " \"channel\", \"column\", \"column-filter\", \"pattern\", \"nm\", \"block\","
                        + " was \"bernouli\", did you mean \"bernoulli\"?");
    }

    @Test
    void densitiesOutOfRangeOrOfUnknownLayersAreFaults() {
        assertThat(faults("{\"kind\":\"bernoulli\",\"weightDensity\":1.5}"))
                .containsExactly("/workloads/0/sparsity/weightDensity must be a number from 0 to 1,"
                        + " or one for each layer by name, was 1.5");
        assertThat(faults("{\"kind\":\"bernouli\",\"weightDensity\":{\"conv1\":-1,\"fc1\":null},"
                        + "\"activationDensity\":\"half\"}"))
                .containsExactly(
                        "/workloads/0/sparsity/weightDensity/conv1 must be a number from 0 to 1, was -1",
                        "/workloads/0/sparsity/weightDensity/fc1 must be a number from 0 to 1, was null",
                        "/workloads/0/sparsity/activationDensity must be a number from 0 to 1,"
                                + " or one for each layer by name, was \"half\"",
                        "/workloads/0/sparsity/kind must be one of \"bernoulli\", \"clustered\", \"filter\","
                                + " \"channel\", \"column\", \"column-filter\", \"pattern\", \"nm\", \"block\","
                                + " was \"bernouli\", did you mean \"bernoulli\"?");
        assertThat(faults("{\"kind\":\"bernoulli\",\"weightDensity\":{\"conv1\":1,\"conv2\":1,\"fc1\":1,\"fc3\":1}}"))
                .containsExactly(
                        "/workloads/0/sparsity/weightDensity/fc2 is missing",
                        "/workloads/0/sparsity/weightDensity/fc3 is not a layer of LeNet-5, did you mean \"fc1\"?");
        assertThat(faults("{\"kind\":\"bernoulli\"}"))
                .containsExactly("/workloads/0/sparsity weightDensity is missing, expected a number from 0 to 1,"
                        + " an object of them by layer, or densities by name instead");
    }

    @Test
    void anUncheckedSparsityIsRefused() {
        var sparsity = Sparsity.of(
                SparsityKind.BERNOULLI,
                jakarta.json.Json.createObjectBuilder().add("conv1", 1).build(),
                Optional.empty());
        assertThatThrownBy(() -> GeneratedWorkload.of(LENET, sparsity, 8, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void parametersBelongToTheirKind() {
        assertThat(faults("{\"kind\":\"clustered\",\"weightDensity\":0.3}"))
                .containsExactly("/workloads/0/sparsity densityVariation belongs to kind \"clustered\", is missing");
        assertThat(faults("{\"kind\":\"column\",\"weightDensity\":0.3,\"n\":2}"))
                .containsExactly("/workloads/0/sparsity n belongs to kind \"nm\" only");
        assertThat(faults("{\"kind\":\"nm\",\"n\":5,\"m\":4}"))
                .containsExactly("/workloads/0/sparsity n must be at most m, was 5 of 4");
        assertThat(faults("{\"kind\":\"nm\",\"n\":2,\"m\":4,\"weightDensity\":0.4}"))
                .containsExactly(
                        "/workloads/0/sparsity weightDensity must be n / m = 0.5, or 1 for layers that are not pruned");
        assertThat(faults("{\"kind\":\"column\",\"weightDensity\":0.3,\"librarySize\":6}"))
                .containsExactly("/workloads/0/sparsity librarySize belongs to kind \"pattern\" only");
    }

    /** round(.66 * 500) = 330 weights; conv2 reads what conv1 wrote, round(.82 * 2880) = 2362 inputs. */
    @Test
    void publishedDensitiesAreUsedByName() {
        Workload workload =
                GeneratedWorkload.of(LENET, sparsity("{\"kind\":\"bernoulli\",\"densities\":\"lenet5-han15\"}"), 8, 1);
        assertThat(workload.layers())
                .extracting(layer -> layer.weights().count())
                .containsExactly(330, 3000, 32_000, 950);
        assertThat(workload.layers())
                .extracting(layer -> layer.inputs().count())
                .containsExactly(784, 2362, 576, 275);
    }

    /** The inputs stay the published ones: round(.82 * 2880) = 2362 of conv2. */
    @Test
    void aDensityGivenBesidesPublishedOnesReplacesThatHalf() {
        Workload workload = GeneratedWorkload.of(
                LENET, sparsity("{\"kind\":\"column\",\"densities\":\"lenet5-han15\",\"weightDensity\":0.5}"), 8, 1);
        assertThat(workload.layers().get(1).weights().count()).isEqualTo(12_500);
        assertThat(workload.layers().get(1).inputs().count()).isEqualTo(2362);
    }

    @Test
    void publishedDensitiesMustShipAndBelongToTheNetwork() {
        assertThat(faults("{\"kind\":\"bernoulli\",\"densities\":\"alexnet-scnn\"}"))
                .containsExactly(
                        "/workloads/0/sparsity/densities are those of alexnet, not of lenet5: \"alexnet-scnn\"");
        assertThat(faults("{\"kind\":\"bernoulli\",\"densities\":\"lenet5-hann15\"}"))
                .singleElement()
                .asString()
                .startsWith("/workloads/0/sparsity/densities must be one of archsim list densities, was")
                .endsWith("did you mean \"lenet5-han15\"?");
    }

    /** Keys are activations: 12 * 64 * 128 = 98 304, half of them there, as wide as the machine's activations. */
    @Test
    void productsOfActivationsAreDrawnAtTheActivationDensity() {
        Network bert = Networks.shipped("bert-base-block");
        Sparsity sparsity = sparsity("{\"kind\":\"column-filter\",\"weightDensity\":0.1,\"activationDensity\":0.5}");
        Workload workload = GeneratedWorkload.of("b", bert, sparsity, new OperandBits(3, 16), 1, 1);
        LayerWorkload scores = workload.layers().get(3);
        assertThat(scores.weights().count()).isEqualTo(49_152);
        assertThat(scores.inputs().count()).isEqualTo(49_152);
        assertThat(scores.weightBits()).isEqualTo(16);
        assertThat(scores.scheme()).isEqualTo(Scheme.NON_STRUCTURED);
        assertThat(workload.layers().get(0).weightBits()).isEqualTo(3);
    }

    @Test
    void productsOfActivationsHaveNoWeightDensity() {
        Network bert = Networks.shipped("bert-base-block");
        String weights = "{\"query\":1,\"key\":1,\"value\":1,\"attention-output\":1,\"intermediate\":1";
        var problems = new Problems("run.json");
        sparsityOf(weights + ",\"output\":1}").check(bert, problems, "");
        assertThat(problems.isEmpty()).isTrue();
        sparsityOf(weights + ",\"scores\":1}").check(bert, problems, "");
        assertThat(problems.toException().lines())
                .containsExactly(
                        "/weightDensity/output is missing",
                        "/weightDensity/scores must be left out: the layer multiplies activations with activations");
    }

    private static Sparsity sparsityOf(String weightDensity) {
        return Sparsity.of(SparsityKind.BERNOULLI, StrictJson.parseObject("run.json", weightDensity), Optional.empty());
    }
}

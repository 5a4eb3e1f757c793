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
import org.junit.jupiter.api.Test;

class GeneratedWorkloadTest {

    private static final Network LENET = Networks.shipped("lenet5");

    private static Sparsity sparsity(String json) {
        var problems = new Problems("run.json");
        var sparsity = Sparsity.read(problems, StrictJson.parseObject("run.json", json), "/workloads/0/sparsity");
        problems.throwIfAny();
        sparsity.check(LENET, problems, "/workloads/0/sparsity");
        problems.throwIfAny();
        return sparsity;
    }

    private static List<String> faults(String json) {
        try {
            sparsity(json);
        } catch (InvalidInputException e) {
            return e.faults();
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
                .kind()
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
        assertThat(GeneratedWorkload.of(alone, sparsity, 8, 1).layers())
                .containsExactly(first.layers().get(1));
    }

    @Test
    void moreImagesMakeALargerBatch() {
        Workload workload = GeneratedWorkload.of(
                "mine",
                LENET,
                sparsity("{\"kind\":\"bernoulli\",\"weightDensity\":1,\"activationDensity\":0.5}"),
                8,
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
        assertThat(java.util.stream.IntStream.of(drawn)).allMatch(count -> count > 2770 && count < 3230);
    }

    @Test
    void anUnknownKindIsAnsweredWithTheKnownOnes() {
        assertThat(faults("{\"kind\":\"bernouli\",\"weightDensity\":0.3}"))
                .containsExactly("/workloads/0/sparsity/kind must be one of \"bernoulli\", \"column-filter\","
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
                        "/workloads/0/sparsity/kind must be one of \"bernoulli\", \"column-filter\","
                                + " was \"bernouli\", did you mean \"bernoulli\"?");
        assertThat(faults("{\"kind\":\"bernoulli\",\"weightDensity\":{\"conv1\":1,\"conv2\":1,\"fc1\":1,\"fc3\":1}}"))
                .containsExactly(
                        "/workloads/0/sparsity/weightDensity/fc2 is missing",
                        "/workloads/0/sparsity/weightDensity/fc3 is not a layer of LeNet-5, did you mean \"fc1\"?");
        assertThat(faults("{\"kind\":\"bernoulli\"}"))
                .containsExactly(
                        "/workloads/0/sparsity/weightDensity is missing, expected a number from 0 to 1, or an object of them by layer");
    }

    @Test
    void anUncheckedSparsityIsRefused() {
        var sparsity = new Sparsity(
                SparsityKind.BERNOULLI,
                jakarta.json.Json.createObjectBuilder().add("conv1", 1).build(),
                java.util.Optional.empty());
        assertThatThrownBy(() -> GeneratedWorkload.of(LENET, sparsity, 8, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

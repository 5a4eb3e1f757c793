package archsim.workloads.sparsity;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.base.Problems;
import archsim.workloads.network.Network;
import archsim.workloads.network.Networks;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PublishedDensitiesTest {

    static List<String> shipped() {
        return PublishedDensities.names();
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void shippedDensitiesFitTheLayersOfTheirNetwork(String name) {
        PublishedDensities densities = PublishedDensities.shipped(name);
        var problems = new Problems(name);
        densities.weights().check(Networks.shipped(densities.network()), layer -> true, problems, "/weightDensity");
        densities
                .activations()
                .check(Networks.shipped(densities.network()), layer -> true, problems, "/activationDensity");
        problems.throwIfAny();
        assertThat(densities.name()).isEqualTo(name);
    }

    /** Printed: 11 % of AlexNet, 7.5 % of VGG-16, 8 % of LeNet-5; each layer's share is rounded to 1 %. */
    @Test
    void hansTablesKeepTheirPublishedShare() {
        assertThat(keptShare("alexnet-han15")).isBetween(0.105, 0.115);
        assertThat(keptShare("vgg16-han15")).isBetween(0.073, 0.077);
        assertThat(keptShare("lenet5-han15")).isBetween(0.08, 0.09);
    }

    /** 6 050 of 430 500 weights are left, 71 times fewer; 2.9 M of 60.95 M in AlexNet, 21 times. */
    @Test
    void admmKeepsItsPublishedShare() {
        assertThat(1 / keptShare("lenet5-admm")).isBetween(71.0, 71.3);
        assertThat(1 / keptShare("alexnet-admm")).isBetween(20.5, 21.5);
    }

    private static double keptShare(String name) {
        PublishedDensities densities = PublishedDensities.shipped(name);
        Network network = Networks.shipped(densities.network());
        double kept = network.layers().stream()
                .mapToDouble(layer -> layer.parameters() * densities.weights().of(layer.name()))
                .sum();
        return kept / (network.convWeights() + network.fullyConnectedWeights());
    }

    /** The stem and the classifier were not measured. */
    @Test
    void googLeNetHasDensitiesOfItsInceptionModulesOnly() {
        PublishedDensities densities = PublishedDensities.shipped("googlenet-scnn");
        assertThat(densities.weightDensity()).hasSize(54).containsEntry("inception_5b-pool_proj", 0.314744);
        assertThat(densities.activations().of("inception_4a-3x3")).isEqualTo(0.618622);
        assertThat(densities.weights().of("conv1")).isEqualTo(1);
    }
}

package archsim.validation.design;

import archsim.base.json.Range;
import archsim.workloads.Workload;
import archsim.workloads.network.Networks;
import archsim.workloads.sparsity.GeneratedWorkload;
import archsim.workloads.sparsity.OperandBits;
import archsim.workloads.sparsity.PublishedDensities;
import archsim.workloads.sparsity.Sparsity;
import archsim.workloads.sparsity.SparsityKind;
import jakarta.json.Json;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * One image on a network that ships, its masks drawn evenly from seed 1.
 *
 * @param network its name
 * @param densities name of {@link PublishedDensities}
 * @param weightBits width of weights
 * @param layers which of them
 */
public record DrawnNetwork(
        String network,
        String densities,
        @Range(min = 1, max = 32) int weightBits,
        Layers layers) {

    /** Which layers. */
    public enum Layers {
        ALL,
        CONV
    }

    /** The workload at the published densities. */
    Workload pruned() {
        return workload(new Sparsity(
                SparsityKind.BERNOULLI,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(densities),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Optional.empty()));
    }

    /** The workload with every weight and every input present. */
    Workload dense() {
        return workload(Sparsity.of(SparsityKind.BERNOULLI, Json.createValue(1), Optional.empty()));
    }

    private Workload workload(Sparsity sparsity) {
        var bits = new OperandBits(weightBits, weightBits);
        Workload drawn = GeneratedWorkload.of(network, Networks.shipped(network), sparsity, bits, 1, 1);
        return new Workload(
                network,
                network,
                "",
                drawn.layers().stream()
                        .filter(layer -> layers == Layers.ALL || layer.layer().isConvolution())
                        .toList());
    }
}

package archsim.validation.memory;

import archsim.base.json.Described;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Workload;
import archsim.workloads.network.Networks;
import archsim.workloads.sparsity.GeneratedWorkload;
import archsim.workloads.sparsity.Sparsity;
import archsim.workloads.sparsity.SparsityKind;
import jakarta.json.Json;
import java.util.List;
import java.util.Optional;

/**
 * Convolutions of a network that ships, with drawn masks.
 *
 * @param network its name
 * @param layers what the names of the layers begin with; all convolutions if absent
 * @param densities those measured on a real network, by name; or else
 * @param density of weights and inputs alike, 0 to 1
 */
public record ConvolutionSample(
        String network,
        Optional<String> layers,
        Optional<String> densities,
        @Described("a number from 0 to 1") Optional<Double> density) {

    private static final int SEED = 1;

    public ConvolutionSample {
        if (densities.isPresent() == density.isPresent()) {
            throw new IllegalArgumentException("either densities or density must be given");
        }
    }

    /** The same layers at another density. */
    public ConvolutionSample at(double other) {
        return new ConvolutionSample(network, layers, Optional.empty(), Optional.of(other));
    }

    /** The layers with masks of seed 1. */
    public Workload workload(int weightBits) {
        return workload(weightBits, sparsity());
    }

    /** The same at other densities, 0 to 1. */
    public Workload workload(int weightBits, double weightDensity, double inputDensity) {
        return workload(weightBits, evenly(weightDensity, inputDensity));
    }

    private Workload workload(int weightBits, Sparsity sparsity) {
        List<LayerWorkload> chosen =
                GeneratedWorkload.of(Networks.shipped(network), sparsity, weightBits, SEED).layers().stream()
                        .filter(layer -> layer.layer().isConvolution())
                        .filter(layer -> layer.layer().name().startsWith(layers.orElse("")))
                        .toList();
        return new Workload(network, network, "", chosen);
    }

    private Sparsity sparsity() {
        return densities.map(Sparsity::measured).orElseGet(() -> evenly(density.orElseThrow(), density.orElseThrow()));
    }

    private static Sparsity evenly(double weightDensity, double inputDensity) {
        return Sparsity.of(
                SparsityKind.BERNOULLI, Json.createValue(weightDensity), Optional.of(Json.createValue(inputDensity)));
    }
}

package archsim.validation.design;

import archsim.base.json.Range;
import archsim.workloads.Layer;
import archsim.workloads.LayerShape;
import archsim.workloads.Workload;
import archsim.workloads.network.Network;
import archsim.workloads.sparsity.GeneratedWorkload;
import archsim.workloads.sparsity.Sparsity;
import archsim.workloads.sparsity.SparsityKind;
import jakarta.json.Json;
import java.util.List;
import java.util.Optional;

/**
 * A square convolution with as many filters as channels that keeps the size of its map; masks drawn evenly from seed 1.
 *
 * @param channels of the input and of the output
 * @param mapSize rows and columns of the input and of the output
 * @param kernelSize rows and columns of the filter, odd
 */
public record DrawnConvolution(
        @Range(min = 1, max = 4096) int channels,
        @Range(min = 1, max = 1024) int mapSize,
        @Range(min = 1, max = 15) int kernelSize,
        @Range(min = 0, max = 1) double weightDensity,
        @Range(min = 0, max = 1) double activationDensity) {

    public DrawnConvolution {
        if (kernelSize % 2 == 0) {
            throw new IllegalArgumentException("kernelSize must be odd, was " + kernelSize);
        }
    }

    /** The workload of that one layer. */
    Workload workload(int weightBits) {
        var shape = LayerShape.convolution(channels, channels)
                .map(mapSize, mapSize)
                .kernel(kernelSize, kernelSize)
                .padding(kernelSize / 2)
                .build();
        var network = new Network("layer", "One layer", "none", List.of(new Layer("layer", shape)), List.of(), "none");
        var sparsity = Sparsity.of(
                SparsityKind.BERNOULLI,
                Json.createValue(weightDensity),
                Optional.of(Json.createValue(activationDensity)));
        return GeneratedWorkload.of(network, sparsity, weightBits, 1);
    }
}

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

/** A fully connected layer for one vector; masks drawn evenly from seed 1. */
public record DrawnConnected(
        @Range(min = 1, max = 65536) int inputs,
        @Range(min = 1, max = 65536) int outputs,
        @Range(min = 0, max = 1) double weightDensity,
        @Range(min = 0, max = 1) double activationDensity) {

    /** The workload of that one layer. */
    public Workload workload(int weightBits) {
        var layer = new Layer("connected", LayerShape.fullyConnected(1, inputs, outputs));
        var network = new Network("connected", "One layer", "none", List.of(layer), List.of(), "none");
        var sparsity = Sparsity.of(
                SparsityKind.BERNOULLI,
                Json.createValue(weightDensity),
                Optional.of(Json.createValue(activationDensity)));
        return GeneratedWorkload.of(network, sparsity, weightBits, 1);
    }
}

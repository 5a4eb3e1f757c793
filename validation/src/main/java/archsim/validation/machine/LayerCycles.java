package archsim.validation.machine;

import archsim.base.json.Range;
import archsim.base.json.SubtypeReader;
import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.engine.pe.Machine;
import archsim.engine.plan.Dataflow;
import archsim.validation.fact.Measurement;
import archsim.workloads.LayerWorkload;
import archsim.workloads.network.Networks;
import archsim.workloads.sparsity.GeneratedWorkload;
import archsim.workloads.sparsity.Sparsity;
import archsim.workloads.sparsity.SparsityKind;
import jakarta.json.Json;
import jakarta.json.bind.annotation.JsonbTypeDeserializer;
import java.util.Optional;

/**
 * Cycles of one layer while memory never stalls, on a design that ships with another dataflow in it; masks are drawn from
 * seed 1.
 *
 * @param accelerator whose array, widths and buffers are used
 * @param dataflow in place of its own
 * @param network that ships
 * @param layer of the network
 */
public record LayerCycles(
        String accelerator,
        @JsonbTypeDeserializer(SubtypeReader.class) Dataflow dataflow,
        String network,
        String layer,
        @Range(min = 0, max = 1) double weightDensity,
        @Range(min = 0, max = 1) double activationDensity)
        implements Measurement {

    @Override
    public double value() {
        Machine machine = AcceleratorLibrary.find(accelerator).machine();
        var parts = new Machine(machine.peArray(), dataflow.multipliersPerPe(), machine.precision(), machine.buffers());
        return dataflow.plan(workload(machine.precision().weightBits()), parts).computeCycles();
    }

    private LayerWorkload workload(int weightBits) {
        Sparsity sparsity = Sparsity.of(
                SparsityKind.BERNOULLI,
                Json.createValue(weightDensity),
                Optional.of(Json.createValue(activationDensity)));
        return GeneratedWorkload.of(Networks.shipped(network), sparsity, weightBits, 1).layers().stream()
                .filter(each -> each.layer().name().equals(layer))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(network + " has no layer " + layer));
    }
}

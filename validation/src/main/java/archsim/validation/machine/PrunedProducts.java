package archsim.validation.machine;

import archsim.base.RootLocale;
import archsim.base.json.Range;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.run.Simulator;
import archsim.engine.run.config.Fidelity;
import archsim.tables.DramStandard;
import archsim.validation.fact.Measurement;
import archsim.validation.memory.ReferenceMemories;
import archsim.workloads.Layer;
import archsim.workloads.LayerShape;
import archsim.workloads.network.Network;
import archsim.workloads.sparsity.GeneratedWorkload;
import archsim.workloads.sparsity.Sparsity;
import archsim.workloads.sparsity.SparsityKind;
import jakarta.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How many times fewer cycles pruned weights need than dense ones, memory included: matrices past each of which as many
 * vectors of dense inputs stream.
 *
 * @param machine name of one that ships or of a reference machine
 * @param memory name of a reference memory
 * @param vectors of each product, tokens of a transformer
 * @param matrices at least one
 * @param sparsity of the pruned weights; drawn from seed 1
 */
public record PrunedProducts(
        String machine,
        String memory,
        @Range(min = 1, max = 65536) int vectors,
        List<WeightMatrix> matrices,
        Sparsity sparsity)
        implements Measurement {

    private static final Sparsity DENSE = Sparsity.of(SparsityKind.BERNOULLI, Json.createValue(1), Optional.empty());
    private static final long SEED = 1;

    /** A matrix of weights, by the length of the vectors that it takes and gives. */
    public record WeightMatrix(
            @Range(min = 1, max = 65536) int inputs,
            @Range(min = 1, max = 65536) int outputs) {}

    public PrunedProducts {
        if (matrices.isEmpty()) {
            throw new IllegalArgumentException("matrices must not be empty");
        }
        matrices = List.copyOf(matrices);
    }

    @Override
    public double value() {
        return (double) cycles(DENSE) / cycles(sparsity);
    }

    private long cycles(Sparsity weights) {
        Accelerator design = ReferenceMachines.find(machine);
        var workload =
                GeneratedWorkload.of(products(), weights, design.precision().weightBits(), SEED);
        DramStandard dram = ReferenceMemories.find(memory);
        return new Simulator(design, dram, Fidelity.EVENT)
                .run(workload)
                .result()
                .totals()
                .cycles();
    }

    private Network products() {
        List<Layer> layers = IntStream.range(0, matrices.size())
                .mapToObj(i -> new Layer(RootLocale.format("product%d", i + 1), shape(matrices.get(i))))
                .toList();
        return new Network("products", "products", "none", layers, List.of(), "none");
    }

    private LayerShape shape(WeightMatrix matrix) {
        return LayerShape.convolution(matrix.inputs(), matrix.outputs())
                .map(1, vectors)
                .build();
    }
}

package archsim.engine.run.config;

import archsim.workloads.sparsity.OperandBits;
import archsim.workloads.sparsity.StatedWeights;
import archsim.workloads.sparsity.TensorLayer;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;

/**
 * What a workload is made from: equal if and only if the workloads are.
 *
 * @param name of the workload
 * @param source model, network or file of tensors
 * @param layers to read from a file of tensors
 * @param sparsity of generated masks, as written
 * @param bits of its operands
 * @param images of a batch
 * @param seed of generated masks
 * @param convolutionsOnly whether the other layers are left out
 * @param compacted whether layers without a hole in what they keep are structured ones
 * @param tokens what a language model is run on, as written
 * @param stored how drawn weights are stored
 */
public record WorkloadContent(
        String name,
        String source,
        Optional<List<TensorLayer>> layers,
        Optional<JsonValue> sparsity,
        OperandBits bits,
        int images,
        long seed,
        boolean convolutionsOnly,
        boolean compacted,
        Optional<JsonValue> tokens,
        StatedWeights stored) {

    public WorkloadContent {
        layers = layers.map(List::copyOf);
    }

    /** Of a model or of tensors. */
    public WorkloadContent(
            String name,
            String source,
            Optional<List<TensorLayer>> layers,
            Optional<JsonValue> sparsity,
            OperandBits bits,
            int images,
            long seed,
            boolean convolutionsOnly) {
        this(
                name,
                source,
                layers,
                sparsity,
                bits,
                images,
                seed,
                convolutionsOnly,
                false,
                Optional.empty(),
                StatedWeights.PLAIN);
    }

    /** The same without all other layers. */
    public WorkloadContent onlyConvolutions() {
        return new WorkloadContent(name, source, layers, sparsity, bits, images, seed, true, compacted, tokens, stored);
    }

    /** The same with layers that keep whole filters and columns as structured ones. */
    public WorkloadContent withCompactLayers() {
        return new WorkloadContent(
                name, source, layers, sparsity, bits, images, seed, convolutionsOnly, true, tokens, stored);
    }
}

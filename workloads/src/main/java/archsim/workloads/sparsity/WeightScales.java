package archsim.workloads.sparsity;

import archsim.base.json.Range;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Quantisation;
import archsim.workloads.StoredCount;
import archsim.workloads.Workload;
import archsim.workloads.storage.Compaction;
import java.util.List;
import java.util.OptionalInt;

/**
 * Scales that are stated beside weights whose masks are drawn.
 *
 * <p>Each filter's weights are cut into groups in their order, and the last group may be smaller; of a structured layer the
 * kept ones are. Products of activations have none.
 *
 * @param groupSize weights of a filter that share a scale; all of a filter if absent
 * @param bits of a scale
 * @param zeroPointBits of a group's zero point; none is stored if absent
 */
public record WeightScales(
        @Range(min = 1, max = 1 << 24) OptionalInt groupSize,
        @Range(min = 1, max = 32) int bits,
        @Range(min = 1, max = 32) OptionalInt zeroPointBits) {

    /** {@code workload} with these scales. */
    public Workload beside(Workload workload) {
        List<LayerWorkload> layers = workload.layers().stream()
                .map(layer -> layer.layer().hasParameters() ? layer.withQuantisation(quantisation(layer)) : layer)
                .toList();
        return new Workload(workload.name(), workload.origin(), workload.sha256(), layers, workload.accuracy());
    }

    private Quantisation quantisation(LayerWorkload layer) {
        long groups = groups(layer);
        StoredCount zeroPoints =
                zeroPointBits.isPresent() ? StoredCount.packed(groups, zeroPointBits.getAsInt()) : StoredCount.NONE;
        StoredCount scales = StoredCount.packed(groups, bits);
        return new Quantisation(
                "stated",
                "int" + layer.weightBits(),
                groupSize.isPresent() ? List.of(groupSize.getAsInt()) : List.of(),
                scales,
                StoredCount.NONE,
                zeroPoints,
                StoredCount.NONE,
                0);
    }

    private long groups(LayerWorkload layer) {
        LayerShape shape = layer.shape();
        if (!layer.scheme().isStructured()) {
            return shape.k() * groupsOfFilter(shape.weightsPerFilter());
        }
        Compaction kept = Compaction.of(layer.weights(), shape);
        return kept.keptFilters().size() * groupsOfFilter(kept.keptColumns().size());
    }

    private long groupsOfFilter(long weights) {
        long size = groupSize.isPresent() ? groupSize.getAsInt() : Math.max(1, weights);
        return (weights + size - 1) / size;
    }
}

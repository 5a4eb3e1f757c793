package archsim.workloads.sparsity;

import archsim.base.json.Range;
import archsim.base.number.BlockScale;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Quantisation;
import archsim.workloads.StoredCount;
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

    /**
     * Scales beside the weights of {@code layer}.
     *
     * @param type of a weight
     * @param tensorBits of a scale for all of them; 0 if there is none
     */
    Quantisation quantisation(LayerWorkload layer, String type, int tensorBits) {
        long groups = groups(layer);
        StoredCount zeroPoints =
                zeroPointBits.isPresent() ? StoredCount.packed(groups, zeroPointBits.getAsInt()) : StoredCount.NONE;
        return new Quantisation(
                Quantisation.STATED,
                type,
                groupSize.isPresent() ? List.of(groupSize.getAsInt()) : List.of(),
                StoredCount.packed(groups, bits),
                tensorBits > 0 ? StoredCount.packed(1, tensorBits) : StoredCount.NONE,
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
        return groupSize.isPresent() ? BlockScale.blocks(weights, groupSize.getAsInt()) : 1;
    }
}

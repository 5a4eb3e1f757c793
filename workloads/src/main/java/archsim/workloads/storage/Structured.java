package archsim.workloads.storage;

import archsim.workloads.LayerShape;
import archsim.workloads.Mask;
import archsim.workloads.WeightTensor;
import java.util.Optional;

/**
 * The dense matrix that is left without empty filters and columns.
 *
 * <p>No index is counted, as in the paper: the next layer is built for fewer inputs, and which columns are read is part
 * of the layer's descriptor. What two bitmaps for it would take is in {@link Compaction#keptMapBits()}.
 */
public record Structured() implements StorageFormat {

    @Override
    public String name() {
        return "structured";
    }

    @Override
    public StorageBits size(Mask mask, LayerShape shape, int weightBits) {
        return new StorageBits(Math.multiplyExact(Compaction.of(mask, shape).weights(), (long) weightBits), 0, 0, 0);
    }

    @Override
    public EncodedWeights encode(WeightTensor weights, LayerShape shape) {
        Mask mask = weights.mask();
        Compaction kept = Compaction.of(mask, shape);
        var bits = new PackedBits.Writer();
        var code = LevelCode.of(weights, mask.count() < kept.weights());
        int width = Math.toIntExact(shape.weightsPerFilter());
        int[] columns = kept.keptColumns().stream().mapToInt(column -> column).toArray();
        for (int filter : kept.keptFilters()) {
            for (int column : columns) {
                bits.append(code.encode(weights, filter * width + column), code.bits());
            }
        }
        return new EncodedWeights(bits.packed(), code, Optional.of(kept), 0);
    }

    @Override
    public WeightTensor decode(EncodedWeights encoded, LayerShape shape) {
        Compaction kept = encoded.kept().orElseThrow();
        var bits = new PackedBits.Reader(encoded.bits());
        var decoded = encoded.code().decoded(Math.toIntExact(shape.weights()));
        int width = Math.toIntExact(shape.weightsPerFilter());
        for (int filter : kept.keptFilters()) {
            for (int column : kept.keptColumns()) {
                decoded.set(filter * width + column, bits.next(encoded.code().bits()));
            }
        }
        return decoded.tensor();
    }
}

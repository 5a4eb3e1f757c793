package archsim.workloads.storage;

import archsim.workloads.LayerShape;
import archsim.workloads.Mask;
import archsim.workloads.WeightTensor;
import java.util.Optional;

/** Every weight, zeros included. */
public record Dense() implements StorageFormat {

    @Override
    public String name() {
        return "dense";
    }

    @Override
    public StorageBits size(Mask mask, LayerShape shape, int weightBits) {
        return new StorageBits((long) mask.size() * weightBits, 0, 0, 0);
    }

    @Override
    public EncodedWeights encode(WeightTensor weights, LayerShape shape) {
        var bits = new PackedBits.Writer();
        var code = LevelCode.of(weights, weights.mask().count() < weights.size());
        for (int i = 0; i < weights.size(); i++) {
            bits.append(code.encode(weights, i), code.bits());
        }
        return new EncodedWeights(bits.packed(), code, Optional.empty(), 0);
    }

    @Override
    public WeightTensor decode(EncodedWeights encoded, LayerShape shape) {
        var bits = new PackedBits.Reader(encoded.bits());
        int size = Math.toIntExact(shape.weights());
        var decoded = encoded.code().decoded(size);
        for (int i = 0; i < size; i++) {
            decoded.set(i, bits.next(encoded.code().bits()));
        }
        return decoded.tensor();
    }
}

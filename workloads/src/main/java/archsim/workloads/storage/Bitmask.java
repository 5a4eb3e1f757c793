package archsim.workloads.storage;

import archsim.workloads.LayerShape;
import archsim.workloads.Mask;
import archsim.workloads.WeightTensor;
import java.util.Optional;

/** One bit for each weight that says whether it is present, then the present ones in order. */
public record Bitmask() implements StorageFormat {

    @Override
    public String name() {
        return "bitmask";
    }

    @Override
    public StorageBits size(Mask mask, LayerShape shape, int weightBits) {
        return new StorageBits((long) mask.count() * weightBits, mask.size(), 0, 0);
    }

    @Override
    public EncodedWeights encode(WeightTensor weights, LayerShape shape) {
        var bits = new PackedBits.Writer();
        var code = LevelCode.of(weights, false);
        Mask mask = weights.mask();
        for (int i = 0; i < mask.size(); i += 32) {
            int length = Math.min(32, mask.size() - i);
            bits.append(mask.bits(i, length), length);
        }
        for (int i = mask.next(0); i < mask.size(); i = mask.next(i + 1)) {
            bits.append(code.encode(weights, i), code.bits());
        }
        return new EncodedWeights(bits.packed(), code, Optional.empty(), 0);
    }

    @Override
    public WeightTensor decode(EncodedWeights encoded, LayerShape shape) {
        int size = Math.toIntExact(shape.weights());
        var bits = new PackedBits.Reader(encoded.bits());
        Mask mask = Mask.of(size, i -> bits.next(1) == 1);
        var decoded = encoded.code().decoded(size);
        for (int i = mask.next(0); i < size; i = mask.next(i + 1)) {
            decoded.set(i, bits.next(encoded.code().bits()));
        }
        return decoded.tensor();
    }
}

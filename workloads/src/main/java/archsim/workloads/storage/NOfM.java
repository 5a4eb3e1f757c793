package archsim.workloads.storage;

import archsim.workloads.LayerShape;
import archsim.workloads.Mask;
import archsim.workloads.WeightTensor;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * At most {@code n} of every {@code m} weights in a row: {@code n} slots of a value and its place in the group.
 *
 * <p>Groups start at each row's first column; a last group of {@code l < m} columns has {@code min(n, l)} slots. Slots
 * that the group does not need hold zeros and count as fillers.
 *
 * @param n slots of a group, at least 1
 * @param m columns of a group, more than {@code n}, at most 256
 */
public record NOfM(int n, int m) implements StorageFormat {

    public NOfM {
        if (n < 1 || m <= n || m > 256) {
            throw new IllegalArgumentException("1 <= n < m <= 256 must hold, was n=%d m=%d".formatted(n, m));
        }
    }

    @Override
    public String name() {
        return n + ":" + m;
    }

    private int placeBits() {
        return 32 - Integer.numberOfLeadingZeros(m - 1);
    }

    @Override
    public boolean holds(Mask mask, LayerShape shape, int weightBits) {
        int width = Math.toIntExact(shape.weightsPerFilter());
        for (int row = 0; row < shape.k(); row++) {
            int end = (row + 1) * width;
            for (int group = row * width; group < end; group += m) {
                if (mask.count(group, Math.min(group + m, end)) > n) {
                    return false;
                }
            }
        }
        return true;
    }

    @Override
    public OptionalInt indexBits(Mask mask, int weightBits) {
        return OptionalInt.of(placeBits());
    }

    @Override
    public StorageBits size(Mask mask, LayerShape shape, int weightBits) {
        long width = shape.weightsPerFilter();
        long slots = shape.k() * (width / m * n + Math.min(n, width % m));
        long count = mask.count();
        return new StorageBits(
                count * weightBits, count * placeBits(), (slots - count) * (weightBits + placeBits()), 0);
    }

    @Override
    public EncodedWeights encode(WeightTensor weights, LayerShape shape) {
        Mask mask = weights.mask();
        if (!holds(mask, shape, weights.bits())) {
            throw new IllegalArgumentException("at most %d of %d weights must be present".formatted(n, m));
        }
        var code = LevelCode.of(weights, size(mask, shape, weights.bits()).fillers() > 0);
        var bits = new PackedBits.Writer();
        int width = Math.toIntExact(shape.weightsPerFilter());
        for (int row = 0; row < shape.k(); row++) {
            int end = (row + 1) * width;
            for (int group = row * width; group < end; group += m) {
                encodeGroup(weights, mask, group, Math.min(group + m, end), code, bits);
            }
        }
        return new EncodedWeights(bits.packed(), code, Optional.empty(), placeBits());
    }

    /** Zeros come in ascending order as far as slots are left for them. */
    private void encodeGroup(
            WeightTensor weights, Mask mask, int from, int to, LevelCode code, PackedBits.Writer bits) {
        int zerosLeft = Math.min(n, to - from) - mask.count(from, to);
        for (int i = from; i < to; i++) {
            if (mask.get(i) || zerosLeft-- > 0) {
                bits.append(i - from, placeBits());
                bits.append(mask.get(i) ? code.encode(weights, i) : 0, code.bits());
            }
        }
    }

    @Override
    public WeightTensor decode(EncodedWeights encoded, LayerShape shape) {
        var bits = new PackedBits.Reader(encoded.bits());
        LevelCode code = encoded.code();
        var decoded = code.decoded(Math.toIntExact(shape.weights()));
        int width = Math.toIntExact(shape.weightsPerFilter());
        for (int row = 0; row < shape.k(); row++) {
            int end = (row + 1) * width;
            for (int group = row * width; group < end; group += m) {
                int slots = Math.min(n, end - group);
                for (int slot = 0; slot < slots; slot++) {
                    int place = (int) bits.next(placeBits());
                    decoded.set(group + place, bits.next(code.bits()));
                }
            }
        }
        return decoded.tensor();
    }
}

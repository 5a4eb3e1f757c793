package archsim.workloads.storage;

import archsim.base.Bits;
import archsim.base.RootLocale;
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
public record NmFormat(int n, int m) implements StorageFormat {

    /** Powers of two first: they are the usual ones, and rule the others out soon. */
    private static final int[] GROUPS = {4, 8, 2, 16, 32, 64, 128, 256, 3, 5, 6, 7, 9, 10, 11, 12, 13, 14, 15};

    public NmFormat {
        if (n < 1 || m <= n || m > 256) {
            throw new IllegalArgumentException(RootLocale.format("1 <= n < m <= 256 must hold, was n=%d m=%d", n, m));
        }
    }

    /**
     * The format of groups of 2 to 16, 32, 64, 128 or 256 columns, as far as a row has them, that takes fewest bits, if one holds the layer; of
     * equals the one of the usual {@code m}.
     */
    public static Optional<NmFormat> smallest(Mask mask, LayerShape shape, int weightBits) {
        Optional<NmFormat> best = Optional.empty();
        long least = Long.MAX_VALUE;
        for (int m : GROUPS) {
            int n = 1;
            while (n < m && m <= shape.weightsPerFilter() && slotBits(n, m, shape, weightBits) < least) {
                var format = new NmFormat(n, m);
                int fullest = format.firstAbove(mask, shape);
                if (fullest == 0) {
                    best = Optional.of(format);
                    least = slotBits(n, m, shape, weightBits);
                }
                n = fullest == 0 ? m : fullest;
            }
        }
        return best;
    }

    private static long slotBits(int n, int m, LayerShape shape, int weightBits) {
        var format = new NmFormat(n, m);
        return format.slots(shape) * (weightBits + format.placeBits());
    }

    private long slots(LayerShape shape) {
        long width = shape.weightsPerFilter();
        return shape.k() * (width / m * n + Math.min(n, width % m));
    }

    @Override
    public String name() {
        return n + ":" + m;
    }

    private int placeBits() {
        return Bits.forValues(m);
    }

    @Override
    public boolean holds(Mask mask, LayerShape shape, int weightBits) {
        return firstAbove(mask, shape) == 0;
    }

    /** Weights of the first group that has more than {@code n}; 0 if there is none. */
    private int firstAbove(Mask mask, LayerShape shape) {
        int width = Math.toIntExact(shape.weightsPerFilter());
        for (int row = 0; row < shape.k(); row++) {
            int end = (row + 1) * width;
            for (int group = row * width; group < end; group += m) {
                int count = mask.count(group, Math.min(group + m, end));
                if (count > n) {
                    return count;
                }
            }
        }
        return 0;
    }

    @Override
    public OptionalInt indexBits(Mask mask, int weightBits) {
        return OptionalInt.of(placeBits());
    }

    @Override
    public StorageBits size(Mask mask, LayerShape shape, int weightBits) {
        long count = mask.count();
        return new StorageBits(
                count * weightBits, count * placeBits(), (slots(shape) - count) * (weightBits + placeBits()), 0);
    }

    @Override
    public EncodedWeights encode(WeightTensor weights, LayerShape shape) {
        Mask mask = weights.mask();
        if (!holds(mask, shape, weights.bits())) {
            throw new IllegalArgumentException(RootLocale.format("at most %d of %d weights must be present", n, m));
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

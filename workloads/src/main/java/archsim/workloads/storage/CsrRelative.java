package archsim.workloads.storage;

import archsim.base.RootLocale;
import archsim.workloads.LayerShape;
import archsim.workloads.Mask;
import archsim.workloads.WeightTensor;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Each present weight carries its distance from the one before; the layer is one stream without row pointers.
 *
 * <p>A distance of 1 to {@code 2^b} fits {@code b} bits; the first weight's is its position plus one. A longer gap
 * {@code g} is bridged by {@code floor((g - 1) / 2^b)} fillers: entries of value zero, each at distance {@code 2^b}.
 *
 * <p>Source: S. Han et al., "Deep Compression", ICLR 2016, as X. Ma et al., TNNLS 2022, count it.
 *
 * @param indexBits {@code b}, 1 to 16; if empty, the one that takes fewest bits, the smallest of equals
 */
public record CsrRelative(OptionalInt indexBits) implements StorageFormat {

    /** Wider indices are never needed: 16 bits bridge 65 536 weights. */
    public static final int LARGEST_INDEX_BITS = 16;

    public CsrRelative {
        if (indexBits.isPresent() && (indexBits.getAsInt() < 1 || indexBits.getAsInt() > LARGEST_INDEX_BITS)) {
            throw new IllegalArgumentException(
                    RootLocale.format("indexBits must be 1 to %d, was %d", LARGEST_INDEX_BITS, indexBits.getAsInt()));
        }
    }

    /** Indices of the width that takes fewest bits. */
    public CsrRelative() {
        this(OptionalInt.empty());
    }

    @Override
    public String name() {
        return "csr-relative";
    }

    @Override
    public OptionalInt indexBits(Mask mask, int weightBits) {
        return indexBits.isPresent() ? indexBits : OptionalInt.of(chosen(Gaps.of(mask), weightBits));
    }

    @Override
    public StorageBits size(Mask mask, LayerShape shape, int weightBits) {
        Gaps gaps = Gaps.of(mask);
        return gaps.size(indexBits.orElseGet(() -> chosen(gaps, weightBits)), weightBits);
    }

    /** The width that takes fewest bits where all of {@code masks}, each a stream, have the same; the smallest of equals. */
    public static int bestIndexBits(List<Mask> masks, int weightBits) {
        return chosen(masks.stream().map(Gaps::of).reduce(Gaps.of(Mask.full(0)), Gaps::plus), weightBits);
    }

    private static int chosen(Gaps gaps, int weightBits) {
        int best = 1;
        for (int bits = 2; bits <= LARGEST_INDEX_BITS; bits++) {
            if (gaps.size(bits, weightBits).total()
                    < gaps.size(best, weightBits).total()) {
                best = bits;
            }
        }
        return best;
    }

    /** Entries and fillers of a mask for all index widths, from one pass over it. */
    private static final class Gaps {

        private final long entries;
        private final long[] fillersByBits;

        private Gaps(long entries, long[] fillersByBits) {
            this.entries = entries;
            this.fillersByBits = fillersByBits;
        }

        static Gaps of(Mask mask) {
            long entries = 0;
            long[] fillers = new long[LARGEST_INDEX_BITS + 1];
            int before = -1;
            for (int i = mask.next(0); i < mask.size(); i = mask.next(i + 1)) {
                int full = (i - before - 1) >>> 1;
                for (int bits = 1; full > 0 && bits <= LARGEST_INDEX_BITS; bits++, full >>>= 1) {
                    fillers[bits] += full;
                }
                entries++;
                before = i;
            }
            return new Gaps(entries, fillers);
        }

        Gaps plus(Gaps other) {
            long[] fillers = fillersByBits.clone();
            Arrays.setAll(fillers, bits -> fillers[bits] + other.fillersByBits[bits]);
            return new Gaps(entries + other.entries, fillers);
        }

        StorageBits size(int indexBits, int weightBits) {
            return new StorageBits(
                    entries * weightBits, entries * indexBits, fillersByBits[indexBits] * (weightBits + indexBits), 0);
        }
    }

    @Override
    public EncodedWeights encode(WeightTensor weights, LayerShape shape) {
        Mask mask = weights.mask();
        int width = indexBits(mask, weights.bits()).orElseThrow();
        var code = LevelCode.of(weights, Gaps.of(mask).fillersByBits[width] > 0);
        var bits = new PackedBits.Writer();
        int reach = 1 << width;
        int before = -1;
        for (int i = mask.next(0); i < mask.size(); i = mask.next(i + 1)) {
            for (; i - before > reach; before += reach) {
                bits.append(reach - 1, width);
                bits.append(0, code.bits());
            }
            bits.append(i - before - 1, width);
            bits.append(code.encode(weights, i), code.bits());
            before = i;
        }
        return new EncodedWeights(bits.packed(), code, Optional.empty(), width);
    }

    @Override
    public WeightTensor decode(EncodedWeights encoded, LayerShape shape) {
        var bits = new PackedBits.Reader(encoded.bits());
        var decoded = encoded.code().decoded(Math.toIntExact(shape.weights()));
        int position = -1;
        while (bits.hasNext()) {
            position += (int) bits.next(encoded.indexBits()) + 1;
            decoded.set(position, bits.next(encoded.code().bits()));
        }
        return decoded.tensor();
    }
}

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

        private static final int OCTETS = 256;
        /** By eight elements, the first in the lowest bit: zeros before the first that is present, and after the last. */
        private static final int[] LOW_ZEROS = new int[OCTETS];

        private static final int[] HIGH_ZEROS = new int[OCTETS];

        static {
            Arrays.setAll(LOW_ZEROS, octet -> Math.min(Byte.SIZE, Integer.numberOfTrailingZeros(octet)));
            Arrays.setAll(HIGH_ZEROS, octet -> Integer.numberOfLeadingZeros(octet) - Integer.SIZE + Byte.SIZE);
        }

        private final long entries;
        private final long[] fillersByBits;

        private Gaps(long entries, long[] fillersByBits) {
            this.entries = entries;
            this.fillersByBits = fillersByBits;
        }

        static Gaps of(Mask mask) {
            if (mask.isFull()) {
                return new Gaps(mask.size(), new long[LARGEST_INDEX_BITS + 1]);
            }
            var gaps = new Gaps(mask.count(), new long[LARGEST_INDEX_BITS + 1]);
            long[] octets = new long[OCTETS];
            int zeros = 0;
            for (int from = 0; from < mask.size(); from += Long.SIZE) {
                long word = mask.bits(from, Math.min(Long.SIZE, mask.size() - from));
                for (int i = 0; i < Long.BYTES; i++, word >>>= Byte.SIZE) {
                    int octet = (int) word & OCTETS - 1;
                    octets[octet]++;
                    if (octet == 0) {
                        zeros += Byte.SIZE;
                    } else {
                        gaps.bridge(zeros + LOW_ZEROS[octet], 1);
                        zeros = HIGH_ZEROS[octet];
                    }
                }
            }
            for (int octet = 0; octet < OCTETS; octet++) {
                gaps.bridgeWithin(octet, octets[octet]);
            }
            return gaps;
        }

        /** Adds the fillers of {@code times} gaps of so many zeros. */
        private void bridge(int zeros, long times) {
            int full = zeros >>> 1;
            for (int bits = 1; full > 0 && bits <= LARGEST_INDEX_BITS; bits++, full >>>= 1) {
                fillersByBits[bits] += full * times;
            }
        }

        /** Adds those between the elements of {@code times} octets. */
        private void bridgeWithin(int octet, long times) {
            int before = LOW_ZEROS[octet];
            for (int i = before + 1; i < Byte.SIZE - HIGH_ZEROS[octet]; i++) {
                if ((octet >>> i & 1) != 0) {
                    bridge(i - before - 1, times);
                    before = i;
                }
            }
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

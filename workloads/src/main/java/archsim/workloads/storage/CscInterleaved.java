package archsim.workloads.storage;

import archsim.workloads.LayerShape;
import archsim.workloads.Mask;
import archsim.workloads.WeightTensor;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Compressed sparse columns as EIE deals them to its PEs: row {@code i} belongs to PE {@code i mod pes}, and each PE
 * stores, column by column, the weights in its own rows.
 *
 * <p>An entry is a value and 4 bits for the zeros since the entry before in the same column, counted in the PE's rows
 * only. Each PE has a 16-bit pointer for every column and one more, so it holds at most 65 535 entries.
 *
 * <p>Source: S. Han et al., "EIE", ISCA 2016, section III.
 *
 * @param pes processing elements, 1 to 65 536
 */
public record CscInterleaved(int pes) implements StorageFormat {

    private static final ZeroRuns RUNS = new ZeroRuns(4);
    private static final int POINTER_BITS = 16;
    private static final int LARGEST_POINTER = (1 << POINTER_BITS) - 1;

    public CscInterleaved {
        if (pes < 1 || pes > 65_536) {
            throw new IllegalArgumentException("pes must be 1 to 65536, was " + pes);
        }
    }

    /** The 64 PEs of EIE. */
    public CscInterleaved() {
        this(64);
    }

    @Override
    public String name() {
        return "csc-interleaved";
    }

    @Override
    public boolean holds(Mask mask, LayerShape shape, int weightBits) {
        int width = Math.toIntExact(shape.weightsPerFilter());
        for (int pe = 0; pe < Math.min(pes, shape.k()); pe++) {
            if (presentInRowsOf(pe, mask, shape, width) + fillersOf(pe, mask, shape, width) > LARGEST_POINTER) {
                return false;
            }
        }
        return true;
    }

    @Override
    public OptionalInt indexBits(Mask mask, int weightBits) {
        return OptionalInt.of(RUNS.bits());
    }

    @Override
    public StorageBits size(Mask mask, LayerShape shape, int weightBits) {
        int width = Math.toIntExact(shape.weightsPerFilter());
        long fillers = 0;
        for (int pe = 0; pe < Math.min(pes, shape.k()); pe++) {
            fillers += fillersOf(pe, mask, shape, width);
        }
        long count = mask.count();
        return new StorageBits(
                count * weightBits,
                count * RUNS.bits(),
                fillers * (weightBits + RUNS.bits()),
                pes * (width + 1L) * POINTER_BITS);
    }

    private long presentInRowsOf(int pe, Mask mask, LayerShape shape, int width) {
        long present = 0;
        for (int row = pe; row < shape.k(); row += pes) {
            present += mask.count(row * width, (row + 1) * width);
        }
        return present;
    }

    private long fillersOf(int pe, Mask mask, LayerShape shape, int width) {
        int[] next = new int[width];
        long fillers = 0;
        for (int row = pe, own = 0; row < shape.k(); row += pes, own++) {
            int start = row * width;
            for (int i = mask.next(start); i < start + width; i = mask.next(i + 1)) {
                fillers += RUNS.fillers(own - next[i - start]);
                next[i - start] = own + 1;
            }
        }
        return fillers;
    }

    @Override
    public EncodedWeights encode(WeightTensor weights, LayerShape shape) {
        Mask mask = weights.mask();
        if (!holds(mask, shape, weights.bits())) {
            throw new IllegalArgumentException("a PE must have at most %d entries".formatted(LARGEST_POINTER));
        }
        var code = LevelCode.of(weights, size(mask, shape, weights.bits()).fillers() > 0);
        var bits = new PackedBits.Writer();
        for (int pe = 0; pe < pes; pe++) {
            new Column(mask, shape, pe).encode(weights, code, bits);
        }
        return new EncodedWeights(bits.packed(), code, Optional.empty(), RUNS.bits());
    }

    /** One PE's columns. */
    private final class Column {

        private final Mask mask;
        private final LayerShape shape;
        private final int pe;
        private final int width;

        Column(Mask mask, LayerShape shape, int pe) {
            this.mask = mask;
            this.shape = shape;
            this.pe = pe;
            this.width = Math.toIntExact(shape.weightsPerFilter());
        }

        void encode(WeightTensor weights, LevelCode code, PackedBits.Writer bits) {
            var entries = new PackedBits.Writer();
            int count = 0;
            bits.append(0, POINTER_BITS);
            for (int column = 0; column < width; column++) {
                int zeros = 0;
                for (int row = pe; row < shape.k(); row += pes) {
                    int index = row * width + column;
                    if (mask.get(index)) {
                        for (; zeros > RUNS.longest(); zeros -= RUNS.longest() + 1) {
                            entries.append(RUNS.longest(), RUNS.bits());
                            entries.append(0, code.bits());
                            count++;
                        }
                        entries.append(zeros, RUNS.bits());
                        entries.append(code.encode(weights, index), code.bits());
                        count++;
                        zeros = 0;
                    } else {
                        zeros++;
                    }
                }
                bits.append(count, POINTER_BITS);
            }
            bits.append(entries.packed());
        }
    }

    @Override
    public WeightTensor decode(EncodedWeights encoded, LayerShape shape) {
        var bits = new PackedBits.Reader(encoded.bits());
        LevelCode code = encoded.code();
        int width = Math.toIntExact(shape.weightsPerFilter());
        var decoded = code.decoded(Math.toIntExact(shape.weights()));
        int[] pointers = new int[width + 1];
        for (int pe = 0; pe < pes; pe++) {
            Arrays.setAll(pointers, i -> (int) bits.next(POINTER_BITS));
            for (int column = 0; column < width; column++) {
                int own = -1;
                for (int entry = pointers[column]; entry < pointers[column + 1]; entry++) {
                    own += (int) bits.next(RUNS.bits()) + 1;
                    decoded.set((own * pes + pe) * width + column, bits.next(code.bits()));
                }
            }
        }
        return decoded.tensor();
    }
}

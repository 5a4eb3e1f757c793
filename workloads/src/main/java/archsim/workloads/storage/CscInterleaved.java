package archsim.workloads.storage;

import archsim.base.RootLocale;
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
    /** Width of a column pointer. */
    public static final int POINTER_BITS = 16;

    /** Entries of a PE that pointers can address: they count from 0 to the end of the last column. */
    public static final int LARGEST_POINTER = (1 << POINTER_BITS) - 1;

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
        return Entries.of(mask, shape, pes).mostOfOnePe() <= LARGEST_POINTER;
    }

    @Override
    public OptionalInt indexBits(Mask mask, int weightBits) {
        return OptionalInt.of(RUNS.bits());
    }

    @Override
    public StorageBits size(Mask mask, LayerShape shape, int weightBits) {
        long fillers = Entries.of(mask, shape, pes).fillers();
        long count = mask.count();
        return new StorageBits(
                count * weightBits,
                count * RUNS.bits(),
                fillers * (weightBits + RUNS.bits()),
                pes * (shape.weightsPerFilter() + 1) * POINTER_BITS);
    }

    /**
     * What a layer's entries come to.
     *
     * @param fillers of all PEs
     * @param mostOfOnePe weights and fillers
     */
    private record Entries(long fillers, long mostOfOnePe) {

        static Entries of(Mask mask, LayerShape shape, int pes) {
            int width = Math.toIntExact(shape.weightsPerFilter());
            long fillers = 0;
            long most = 0;
            for (int pe = 0; pe < Math.min(pes, shape.k()); pe++) {
                int[] next = new int[width];
                long own = 0;
                long present = 0;
                for (int row = pe, place = 0; row < shape.k(); row += pes, place++) {
                    int start = row * width;
                    for (int i = mask.next(start); i < start + width; i = mask.next(i + 1)) {
                        own += RUNS.fillers(place - next[i - start]);
                        next[i - start] = place + 1;
                        present++;
                    }
                }
                fillers += own;
                most = Math.max(most, present + own);
            }
            return new Entries(fillers, most);
        }
    }

    @Override
    public EncodedWeights encode(WeightTensor weights, LayerShape shape) {
        Mask mask = weights.mask();
        Entries entries = Entries.of(mask, shape, pes);
        if (entries.mostOfOnePe() > LARGEST_POINTER) {
            throw new IllegalArgumentException(RootLocale.format("a PE must have at most %d entries", LARGEST_POINTER));
        }
        var code = LevelCode.of(weights, entries.fillers() > 0);
        var bits = new PackedBits.Writer();
        int width = Math.toIntExact(shape.weightsPerFilter());
        for (int pe = 0; pe < pes; pe++) {
            new Columns(mask, shape.k(), width, pe).encode(weights, code, bits);
        }
        return new EncodedWeights(bits.packed(), code, Optional.empty(), RUNS.bits());
    }

    /** One PE's present weights, column by column; rows are its own, so that row 1 is {@code pes} rows below row 0. */
    private final class Columns {

        private final int pe;
        private final int width;
        /** Where each column starts in {@link #rows}, and where the last one ends. */
        private final int[] starts;

        private final int[] rows;

        Columns(Mask mask, int matrixRows, int width, int pe) {
            this.pe = pe;
            this.width = width;
            this.starts = new int[width + 1];
            forEach(mask, matrixRows, (row, column) -> starts[column + 1]++);
            for (int column = 0; column < width; column++) {
                starts[column + 1] += starts[column];
            }
            this.rows = new int[starts[width]];
            int[] next = starts.clone();
            forEach(mask, matrixRows, (row, column) -> rows[next[column]++] = row);
        }

        private void forEach(Mask mask, int matrixRows, Visitor visitor) {
            for (int row = pe, own = 0; row < matrixRows; row += pes, own++) {
                int start = row * width;
                for (int i = mask.next(start); i < start + width; i = mask.next(i + 1)) {
                    visitor.visit(own, i - start);
                }
            }
        }

        void encode(WeightTensor weights, LevelCode code, PackedBits.Writer bits) {
            long pointers = bits.reserve((width + 1L) * POINTER_BITS);
            int count = 0;
            for (int column = 0; column < width; column++) {
                int next = 0;
                for (int i = starts[column]; i < starts[column + 1]; i++) {
                    int zeros = rows[i] - next;
                    for (int filler = RUNS.fillers(zeros); filler > 0; filler--, count++) {
                        bits.append(RUNS.longest(), RUNS.bits(), 0, code.bits());
                    }
                    int index = (rows[i] * pes + pe) * width + column;
                    bits.append(RUNS.rest(zeros), RUNS.bits(), code.encode(weights, index), code.bits());
                    count++;
                    next = rows[i] + 1;
                }
                bits.set(pointers + (column + 1L) * POINTER_BITS, count, POINTER_BITS);
            }
        }
    }

    /** Visits a present weight. */
    private interface Visitor {
        void visit(int row, int column);
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

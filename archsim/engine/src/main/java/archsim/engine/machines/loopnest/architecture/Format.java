package archsim.engine.machines.loopnest.architecture;

import archsim.base.Bits;
import archsim.base.ComponentFaults;
import archsim.base.json.Range;
import java.util.OptionalInt;

/**
 * How a level stores an operand: its values, and what says where they belong.
 *
 * @param kind the code
 * @param indexBits of an entry of a coordinate list, a run length or an N:M place; if absent, as many as are needed: for any
 *     place in the tile, 4 for run lengths, for a place among {@code m}
 * @param n of an N:M code, values kept of each {@code m}
 * @param m of an N:M code
 */
public record Format(
        Kind kind,
        @Range(min = 1, max = 32) OptionalInt indexBits,
        @Range(min = 1, max = 1024) OptionalInt n,
        @Range(min = 2, max = 1024) OptionalInt m) {

    private static final int RUN_LENGTH_BITS = 4;

    /** Every element as it is. */
    public static final Format UNCOMPRESSED =
            new Format(Kind.UNCOMPRESSED, OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty());

    /** The codes. */
    public enum Kind {
        /** All elements, zeros too. */
        UNCOMPRESSED,
        /** Values that are not zero, and a bit for each element. */
        BITMASK,
        /** Values that are not zero, each with its place in the tile. */
        COORDINATES,
        /** Values that are not zero, each with the zeros before it; more than the width holds take a filler value. */
        RUN_LENGTH,
        /** Values and columns row by row, a pointer for each row and one more; a row is a filter, or a channel of a map. */
        CSR,
        /** Values and rows column by column, a pointer for each column and one more. */
        CSC,
        /** {@code n} values of each {@code m} that follow one another in a filter, each with its place among them. */
        NM
    }

    public Format {
        boolean given = n.isPresent() && m.isPresent();
        boolean either = n.isPresent() || m.isPresent();
        boolean indexed = kind == Kind.COORDINATES || kind == Kind.RUN_LENGTH || kind == Kind.NM;
        new ComponentFaults()
                .require(kind != Kind.NM || given, "kind", "is nm, which needs n and m")
                .require(kind == Kind.NM || !either, "kind", "is not nm, so there must be no n and m")
                .require(
                        !given || n.getAsInt() <= m.getAsInt(),
                        "n",
                        "must not exceed m, %d, was %d",
                        m.orElse(0),
                        n.orElse(0))
                .require(indexed || indexBits.isEmpty(), "indexBits", "belongs to coordinates, run-length and nm")
                .throwIfAny();
    }

    /** A code without parameters, or with those that it has if none are given. */
    public static Format of(Kind kind) {
        return new Format(kind, OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty());
    }

    /** The code of {@code n} values of each {@code m}. */
    public static Format nm(int n, int m) {
        return new Format(Kind.NM, OptionalInt.empty(), OptionalInt.of(n), OptionalInt.of(m));
    }

    /** Whether what is stored depends on where the zeros are. */
    public boolean isCompressed() {
        return kind != Kind.UNCOMPRESSED;
    }

    /** Longest run of zeros that an entry holds. */
    public int longestRun() {
        return (1 << indexBits.orElse(RUN_LENGTH_BITS)) - 1;
    }

    /**
     * Values stored of a tile.
     *
     * @param elements of the tile
     * @param present of them not zero
     * @param fillers of the run lengths
     * @param rows filters, or channels of a map
     */
    public long values(long elements, long present, long fillers, long rows) {
        return switch (kind) {
            case UNCOMPRESSED -> elements;
            case RUN_LENGTH -> present + fillers;
            case NM -> rows * slots(elements / rows);
            case BITMASK, COORDINATES, CSR, CSC -> present;
        };
    }

    /** Slots of an N:M code for a row; a last group of fewer than {@code m} has no more slots than elements. */
    private long slots(long row) {
        return row / m.getAsInt() * n.getAsInt() + Math.min(n.getAsInt(), row % m.getAsInt());
    }

    /**
     * Bits that say where the values of a tile belong.
     *
     * @param elements of the tile
     * @param values stored of it
     * @param rows filters, or channels of a map
     */
    public long placeBits(long elements, long values, long rows) {
        long columns = elements / Math.max(1, rows);
        return switch (kind) {
            case UNCOMPRESSED -> 0;
            case BITMASK -> elements;
            case COORDINATES, RUN_LENGTH, NM -> values * entryBits(elements);
            case CSR -> values * Bits.forValues(columns) + (rows + 1) * Bits.forCount(elements);
            case CSC -> values * Bits.forValues(rows) + (columns + 1) * Bits.forCount(elements);
        };
    }

    /** Bits of one entry beside its value, in a tile of {@code elements}. */
    public int entryBits(long elements) {
        return switch (kind) {
            case COORDINATES -> indexBits.orElse(Bits.forValues(Math.max(1, elements)));
            case RUN_LENGTH -> indexBits.orElse(RUN_LENGTH_BITS);
            case NM -> indexBits.orElse(Bits.forValues(m.getAsInt()));
            case UNCOMPRESSED, BITMASK, CSR, CSC -> 0;
        };
    }
}

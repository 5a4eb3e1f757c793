package archsim.engine.machines.loopnest.architecture;

import archsim.base.Bits;
import archsim.base.ComponentFaults;
import archsim.base.json.EnumNames;
import archsim.base.json.Range;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * How a level stores an operand: its values, and what says where they belong.
 *
 * @param kind the code
 * @param indexBits of an entry of a coordinate list, a run length or an N:M place; if absent, as many as are needed: for any
 *     place in the tile, 4 for run lengths, for a place among {@code m}
 * @param n of an N:M code, values kept of each {@code m}
 * @param m of an N:M code
 * @param orM further {@code m} that an N:M code may have: a layer takes the largest that its weights keep; none if absent
 * @param blocksN of a hierarchical N:M code, blocks of {@code m} values that hold any, of each {@code blocksM}
 * @param blocksM of a hierarchical N:M code
 * @param scales beside the values, of any code; none if absent
 */
public record Format(
        Kind kind,
        @Range(min = 1, max = 32) OptionalInt indexBits,
        @Range(min = 1, max = 1024) OptionalInt n,
        @Range(min = 2, max = 1024) OptionalInt m,
        Optional<List<Integer>> orM,
        @Range(min = 1, max = 1024) OptionalInt blocksN,
        @Range(min = 2, max = 1024) OptionalInt blocksM,
        Optional<Scales> scales) {

    private static final int RUN_LENGTH_BITS = 4;
    private static final int MOST_OF_GROUP = 1024;

    /** Every element as it is. */
    public static final Format UNCOMPRESSED = of(Kind.UNCOMPRESSED);

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
        NM,
        /**
         * The same of {@code blocksN} blocks of each {@code blocksM} that follow one another, each block with its place among
         * them; the others hold nothing.
         */
        HIERARCHICAL_NM
    }

    public Format {
        orM = orM.map(List::copyOf);
        boolean given = n.isPresent() && m.isPresent();
        boolean either = n.isPresent() || m.isPresent();
        boolean blocked = blocksN.isPresent() && blocksM.isPresent();
        boolean eitherBlocks = blocksN.isPresent() || blocksM.isPresent();
        boolean ofGroups = kind == Kind.NM || kind == Kind.HIERARCHICAL_NM;
        boolean indexed = kind == Kind.COORDINATES || kind == Kind.RUN_LENGTH || kind == Kind.NM;
        new ComponentFaults()
                .require(!ofGroups || given, "kind", "is %s, which needs n and m", EnumNames.of(kind))
                .require(ofGroups || !either, "kind", "is not nm, so there must be no n and m")
                .require(kind == Kind.NM || orM.isEmpty(), "orM", "belongs to nm")
                .require(
                        orM.orElse(List.of()).stream().allMatch(each -> each >= n.orElse(1) && each <= MOST_OF_GROUP),
                        "orM",
                        "must lie between n and %d",
                        MOST_OF_GROUP)
                .require(
                        kind != Kind.HIERARCHICAL_NM || blocked,
                        "kind",
                        "is hierarchical-nm, which needs blocksN and blocksM")
                .require(
                        kind == Kind.HIERARCHICAL_NM || !eitherBlocks,
                        "kind",
                        "is not hierarchical-nm, so there must be no blocksN and blocksM")
                .require(
                        !blocked || blocksN.getAsInt() <= blocksM.getAsInt(),
                        "blocksN",
                        "must not exceed blocksM, %d, was %d",
                        blocksM.orElse(0),
                        blocksN.orElse(0))
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
        return of(kind, OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty());
    }

    /** A code of values in groups, or with an index of stated width. */
    public static Format of(Kind kind, OptionalInt indexBits, OptionalInt n, OptionalInt m) {
        return new Format(
                kind, indexBits, n, m, Optional.empty(), OptionalInt.empty(), OptionalInt.empty(), Optional.empty());
    }

    /** Whether the weights must keep to groups. */
    public boolean isOfGroups() {
        return kind == Kind.NM || kind == Kind.HIERARCHICAL_NM;
    }

    /** Codes that weights may keep to, the one that leaves out most zeros first; itself alone if it is not N:M. */
    public List<Format> choices() {
        if (kind != Kind.NM) {
            return List.of(this);
        }
        return Stream.concat(Stream.of(m.getAsInt()), orM.orElse(List.of()).stream())
                .distinct()
                .sorted(Comparator.reverseOrder())
                .map(each -> of(kind, indexBits, n, OptionalInt.of(each)).with(scales))
                .toList();
    }

    /** The same code with other scales. */
    public Format with(Optional<Scales> other) {
        return new Format(kind, indexBits, n, m, orM, blocksN, blocksM, other);
    }

    /** Whether tiles pass from one to the other as they are, but for scales. */
    public boolean isSameCodeAs(Format other) {
        return kind == other.kind && (equals(other) || with(Optional.empty()).equals(other.with(Optional.empty())));
    }

    /** The code of {@code n} values of each {@code m}. */
    public static Format nm(int n, int m) {
        return of(Kind.NM, OptionalInt.empty(), OptionalInt.of(n), OptionalInt.of(m));
    }

    /** Whether what is stored depends on where the zeros are. */
    public boolean isCompressed() {
        return kind != Kind.UNCOMPRESSED;
    }

    /** Whether what disjoint tiles take adds up to what one tile of them all would. */
    public boolean isSumOfParts() {
        return scales.isEmpty()
                && (kind == Kind.UNCOMPRESSED
                        || kind == Kind.BITMASK
                        || (kind == Kind.COORDINATES && hasEqualEntries()));
    }

    /** Whether {@link #entryBits} are the same whatever the tile. */
    public boolean hasEqualEntries() {
        return kind != Kind.COORDINATES || indexBits.isPresent();
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
     * @param slots of the groups
     */
    public long values(long elements, long present, long fillers, long slots) {
        return switch (kind) {
            case UNCOMPRESSED -> elements;
            case RUN_LENGTH -> present + fillers;
            case NM, HIERARCHICAL_NM -> slots;
            case BITMASK, COORDINATES, CSR, CSC -> present;
        };
    }

    /**
     * Bits that say where the values of a tile belong.
     *
     * @param elements of the tile
     * @param values stored of it
     * @param rows filters, or channels of a map
     * @param blocks that a hierarchical code keeps of it
     */
    public long placeBits(long elements, long values, long rows, long blocks) {
        long columns = elements / Math.max(1, rows);
        return switch (kind) {
            case UNCOMPRESSED -> 0;
            case BITMASK -> elements;
            case COORDINATES, RUN_LENGTH, NM -> values * entryBits(elements);
            case HIERARCHICAL_NM -> values * entryBits(elements) + blocks * Bits.forValues(blocksM.getAsInt());
            case CSR -> values * Bits.forValues(columns) + (rows + 1) * Bits.forCount(elements);
            case CSC -> values * Bits.forValues(rows) + (columns + 1) * Bits.forCount(elements);
        };
    }

    /** Bits of one entry beside its value, in a tile of {@code elements}. */
    public int entryBits(long elements) {
        return switch (kind) {
            case COORDINATES -> indexBits.orElse(Bits.forValues(Math.max(1, elements)));
            case RUN_LENGTH -> indexBits.orElse(RUN_LENGTH_BITS);
            case NM, HIERARCHICAL_NM -> indexBits.orElse(Bits.forValues(m.getAsInt()));
            case UNCOMPRESSED, BITMASK, CSR, CSC -> 0;
        };
    }
}

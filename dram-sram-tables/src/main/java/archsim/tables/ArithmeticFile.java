package archsim.tables;

import archsim.base.Confidence;
import archsim.base.Problems;
import archsim.base.RootLocale;
import archsim.base.Source;
import archsim.base.json.Range;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * Energies of arithmetic and register files as their file holds them.
 *
 * @param name of the table
 * @param technologyNm node of all rows
 * @param note which source was chosen, and why
 * @param spread of energies on the side where no second source stands
 * @param multiply products of two integers by their width
 * @param add sums of two integers by their width
 * @param floatMultiply products of two floating point numbers by their width
 * @param floatAdd sums of two floating point numbers by their width
 * @param unequal products of two integers of unequal widths, over those of the wider one; where there is none, as the wider
 * @param multiplyCycle products that must settle in a cycle, over the rows; where there is none, as those
 * @param registerFile small memories beside the arithmetic
 */
public record ArithmeticFile(
        String name,
        @Range(min = 1, max = 1000) int technologyNm,
        String note,
        Spread spread,
        List<Row> multiply,
        List<Row> add,
        List<Row> floatMultiply,
        List<Row> floatAdd,
        Optional<WidthLaw> unequal,
        Optional<CycleLaw> multiplyCycle,
        RegisterFile registerFile) {

    /**
     * One width.
     *
     * @param energyPj chosen energy, which is used
     * @param source of the chosen energy
     * @param other what another source says of the same operation: how far the chosen one may be off
     */
    public record Row(
            @Range(min = 1, max = 1024) int operandBits,
            @Range(min = TableKind.POSITIVE) double energyPj,
            Source source,
            Optional<Other> other) {

        SourcedEnergy sourced(Spread spread) {
            SourcedEnergy alone = SourcedEnergy.of(energyPj, spread, source);
            double otherPj = other.map(Other::energyPj).orElse(energyPj);
            return new SourcedEnergy(
                    otherPj < energyPj ? otherPj : alone.lowPj(),
                    energyPj,
                    otherPj > energyPj ? otherPj : alone.highPj(),
                    source);
        }
    }

    /** A second opinion. */
    public record Other(@Range(min = TableKind.POSITIVE) double energyPj, Source source) {}

    /**
     * Register files by their number of words.
     *
     * @param wordBits width of the words of all rows; other widths cost in proportion
     * @param narrowestBits least width that proportion is trusted for
     * @param widestBits greatest width that proportion is trusted for
     * @param largestBanks banks of the largest row that a larger file may have; an access moves a word of one of them
     * @param flipFlopPjPerBit access to a word of flip-flops, for files below the smallest row
     */
    public record RegisterFile(
            @Range(min = 1, max = 1024) int wordBits,
            @Range(min = 1, max = 1024) int narrowestBits,
            @Range(min = 1, max = 4096) int widestBits,
            @Range(min = 1, max = 1024) int largestBanks,
            @Range(min = TableKind.POSITIVE) double flipFlopPjPerBit,
            Source flipFlopSource,
            List<FileRow> rows) {

        public RegisterFile {
            if (wordBits < narrowestBits || wordBits > widestBits) {
                throw new IllegalArgumentException(RootLocale.format(
                        "wordBits must lie from narrowestBits %d to widestBits %d, was %d",
                        narrowestBits, widestBits, wordBits));
            }
        }
    }

    /** One register file; reads and writes cost alike. */
    public record FileRow(
            @Range(min = 1) int words,
            @Range(min = TableKind.POSITIVE) double energyPj,
            Source source) {

        SourcedEnergy sourced(Spread spread) {
            return SourcedEnergy.of(energyPj, spread, source);
        }
    }

    /** Faults that no single value shows. */
    void check(Problems problems) {
        checkWidths(problems, "/multiply", multiply);
        checkWidths(problems, "/add", add);
        checkWidths(problems, "/floatMultiply", floatMultiply);
        checkWidths(problems, "/floatAdd", floatAdd);
        check(problems, "/registerFile/rows", registerFile.rows(), FileRow::words, FileRow::source);
        new MonotonicityCheck<>("/registerFile/rows", registerFile.rows(), row -> true, FileRow::words, "a larger file")
                .check(problems, "energyPj", FileRow::energyPj);
        requireTrusted(problems, "/registerFile/flipFlopSource", registerFile.flipFlopSource());
    }

    private static void checkWidths(Problems problems, String pointer, List<Row> rows) {
        check(problems, pointer, rows, Row::operandBits, Row::source);
        new MonotonicityCheck<>(pointer, rows, row -> true, Row::operandBits, "a wider operand")
                .check(problems, "energyPj", Row::energyPj);
    }

    private static <R> void check(
            Problems problems, String pointer, List<R> rows, ToIntFunction<R> key, Function<R, Source> source) {
        if (rows.isEmpty()) {
            problems.add(pointer, "must hold at least one row");
        }
        Set<Integer> seen = new HashSet<>();
        for (int i = 0; i < rows.size(); i++) {
            R row = rows.get(i);
            if (!seen.add(key.applyAsInt(row))) {
                problems.add(pointer + "/" + i, "must differ from the rows before, was again %d", key.applyAsInt(row));
            }
            requireTrusted(problems, pointer + "/" + i + "/source", source.apply(row));
        }
    }

    private static void requireTrusted(Problems problems, String pointer, Source source) {
        if (source.confidence() == Confidence.C) {
            problems.add(pointer + "/confidence", "must be \"a\" or \"b\" for a chosen energy, was \"c\"");
        }
    }
}

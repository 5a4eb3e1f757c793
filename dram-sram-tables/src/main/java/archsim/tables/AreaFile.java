package archsim.tables;

import archsim.base.Problems;
import archsim.base.Source;
import archsim.base.json.Range;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;

/**
 * Areas of arithmetic as their file holds them.
 *
 * @param name of the table
 * @param technologyNm node of all rows
 * @param note what is in an area, and what is not
 * @param multiply multipliers of two integers by their width
 * @param add adders of two integers by their width
 * @param unequal multipliers of two integers of unequal widths, over those of the wider one; where there is none, as the wider
 * @param floatMultiply multipliers of two floating point numbers by their width
 * @param floatAdd adders of two floating point numbers by their width
 */
public record AreaFile(
        String name,
        @Range(min = 1, max = 1000) int technologyNm,
        String note,
        List<Row> multiply,
        List<Row> add,
        Optional<WidthLaw> unequal,
        List<Row> floatMultiply,
        List<Row> floatAdd) {

    /** One width. */
    public record Row(
            @Range(min = 1, max = 1024) int operandBits,
            @Range(min = TableKind.POSITIVE) double areaUm2,
            Source source) {}

    /** Faults that no single value shows. */
    void check(Problems problems) {
        check(problems, "/multiply", multiply);
        check(problems, "/add", add);
        check(problems, "/floatMultiply", floatMultiply);
        check(problems, "/floatAdd", floatAdd);
    }

    private static void check(Problems problems, String pointer, List<Row> rows) {
        check(problems, pointer, rows, Row::operandBits);
        new MonotonicityCheck<>(pointer, rows, row -> true, Row::operandBits, "a wider operand")
                .check(problems, "areaUm2", Row::areaUm2);
    }

    private static <R> void check(Problems problems, String pointer, List<R> rows, ToIntFunction<R> key) {
        if (rows.isEmpty()) {
            problems.add(pointer, "must hold at least one row");
        }
        Set<Integer> seen = new HashSet<>();
        for (int i = 0; i < rows.size(); i++) {
            int value = key.applyAsInt(rows.get(i));
            if (!seen.add(value)) {
                problems.add(pointer + "/" + i, "must differ from the rows before, was again %d", value);
            }
        }
    }
}

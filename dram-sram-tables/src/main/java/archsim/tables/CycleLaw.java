package archsim.tables;

import archsim.base.Source;
import archsim.base.json.Range;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How much more a unit takes that must settle within a short cycle: larger and more gates than one that has time.
 *
 * <p>A narrower unit settles sooner, so that a cycle is to it what a longer one is to the widest: {@code (operandBits /
 * bits)^settleExponent} times as long. Between rows the factor follows a power law; a cycle beyond the longest is as good as that,
 * one below the shortest as bad as that.
 *
 * @param operandBits of the unit that the rows are of
 * @param settleExponent of the width in the time to settle
 * @param rows by rising cycle; of the longest the factor is 1
 */
public record CycleLaw(
        @Range(min = 1, max = 1024) int operandBits,
        @Range(min = 0, max = 2) double settleExponent,
        List<Row> rows,
        Source source) {

    /**
     * A cycle.
     *
     * @param cyclePs in the node of the table
     * @param factor energy of the unit over that of the longest cycle
     */
    public record Row(
            @Range(min = 1, max = 1_000_000) int cyclePs,
            @Range(min = 1, max = 100) double factor) {}

    public CycleLaw {
        rows = List.copyOf(rows);
        if (rows.isEmpty() || rows.get(rows.size() - 1).factor() != 1) {
            throw new IllegalArgumentException("rows must end with a factor of 1");
        }
        for (int i = 1; i < rows.size(); i++) {
            if (rows.get(i).cyclePs() <= rows.get(i - 1).cyclePs()
                    || rows.get(i).factor() > rows.get(i - 1).factor()) {
                throw new IllegalArgumentException("rows must have rising cyclePs, and no rising factor");
            }
        }
    }

    /**
     * What a unit takes over one that has time, at least 1.
     *
     * @param cyclePs within which it settles, in the node of the table; above 0
     * @param bits of its wider operand
     */
    double factor(double cyclePs, int bits) {
        double widestPs = cyclePs * StrictMath.pow((double) operandBits / bits, settleExponent);
        var byCycle = new PowerCurve(
                "cycle in picoseconds", rows.stream().collect(Collectors.toMap(Row::cyclePs, Row::factor)));
        double insidePs = Math.min(byCycle.largest(), Math.max(byCycle.smallest(), widestPs));
        return byCycle.at((int) Math.round(insidePs));
    }
}

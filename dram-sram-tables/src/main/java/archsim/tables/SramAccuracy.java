package archsim.tables;

import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.descriptive.rank.Median;

/**
 * How well a table predicts its own rows: each that lies between others is left out and interpolated from these, which
 * then are twice as far apart as in use.
 *
 * @param median relative error that half of the rows stay below
 * @param largest relative error
 * @param rows that were left out, one at a time
 */
public record SramAccuracy(double median, double largest, int rows) {

    /** What rows are left out along. */
    public enum Axis {
        /** One row, predicted from narrower and wider words of the same capacity. */
        WIDTH,
        /** All rows of its capacity, predicted from smaller and larger memories with words of the same width. */
        CAPACITY
    }

    /**
     * Leaves out every inner row of a table.
     *
     * @param technologyNm one of the set's {@link TableSet#sramNodesNm}
     */
    public static SramAccuracy of(TableSet tables, int technologyNm, Axis axis, SramFigure figure) {
        SramFile file = tables.sramRows(technologyNm);
        double[] errors = file.rows().stream()
                .filter(row -> isInner(file.rows(), row, axis))
                .mapToDouble(row -> Math.abs(figure.of(predicted(file, row, axis)) / figure.of(row.figures()) - 1))
                .toArray();
        return new SramAccuracy(new Median().evaluate(errors), StatUtils.max(errors), errors.length);
    }

    private static boolean isInner(List<SramFile.Row> rows, SramFile.Row row, Axis axis) {
        return axis == Axis.WIDTH
                ? isInner(rows, row, SramFile.Row::capacityBytes, SramFile.Row::wordBits)
                : isInner(rows, row, SramFile.Row::wordBits, SramFile.Row::capacityBytes);
    }

    /** Whether rows of the same {@code fixed} lie on both sides of {@code row} along {@code along}. */
    private static boolean isInner(
            List<SramFile.Row> rows,
            SramFile.Row row,
            ToIntFunction<SramFile.Row> fixed,
            ToIntFunction<SramFile.Row> along) {
        int at = along.applyAsInt(row);
        List<SramFile.Row> line = rows.stream()
                .filter(other -> fixed.applyAsInt(other) == fixed.applyAsInt(row))
                .toList();
        return line.stream().anyMatch(other -> along.applyAsInt(other) < at)
                && line.stream().anyMatch(other -> along.applyAsInt(other) > at);
    }

    private static SramFigures predicted(SramFile file, SramFile.Row row, Axis axis) {
        Predicate<SramFile.Row> leftOut =
                axis == Axis.WIDTH ? row::equals : other -> other.capacityBytes() == row.capacityBytes();
        List<SramFile.Row> rest = file.rows().stream().filter(leftOut.negate()).toList();
        var table = new SramFile(
                file.name(),
                file.technologyNm(),
                file.source(),
                file.spread(),
                file.leakageSpread(),
                file.note(),
                rest);
        return SramTable.of(table).interpolate(row.capacityBytes(), row.wordBits());
    }
}

package archsim.sweep;

import archsim.base.RootLocale;
import archsim.sweep.RowCheck.FaultyRowException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The points of a finished sweep as {@code points.jsonl} holds them.
 *
 * @param rows of the sound ones
 * @param damage what is wrong with the others, each with its line; none of a whole file
 */
record StoredPoints(PointRows rows, List<String> damage) {

    /** Reads {@code file}, however damaged it is. */
    static StoredPoints read(Path file, RowCheck check) {
        var rows = new PointRows(check.points());
        var damage = new ArrayList<String>();
        if (Files.exists(file)) {
            read(ByteLines.read(file), check, rows, damage);
            int missing = rows.missing().length;
            if (missing > 0 && damage.isEmpty()) {
                damage.add(RootLocale.format("is cut short: %d of %d points are missing", missing, rows.points()));
            }
        } else {
            damage.add("does not exist");
        }
        return new StoredPoints(rows, damage);
    }

    private static void read(ByteLines lines, RowCheck check, PointRows rows, List<String> damage) {
        boolean[] summed = {false};
        lines.forEach((number, line) -> {
            try {
                PointLine point = PointLine.read(line);
                summed[0] |= point.summed();
                if (summed[0] != point.summed()) {
                    throw new FaultyRowException("its check sum is missing");
                }
                PointRow row = point.row(check);
                if (rows.has(row.index())) {
                    throw new FaultyRowException("it holds point %d again", row.index());
                }
                rows.put(row);
            } catch (FaultyRowException e) {
                damage.add(RootLocale.format("line %d is not a point of the sweep: %s", number, e.getMessage()));
            }
        });
    }
}

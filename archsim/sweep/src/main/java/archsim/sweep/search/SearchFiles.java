package archsim.sweep.search;

import archsim.base.ShortestDecimal;
import archsim.base.table.CsvCell;
import archsim.sweep.Columns;
import archsim.sweep.PointRow;
import archsim.sweep.analysis.Objective;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** All points of a search as CSV. */
public final class SearchFiles {

    private SearchFiles() {}

    /** A header and a line for each point (RFC 4180 with line feeds); nothing where there is no value. */
    public static void writeCsv(Writer out, SearchResult result) throws IOException {
        CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out);
        var header = new ArrayList<>(List.of(Columns.INDEX));
        header.addAll(result.search().axes());
        header.addAll(SearchColumns.own(result.search().objectives()));
        csv.writeRecord(header.stream().map(CsvCell::of).toList());
        Set<Integer> best = new HashSet<>(result.best());
        for (SearchPoint point : result.points()) {
            csv.writeRecord(cells(result.search().objectives(), point, best.contains(point.index())).stream()
                    .map(CsvCell::of)
                    .toList());
        }
        csv.flush();
    }

    private static List<String> cells(List<Objective> objectives, SearchPoint point, boolean isBest) {
        var cells = new ArrayList<>(List.of(Integer.toString(point.index())));
        point.values().forEach(value -> cells.add(PointRow.text(value)));
        cells.add(number(point.areaMm2()));
        cells.add(point.multipliers() == 0 ? "" : Integer.toString(point.multipliers()));
        cells.add(number(point.gbPerSecond()));
        boolean screened =
                point.status() != SearchStatus.INVALID && point.bound().cycles() > 0;
        objectives.stream()
                .filter(Objective::isOfRun)
                .forEach(objective -> cells.add(screened ? number(point.bound().bound(objective)) : ""));
        SearchColumns.RUN.forEach(objective -> cells.add(
                point.found().map(found -> number(found.of(objective))).orElse("")));
        cells.add(Boolean.toString(isBest));
        cells.add(point.status().jsonName());
        cells.add(point.reason());
        return cells;
    }

    private static String number(double value) {
        return Double.isFinite(value) ? ShortestDecimal.of(value).toString() : "";
    }
}

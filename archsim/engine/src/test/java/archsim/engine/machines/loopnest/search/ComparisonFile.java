package archsim.engine.machines.loopnest.search;

import archsim.base.AtomicFile;
import archsim.base.table.CsvTable;
import archsim.base.table.MarkdownTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Layers compared so far, as CSV; written anew with each, so that a run that was ended goes on where it was. */
record ComparisonFile(Path csv) {

    List<ComparedLayer> rows() throws IOException {
        return Files.exists(csv)
                ? Files.readAllLines(csv).stream()
                        .skip(1)
                        .map(ComparedLayer::ofCsv)
                        .toList()
                : List.of();
    }

    void add(ComparedLayer row) throws IOException {
        var rows = new ArrayList<>(rows());
        rows.add(row);
        AtomicFile.write(csv, CsvTable.render(ComparedLayer.table(rows)));
    }

    /** Replaces the table of a page. */
    void writeInto(Path page) throws IOException {
        String text = Files.readString(page);
        int from = text.indexOf("| machine |");
        int to = text.indexOf("\n\n", from) + 1;
        AtomicFile.write(
                page, text.substring(0, from) + MarkdownTable.render(ComparedLayer.page(rows())) + text.substring(to));
    }
}

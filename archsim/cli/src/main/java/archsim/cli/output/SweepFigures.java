package archsim.cli.output;

import archsim.reports.chart.ParetoChart;
import archsim.reports.chart.PprChart;
import archsim.reports.chart.SweepRatioChart;
import archsim.reports.plot.FigureFiles;
import archsim.reports.words.SweepConditions;
import archsim.sweep.Columns;
import archsim.sweep.PointRows;
import archsim.sweep.Sweep;
import archsim.sweep.search.Search;
import archsim.sweep.search.SearchResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The figures of a sweep. Separate from the command, so that a sweep without them does not load the charts. */
public final class SweepFigures {

    private SweepFigures() {}

    /** The front of a search by its first two objectives, if it has two and found any. */
    public static List<String> write(Path folder, SearchResult result) throws IOException {
        Search search = result.search();
        return search.objectives().size() < 2 || result.front().front().isEmpty()
                ? List.of()
                : ParetoChart.of(
                                "Search " + search.sweep().name(),
                                SweepConditions.of(search.sweep()),
                                search.axes(),
                                result.front(),
                                0,
                                1)
                        .write(folder);
    }

    /**
     * Writes those that the sweep's axes allow, and returns the names of their files.
     *
     * @param sweep whose machines and memories captions name
     */
    public static List<String> write(Path folder, Sweep sweep, Columns columns, PointRows rows) throws IOException {
        String name = sweep.name();
        String conditions = SweepConditions.of(sweep);
        List<FigureFiles> figures = new ArrayList<>();
        PprChart.of(name, conditions, columns, rows).ifPresent(figures::add);
        figures.addAll(SweepRatioChart.of(name, conditions, columns, rows));
        List<String> files = new ArrayList<>();
        for (FigureFiles figure : figures) {
            files.addAll(figure.write(folder));
        }
        return files;
    }
}

package archsim.cli.output;

import archsim.reports.chart.PprChart;
import archsim.reports.plot.FigureFiles;
import archsim.sweep.Columns;
import archsim.sweep.PointRows;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The figures of a sweep. Separate from the command, so that a sweep without them does not load the charts. */
public final class SweepFigures {

    private SweepFigures() {}

    /** Writes those that the sweep's axes allow, and returns the names of their files. */
    public static List<String> write(Path folder, String name, Columns columns, PointRows rows) throws IOException {
        Optional<FigureFiles> ppr = PprChart.of(name, columns, rows);
        return ppr.isPresent() ? ppr.get().write(folder) : List.of();
    }
}

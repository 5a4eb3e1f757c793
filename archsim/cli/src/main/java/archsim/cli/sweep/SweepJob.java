package archsim.cli.sweep;

import archsim.base.Problems;
import archsim.cli.option.EngineOption;
import archsim.cli.option.Format;
import archsim.cli.output.BuildInfo;
import archsim.cli.output.OpenOutput;
import archsim.cli.output.SweepFigures;
import archsim.cli.output.SweepFolder;
import archsim.cli.progress.StepBar;
import archsim.engine.run.RunCache;
import archsim.reports.text.SweepText;
import archsim.sweep.Columns;
import archsim.sweep.Journal;
import archsim.sweep.PointRow;
import archsim.sweep.PointRows;
import archsim.sweep.PointRunner;
import archsim.sweep.PortableSweep;
import archsim.sweep.Sweep;
import archsim.sweep.SweepCheck;
import archsim.sweep.SweepDocument;
import archsim.sweep.SweepFiles;
import archsim.sweep.SweepResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** A sweep that was read and can run. */
final class SweepJob {

    private final Sweep sweep;
    private final EngineOption engine;
    private final PrintWriter err;
    private final RunCache cache = RunCache.ofBytes(Runtime.getRuntime().maxMemory() / 2);
    private final Columns columns;
    private final SweepDocument document;

    /** @throws archsim.base.InvalidInputException with what no point of the sweep could use */
    SweepJob(Sweep sweep, EngineOption engine, PrintWriter err) {
        this.sweep = sweep;
        this.engine = engine;
        this.err = err;
        this.columns = SweepCheck.check(sweep, cache);
        this.document = SweepDocument.of(sweep, columns, BuildInfo.version(), BuildInfo.commit());
    }

    /**
     * What became of all points.
     *
     * @param rows of all points
     * @param folder that the files were written to
     */
    record Outcome(Sweep sweep, Columns columns, PointRows rows, Optional<Path> folder) {

        private String where() {
            return folder.map(written -> "all are in " + written.resolve("points.csv"))
                    .orElse("--out DIR or --format csv gives them all");
        }

        void print(Format format, PrintWriter out) throws IOException {
            switch (format) {
                case TEXT -> out.print(SweepText.of(sweep.name(), columns, rows, where()));
                case JSON -> SweepFiles.writeJson(out, columns, rows);
                case CSV -> SweepFiles.writeCsv(out, columns, rows);
            }
        }
    }

    /** Runs all points and keeps them in memory only. */
    Outcome run() {
        var rows = new PointRows(sweep.size());
        runMissing(rows, rows::put);
        return new Outcome(sweep, columns, rows, Optional.empty());
    }

    /** Runs the points that {@code folder} does not hold yet, and writes the sweep's files. */
    Outcome run(SweepFolder folder) throws IOException {
        try (OpenOutput open = folder.open()) {
            Path made = open.folder().orElseThrow();
            Optional<SweepResult> finished =
                    folder.resume() && folder.isFinished() ? Optional.of(finished(made)) : Optional.empty();
            if (finished.isPresent() && finished.get().damage().isEmpty()) {
                err.printf(Locale.ROOT, "all %,d points were finished before: nothing to do%n", sweep.size());
                return new Outcome(sweep, columns, finished.get().rows(), Optional.of(made));
            }
            folder.clear();
            return run(made, folder.resume(), finished);
        }
    }

    private Outcome run(Path made, boolean resume, Optional<SweepResult> finished) throws IOException {
        try (Journal journal = Journal.open(made, sweep, columns, document.text(), resume)) {
            PointRows rows = journal.rows();
            finished.ifPresent(result -> {
                rows.putAll(result.rows());
                rows.addSources(result.tableSources());
            });
            if (resume) {
                String file = finished.isPresent() ? SweepResult.POINTS : Journal.FILE;
                tellOfDamage(
                        made.resolve(file), finished.map(SweepResult::damage).orElse(journal.damage()));
                tellOfResumed(rows, finished.isPresent() ? 0 : journal.damage().size());
            }
            runMissing(rows, journal::append);
            List<String> files = new ArrayList<>(SweepFiles.write(made, document.text(rows.sources()), columns, rows));
            files.addAll(SweepFigures.write(made, sweep, columns, rows));
            if (rows.allSound()) {
                journal.remove();
            }
            files.forEach(file -> err.println("wrote " + made.resolve(file)));
            return new Outcome(sweep, columns, rows, Optional.of(made));
        }
    }

    /** The points that {@code folder} holds, if they are those of this sweep; nothing is run or written. */
    private SweepResult finished(Path folder) {
        SweepResult result = SweepResult.examine(folder);
        if (!result.document().equals(document.text(result.tableSources()))) {
            var problems = new Problems(folder.resolve(SweepDocument.FILE).toString());
            problems.add(
                    "",
                    "is that of another sweep, of other files or of another version of archsim: --force starts over");
            result.damage().forEach(fault -> problems.add("", "%s %s", SweepResult.POINTS, fault));
            throw problems.toException();
        }
        return result;
    }

    private void tellOfDamage(Path file, List<String> damage) {
        if (!damage.isEmpty()) {
            var problems = new Problems(file.toString());
            damage.forEach(fault -> problems.add("", "%s", fault));
            err.println(problems.toException().getMessage());
        }
    }

    private void tellOfResumed(PointRows rows, int damaged) {
        int missing = rows.missing().length;
        err.printf(
                Locale.ROOT,
                "%,d of %,d points were finished%s%n",
                rows.points() - missing,
                rows.points(),
                damaged == 0 ? "" : "; " + damaged + " damaged in the journal are run again");
    }

    private void runMissing(PointRows rows, Consumer<PointRow> sink) {
        int[] missing = rows.missing();
        try (StepBar bar = StepBar.of("points", rows.points(), missing.length)) {
            var runner = new PointRunner(sweep, columns, cache);
            engine.run(runner, PortableSweep.of(sweep, document), missing, row -> {
                sink.accept(row);
                bar.step();
            });
        }
    }
}

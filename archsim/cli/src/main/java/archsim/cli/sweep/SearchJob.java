package archsim.cli.sweep;

import archsim.base.AtomicFile;
import archsim.base.json.StrictJson;
import archsim.base.table.CsvTable;
import archsim.cli.option.EngineOption;
import archsim.cli.option.Format;
import archsim.cli.output.BuildInfo;
import archsim.cli.output.OpenOutput;
import archsim.cli.output.SweepFigures;
import archsim.cli.output.SweepFolder;
import archsim.cli.progress.StepBar;
import archsim.engine.run.RunCache;
import archsim.reports.text.AnalysisTables;
import archsim.reports.text.SearchText;
import archsim.sweep.Columns;
import archsim.sweep.Journal;
import archsim.sweep.PointRow;
import archsim.sweep.PointRows;
import archsim.sweep.PointRunner;
import archsim.sweep.PortableSweep;
import archsim.sweep.Sweep;
import archsim.sweep.SweepCheck;
import archsim.sweep.SweepDocument;
import archsim.sweep.search.FoundDesign;
import archsim.sweep.search.Screen;
import archsim.sweep.search.Search;
import archsim.sweep.search.SearchDocument;
import archsim.sweep.search.SearchFiles;
import archsim.sweep.search.SearchResult;
import archsim.sweep.search.SearchRounds;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** A search that was read and can run. */
final class SearchJob {

    private final Search search;
    private final EngineOption engine;
    private final PrintWriter err;
    private final RunCache cache = RunCache.ofBytes(Runtime.getRuntime().maxMemory() / 2);
    private final Columns columns;
    private final SweepDocument document;

    /** Where a search that is interrupted has come to. */
    private volatile Optional<SearchRounds> running = Optional.empty();

    /** @throws archsim.base.InvalidInputException with what no point of the search could use */
    SearchJob(Search search, EngineOption engine, PrintWriter err) {
        this.search = search;
        this.engine = engine;
        this.err = err;
        this.columns = SweepCheck.check(search.sweep(), cache);
        this.document = SweepDocument.of(search.sweep(), columns, BuildInfo.version(), BuildInfo.commit());
    }

    /** What a search found, and the designs of its front. */
    record Outcome(SearchResult result, List<FoundDesign> designs) {

        void print(Format format, PrintWriter out) throws IOException {
            switch (format) {
                case TEXT -> out.print(SearchText.of(result, designs));
                case JSON -> out.print(StrictJson.write(SearchDocument.found(result, designs)));
                case CSV -> SearchFiles.writeCsv(out, result);
            }
        }
    }

    /** What was found so far; absent while designs are screened. */
    Optional<SearchResult> soFar() {
        return running.map(SearchRounds::result);
    }

    /** Searches, and keeps what is simulated in memory only. */
    Outcome run() {
        var rows = new PointRows(search.sweep().size());
        return outcome(rows, rows::put);
    }

    /** Searches, beginning with what {@code folder} holds, and writes the search's files. */
    Outcome run(SweepFolder folder) throws IOException {
        try (OpenOutput open = folder.open()) {
            Path made = open.folder().orElseThrow();
            folder.clear();
            try (Journal journal = Journal.open(made, search.sweep(), columns, document.text(), folder.resume())) {
                journal.damage().forEach(fault -> err.println(made.resolve(Journal.FILE) + ": " + fault));
                Outcome outcome = outcome(journal.rows(), journal::append);
                write(made, outcome, journal.rows().sources())
                        .forEach(file -> err.println("wrote " + made.resolve(file)));
                journal.settle();
                return outcome;
            }
        }
    }

    private Outcome outcome(PointRows rows, Consumer<PointRow> sink) {
        Sweep sweep = search.sweep();
        var runner = new PointRunner(sweep, columns, cache);
        var rounds = new SearchRounds(search, columns, new Screen(search, cache), rows, engine.workers());
        running = Optional.of(rounds);
        int left = rounds.left();
        err.printf(
                Locale.ROOT,
                "screened %,d designs: %,d are left, %,d of all were simulated before%n",
                sweep.size(),
                left,
                rows.points() - rows.missing().length);
        try (StepBar bar = StepBar.of("designs", left, left)) {
            rounds.run(
                    indices -> engine.run(runner, PortableSweep.of(sweep, document), indices, sink::accept), bar::step);
        }
        SearchResult result = rounds.result();
        return new Outcome(result, FoundDesign.of(result, cache, engine.workers()));
    }

    private List<String> write(Path folder, Outcome outcome, List<String> sources) throws IOException {
        AtomicFile.write(folder.resolve("points.csv"), path -> {
            try (BufferedWriter out = Files.newBufferedWriter(path)) {
                SearchFiles.writeCsv(out, outcome.result());
            }
        });
        AtomicFile.write(
                folder.resolve("front.csv"), CsvTable.render(AnalysisTables.designs(search, outcome.designs())));
        AtomicFile.write(
                folder.resolve(SearchDocument.FILE),
                SearchDocument.text(document.text(sources), outcome.result(), outcome.designs()));
        List<String> files = new ArrayList<>(List.of("points.csv", "front.csv", SearchDocument.FILE));
        files.addAll(SweepFigures.write(folder, outcome.result()));
        return files;
    }
}

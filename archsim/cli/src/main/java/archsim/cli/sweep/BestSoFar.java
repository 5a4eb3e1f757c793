package archsim.cli.sweep;

import archsim.reports.text.SearchText;
import archsim.sweep.search.FoundDesign;
import archsim.sweep.search.SearchResult;
import java.util.Optional;
import picocli.CommandLine;

/** Prints what a search has found if the process is asked to end (Ctrl-C) before it is closed. */
final class BestSoFar implements AutoCloseable {

    private final Thread hook;

    BestSoFar(SearchJob job, CommandLine commandLine) {
        hook = new Thread(() -> print(job, commandLine));
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private static void print(SearchJob job, CommandLine commandLine) {
        commandLine.getErr().println("archsim: interrupted; the best so far, --resume goes on if there is an --out:");
        commandLine.getErr().flush();
        Optional<SearchResult> result = job.soFar();
        commandLine
                .getOut()
                .print(result.map(found -> SearchText.of(found, FoundDesign.unpriced(found)))
                        .orElse("nothing yet: designs are still screened\n"));
        commandLine.getOut().flush();
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyEnding) {
            // it prints
        }
    }
}

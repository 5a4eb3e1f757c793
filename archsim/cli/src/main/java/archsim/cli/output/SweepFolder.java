package archsim.cli.output;

import archsim.base.InvalidInputException;
import archsim.base.WrittenFile;
import archsim.base.json.EnumNames;
import archsim.sweep.Journal;
import archsim.sweep.SweepDocument;
import archsim.sweep.search.SearchDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The output folder of a sweep or a search, which may hold one that was begun.
 *
 * @param folder as the user wrote it
 * @param checked that it may be written
 * @param resume whether to go on with what it holds
 * @param content what it is a folder of
 */
public record SweepFolder(Path folder, OutputFolder checked, boolean resume, Content content) {

    /** What points are run for, and the files of it that go when it starts over. */
    public enum Content {
        SWEEP(
                SweepDocument.FILE,
                "points.csv",
                "points.jsonl",
                "ppr.png",
                "ppr.svg",
                "ppr.pdf",
                "speed-up.png",
                "speed-up.svg",
                "speed-up.pdf",
                "energy.png",
                "energy.svg",
                "energy.pdf"),
        SEARCH(SearchDocument.FILE, "points.csv", "front.csv", Journal.FILE, "pareto.png", "pareto.svg", "pareto.pdf");

        private final String document;

        @SuppressWarnings("ImmutableEnumChecker")
        private final List<String> others;

        Content(String document, String... others) {
            this.document = document;
            this.others = List.of(others);
        }
    }

    /**
     * The folder {@code folder}, which may be written.
     *
     * @throws InvalidInputException if it holds what must not be replaced, or cannot be written
     */
    public static SweepFolder check(Path folder, boolean resume, boolean force, Content content) {
        OutputFolder.refuseHeld(folder);
        boolean holdsAny = isBegun(folder) || holdsResult(folder, content);
        if (holdsAny && !resume && !force) {
            throw InvalidInputException.of(
                    "--out " + folder, "holds a %s: --resume continues it, --force starts over", EnumNames.of(content));
        }
        return new SweepFolder(folder, OutputFolder.check(folder, force || holdsAny), resume, content);
    }

    private static boolean isBegun(Path folder) {
        return Files.exists(folder.resolve(Journal.FILE));
    }

    private static boolean holdsResult(Path folder, Content content) {
        return Files.exists(folder.resolve(content.document));
    }

    /** Whether the sweep in the folder has come to its end. */
    public boolean isFinished() {
        return holdsResult(folder, content) && !isBegun(folder);
    }

    /** The folder, locked; it is made if it does not exist. */
    public OpenOutput open() throws IOException {
        return checked.open();
    }

    /** Removes the files of what starts over. */
    public void clear() throws IOException {
        if (!resume) {
            Files.deleteIfExists(WrittenFile.of(folder.resolve(content.document)));
            for (String old : content.others) {
                Files.deleteIfExists(WrittenFile.of(folder.resolve(old)));
            }
        }
    }
}

package archsim.cli.output;

import archsim.base.InvalidInputException;
import archsim.base.WrittenFile;
import archsim.sweep.Journal;
import archsim.sweep.SweepDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The output folder of a sweep, which may hold one that was begun.
 *
 * @param folder as the user wrote it
 * @param checked that it may be written
 * @param resume whether to go on with what it holds
 */
public record SweepFolder(Path folder, OutputFolder checked, boolean resume) {

    private static final List<String> OLD_FILES = List.of(
            "points.csv",
            "points.jsonl",
            SweepDocument.FILE,
            "ppr.png",
            "ppr.svg",
            "ppr.pdf",
            "speed-up.png",
            "speed-up.svg",
            "speed-up.pdf",
            "energy.png",
            "energy.svg",
            "energy.pdf");

    /**
     * The folder {@code folder}, which may be written.
     *
     * @throws InvalidInputException if it holds what must not be replaced, or cannot be written
     */
    public static SweepFolder check(Path folder, boolean resume, boolean force) {
        OutputFolder.refuseHeld(folder);
        boolean holdsSweep = isBegun(folder) || holdsResult(folder);
        if (holdsSweep && !resume && !force) {
            throw InvalidInputException.of(
                    "--out " + folder, "holds a sweep: --resume continues it, --force starts over");
        }
        return new SweepFolder(folder, OutputFolder.check(folder, force || holdsSweep), resume);
    }

    private static boolean isBegun(Path folder) {
        return Files.exists(folder.resolve(Journal.FILE));
    }

    private static boolean holdsResult(Path folder) {
        return Files.exists(folder.resolve(SweepDocument.FILE));
    }

    /** Whether the sweep in the folder has come to its end. */
    public boolean isFinished() {
        return holdsResult(folder) && !isBegun(folder);
    }

    /** The folder, locked; it is made if it does not exist. */
    public OpenOutput open() throws IOException {
        return checked.open();
    }

    /** Removes the files of a sweep that starts over. */
    public void clear() throws IOException {
        if (!resume) {
            for (String old : OLD_FILES) {
                Files.deleteIfExists(WrittenFile.of(folder.resolve(old)));
            }
        }
    }
}

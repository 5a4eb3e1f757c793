package archsim.cli;

import archsim.base.InvalidInputException;
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
record SweepFolder(Path folder, OutputFolder checked, boolean resume) {

    /** @throws InvalidInputException if the folder holds what must not be replaced, or cannot be written */
    static SweepFolder check(Path folder, boolean resume, boolean force) {
        boolean holdsSweep = isBegun(folder) || holdsResult(folder);
        if (holdsSweep && !resume && !force) {
            throw InvalidInputException.of(
                    "--out " + folder, "holds a sweep: --resume goes on with it, --force begins anew");
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
    boolean isFinished() {
        return holdsResult(folder) && !isBegun(folder);
    }

    /** The folder, made if it does not exist; files of a sweep that is begun anew are gone. */
    Path create() throws IOException {
        Path made = checked.create();
        if (!resume) {
            for (String old : List.of("points.csv", "points.jsonl", SweepDocument.FILE, "ppr.png", "ppr.svg")) {
                Files.deleteIfExists(made.resolve(old));
            }
        }
        return made;
    }
}

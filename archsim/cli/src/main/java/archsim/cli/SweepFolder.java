package archsim.cli;

import archsim.base.InvalidInputException;
import archsim.sweep.Journal;
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
        boolean holdsSweep = Files.exists(folder.resolve(Journal.FILE));
        if (holdsSweep && !resume && !force) {
            throw InvalidInputException.of(
                    "--out " + folder, "holds a sweep: --resume goes on with it, --force begins anew");
        }
        return new SweepFolder(folder, OutputFolder.check(folder, force || holdsSweep), resume);
    }

    /** The folder, made if it does not exist; files of a sweep that is begun anew are gone. */
    Path create() throws IOException {
        Path made = checked.create();
        if (!resume) {
            for (String old : List.of("points.csv", "points.jsonl", "sweep.json")) {
                Files.deleteIfExists(made.resolve(old));
            }
        }
        return made;
    }
}

package archsim.cli.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a folder holds.
 *
 * @param contents size and time of the last change of each file, {@code folder} for folders, by path
 */
record FolderState(SortedMap<String, String> contents) {

    /** All that lies below {@code folder} now. */
    static FolderState of(Path folder) throws IOException {
        var contents = new TreeMap<String, String>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.toList()) {
                contents.put(
                        folder.relativize(each).toString(),
                        Files.isDirectory(each)
                                ? "folder"
                                : Files.size(each) + " bytes of " + Files.getLastModifiedTime(each));
            }
        }
        return new FolderState(contents);
    }
}

package archsim.cli.output;

import archsim.base.InvalidInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Names of what a command writes. */
final class OutputName {

    /** Of one part of a path; file systems take 255, and a file has some more in its name while it is written. */
    private static final int LONGEST_BYTES = 220;

    private OutputName() {}

    /**
     * Refuses a path that no file system takes.
     *
     * @param option that gives it, for messages
     */
    static void requireShort(String option, Path path) {
        for (Path part : path) {
            int bytes = part.toString().getBytes(StandardCharsets.UTF_8).length;
            if (bytes > LONGEST_BYTES) {
                throw InvalidInputException.of(
                        option, "must have at most %d bytes between two slashes, was %d bytes", LONGEST_BYTES, bytes);
            }
        }
    }
}

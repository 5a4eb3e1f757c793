package archsim.workloads.dataset;

import archsim.base.InvalidInputException;
import archsim.base.Steps;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ProviderNotFoundException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipError;

/** A zip archive of pictures, read where it lies: {@code train/CLASS} and {@code test/CLASS}, or both in one folder. */
final class PictureArchive {

    private static final String SUFFIX = ".zip";

    private PictureArchive() {}

    /** Whether {@code file} is named like one. */
    static boolean isOne(Path file) {
        return Files.isRegularFile(file) && file.toString().endsWith(SUFFIX);
    }

    /**
     * Reads the data set in {@code file}, which stays open: pictures of a large set are decoded when they are asked for.
     *
     * @param decoded hears how many pictures were
     * @throws InvalidInputException with every fault found
     */
    static DataSet read(Path file, Optional<Frame> frame, long mostHeld, Steps decoded) {
        Path root = root(file);
        String stem = file.getFileName().toString();
        return ImageFolders.read(root, stem.substring(0, stem.length() - SUFFIX.length()), frame, mostHeld, decoded);
    }

    private static Path root(Path file) {
        try {
            FileSystem archive = FileSystems.newFileSystem(file);
            Path top = archive.getPath("/");
            try (Stream<Path> below = Files.list(top)) {
                List<Path> roots = Stream.concat(Stream.of(top), below.sorted())
                        .filter(ImageFolders::areIn)
                        .toList();
                if (roots.size() == 1) {
                    return roots.get(0);
                }
            }
            archive.close();
        } catch (IOException | ProviderNotFoundException | ZipError e) {
            throw InvalidInputException.of(file.toString(), "is no archive that can be read (%s)", e.getMessage());
        }
        throw InvalidInputException.of(
                file.toString(), "must hold pictures in train/CLASS and test/CLASS, once, at its top or in one folder");
    }
}

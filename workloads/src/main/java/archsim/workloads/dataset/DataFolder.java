package archsim.workloads.dataset;

import archsim.base.InvalidInputException;
import archsim.base.Steps;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A folder or an archive that holds a data set in one of the forms that can be read. */
public final class DataFolder {

    private DataFolder() {}

    /**
     * The folder {@code nameOrFolder}, or if there is none, that of the data set which was fetched under this name.
     *
     * @throws InvalidInputException if there is neither
     */
    public static Path find(Path nameOrFolder) {
        String name = nameOrFolder.toString();
        if (Files.isDirectory(nameOrFolder) || !DownloadableSet.names().contains(name)) {
            return nameOrFolder;
        }
        Path fetched = DownloadableSet.cache().resolve(name);
        if (!DownloadableSet.find(name).isIn(fetched)) {
            throw InvalidInputException.of(name, "is not there yet: archsim data get %s fetches it", name);
        }
        return fetched;
    }

    /**
     * Reads a data set: a folder with the IDX files of MNIST and its likes, the binary files of CIFAR-10, or pictures of one
     * size in folders {@code train/CLASS} and {@code test/CLASS}; or a zip archive of such pictures.
     *
     * @throws InvalidInputException with every fault found
     */
    public static DataSet read(Path folder) {
        return read(folder, Optional.empty(), ImageFolders.MOST_HELD, Steps.ignored());
    }

    /**
     * The same with pictures of any size, which are brought into {@code frame}; what comes in files of one size stays
     * as it is.
     *
     * @param decoded hears how many pictures were
     * @throws InvalidInputException with every fault found
     */
    public static DataSet read(Path folder, Frame frame, Steps decoded) {
        return read(folder, Optional.of(frame), ImageFolders.MOST_HELD, decoded);
    }

    /** @param mostHeld pixels of a part that are held in memory */
    static DataSet read(Path folder, Optional<Frame> frame, long mostHeld, Steps decoded) {
        if (PictureArchive.isOne(folder)) {
            return PictureArchive.read(folder, frame, mostHeld, decoded);
        }
        if (Files.isDirectory(folder) && CifarFiles.areIn(folder)) {
            return CifarFiles.read(folder);
        }
        if (ImageFolders.areIn(folder)) {
            String name = folder.getFileName() == null
                    ? "images"
                    : folder.getFileName().toString();
            return ImageFolders.read(folder, name, frame, mostHeld, decoded);
        }
        return IdxFiles.read(folder);
    }
}

package archsim.workloads.dataset;

import archsim.base.InvalidInputException;
import archsim.base.Steps;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder that holds a data set in one of the forms that can be read. */
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
     * Reads the data set in {@code folder}: the IDX files of MNIST and its likes, the binary files of CIFAR-10, or pictures
     * in folders {@code train/CLASS} and {@code test/CLASS}.
     *
     * @throws InvalidInputException with every fault found
     */
    public static DataSet read(Path folder) {
        return read(folder, Steps.ignored());
    }

    /**
     * The same, for pictures that are many.
     *
     * @param decoded hears how many pictures were
     */
    public static DataSet read(Path folder, Steps decoded) {
        if (Files.isDirectory(folder) && CifarFiles.areIn(folder)) {
            return CifarFiles.read(folder);
        }
        if (ImageFolders.areIn(folder)) {
            return ImageFolders.read(folder, decoded);
        }
        return IdxFiles.read(folder);
    }
}

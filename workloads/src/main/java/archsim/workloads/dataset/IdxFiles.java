package archsim.workloads.dataset;

import archsim.base.InvalidInputException;
import archsim.base.Problems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A data set in the four files of MNIST, which Fashion-MNIST has, too: {@code train-images-idx3-ubyte}, {@code train-labels-idx1-ubyte}, and the same
 * with {@code t10k} for the test set; each may be compressed and then ends in {@code .gz}.
 */
public final class IdxFiles {

    private final Path folder;
    private final Problems problems;

    private IdxFiles(Path folder) {
        this.folder = folder;
        this.problems = new Problems(folder.toString());
    }

    /**
     * Reads the data set in {@code folder}.
     *
     * @throws InvalidInputException with every fault found
     */
    public static DataSet read(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw InvalidInputException.of(folder.toString(), "must be a folder that holds the four files of MNIST");
        }
        return new IdxFiles(folder).read();
    }

    private DataSet read() {
        Optional<ImageSet> train = set("train", "train");
        Optional<ImageSet> test = set("t10k", "test");
        problems.throwIfAny();
        return sameSize(train.orElseThrow(), test.orElseThrow());
    }

    private DataSet sameSize(ImageSet train, ImageSet test) {
        if (test.h() != train.h() || test.w() != train.w()) {
            problems.add(
                    "",
                    "must hold test images of the training images' size %d x %d, was %d x %d",
                    train.h(),
                    train.w(),
                    test.h(),
                    test.w());
        }
        problems.throwIfAny();
        return new DataSet(title(), train, test);
    }

    private Optional<ImageSet> set(String prefix, String part) {
        Optional<IdxTensor> images = attempt(() -> IdxTensor.read(find(prefix + "-images-idx3-ubyte"), 3));
        Optional<IdxTensor> labels = attempt(() -> IdxTensor.read(find(prefix + "-labels-idx1-ubyte"), 1));
        if (images.isEmpty() || labels.isEmpty()) {
            return Optional.empty();
        }
        if (images.get().extent(0) != labels.get().extent(0)) {
            problems.add(
                    "",
                    "must have one label for each of the %d images in %s, was %d",
                    images.get().extent(0),
                    prefix + "-images-idx3-ubyte",
                    labels.get().extent(0));
            return Optional.empty();
        }
        return Optional.of(ImageSet.owning(
                title() + " " + part,
                1,
                images.get().extent(1),
                images.get().extent(2),
                images.get().content(),
                labels.get().content()));
    }

    /** The files do not say whose they are; the folder may. */
    private String title() {
        Path name = folder.toAbsolutePath().normalize().getFileName();
        return name != null && name.toString().equals("fashion-mnist") ? "Fashion-MNIST" : "MNIST";
    }

    private Path find(String name) {
        Path plain = folder.resolve(name);
        Path compressed = folder.resolve(name + ".gz");
        if (Files.exists(plain)) {
            return plain;
        }
        if (Files.exists(compressed)) {
            return compressed;
        }
        throw InvalidInputException.of(plain.toString(), "does not exist, nor does %s", compressed.getFileName());
    }

    private <T> Optional<T> attempt(Supplier<T> reading) {
        try {
            return Optional.of(reading.get());
        } catch (InvalidInputException e) {
            e.faults()
                    .forEach(fault ->
                            problems.add("", "%s: %s", Path.of(e.file()).getFileName(), fault));
            return Optional.empty();
        }
    }
}

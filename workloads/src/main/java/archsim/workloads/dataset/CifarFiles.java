package archsim.workloads.dataset;

import archsim.base.InvalidInputException;
import archsim.workloads.InputFile;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * CIFAR-10 in its binary version: {@code data_batch*.bin} to learn from and {@code test_batch.bin}, each a row of records
 * of one label and 3 x 32 x 32 pixels; each may be compressed and then ends in {@code .gz}.
 *
 * <p>Without a test batch, as where only a part of the set is at hand, the last fifth of the images takes its place.
 */
final class CifarFiles {

    private static final int SIDE = 32;
    private static final int CHANNELS = 3;
    private static final int RECORD_BYTES = 1 + CHANNELS * SIDE * SIDE;
    private static final int CLASSES = 10;
    /** Twice those of a published batch: a small compressed file could unfold to any size. */
    private static final int MOST_RECORDS = 20_000;

    private CifarFiles() {}

    /** Whether {@code folder} holds a training batch. */
    static boolean areIn(Path folder) {
        return !batches(folder, "data_batch").isEmpty();
    }

    /**
     * Reads the data set in {@code folder}.
     *
     * @throws InvalidInputException if a file is damaged
     */
    static DataSet read(Path folder) {
        ImageSet train = images("CIFAR-10 train", batches(folder, "data_batch"));
        List<Path> test = batches(folder, "test_batch");
        if (!test.isEmpty()) {
            return new DataSet("CIFAR-10", train, images("CIFAR-10 test", test));
        }
        int split = train.n() - Math.max(1, train.n() / 5);
        if (split < 1) {
            throw InvalidInputException.of(folder.toString(), "must hold at least 2 images");
        }
        return new DataSet("CIFAR-10 in part", train.slice(0, split), train.slice(split, train.n()));
    }

    private static List<Path> batches(Path folder, String prefix) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> {
                        String name = file.getFileName().toString();
                        return name.startsWith(prefix) && (name.endsWith(".bin") || name.endsWith(".bin.gz"));
                    })
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw InvalidInputException.of(folder.toString(), "cannot be read (%s)", e.getMessage());
        }
    }

    private static ImageSet images(String name, List<Path> files) {
        List<byte[]> contents = files.stream().map(CifarFiles::content).toList();
        int records = contents.stream()
                .mapToInt(content -> content.length / RECORD_BYTES)
                .sum();
        byte[] pixels = new byte[Math.multiplyExact(records, RECORD_BYTES - 1)];
        byte[] labels = new byte[records];
        int image = 0;
        for (byte[] content : contents) {
            for (int from = 0; from < content.length; from += RECORD_BYTES, image++) {
                labels[image] = content[from];
                System.arraycopy(content, from + 1, pixels, image * (RECORD_BYTES - 1), RECORD_BYTES - 1);
            }
        }
        return ImageSet.owning(name, CHANNELS, SIDE, SIDE, pixels, labels);
    }

    private static byte[] content(Path file) {
        String name = file.toString();
        byte[] content;
        InputFile.sizeBytes(file, (long) MOST_RECORDS * RECORD_BYTES);
        try (InputStream raw = Files.newInputStream(file);
                InputStream in = name.endsWith(".gz") ? new GZIPInputStream(raw, 1 << 16) : raw) {
            content = in.readNBytes(MOST_RECORDS * RECORD_BYTES + 1);
        } catch (EOFException e) {
            throw InvalidInputException.of(name, "ends in the middle of its compressed content");
        } catch (IOException e) {
            throw InvalidInputException.of(name, "cannot be read (%s)", e.getMessage());
        }
        if (content.length > MOST_RECORDS * RECORD_BYTES) {
            throw InvalidInputException.of(name, "must hold at most %d records, was more", MOST_RECORDS);
        }
        if (content.length == 0 || content.length % RECORD_BYTES != 0) {
            throw InvalidInputException.of(
                    name, "must hold whole records of %d bytes, was %d bytes", RECORD_BYTES, content.length);
        }
        for (int from = 0; from < content.length; from += RECORD_BYTES) {
            if (content[from] < 0 || content[from] >= CLASSES) {
                throw InvalidInputException.of(
                        name, "must have labels 0 to 9, was %d", Byte.toUnsignedInt(content[from]));
            }
        }
        return content;
    }
}

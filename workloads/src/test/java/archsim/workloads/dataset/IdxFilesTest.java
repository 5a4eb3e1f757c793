package archsim.workloads.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.base.InvalidInputException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxFilesTest {

    @TempDir
    private Path folder;

    private static byte[] idx(int magic, int[] extents, int elements) {
        ByteBuffer file = ByteBuffer.allocate(4 + 4 * extents.length + elements).putInt(magic);
        Arrays.stream(extents).forEach(file::putInt);
        for (int i = 0; i < elements; i++) {
            file.put((byte) (200 + i));
        }
        return file.array();
    }

    private static byte[] compressed(byte[] content) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }

    private void write(String name, byte[] content) throws IOException {
        Files.write(folder.resolve(name), content);
    }

    /** Three images of 2 x 2 to train on, one to test; the test set is compressed. */
    @BeforeEach
    void writeSoundFiles() throws IOException {
        write("train-images-idx3-ubyte", idx(0x803, new int[] {3, 2, 2}, 12));
        write("train-labels-idx1-ubyte", idx(0x801, new int[] {3}, 3));
        write("t10k-images-idx3-ubyte.gz", compressed(idx(0x803, new int[] {1, 2, 2}, 4)));
        write("t10k-labels-idx1-ubyte.gz", compressed(idx(0x801, new int[] {1}, 1)));
    }

    private List<String> faults() {
        try {
            IdxFiles.read(folder);
        } catch (InvalidInputException e) {
            return e.lines();
        }
        return List.of();
    }

    /** Pixel j of image i is 200 + 4i + j. */
    @Test
    void plainAndCompressedFilesAreRead() {
        DataSet data = IdxFiles.read(folder);
        assertThat(data.train().n()).isEqualTo(3);
        assertThat(data.train().pixel(2, 1)).isEqualTo(209);
        assertThat(data.train().label(1)).isEqualTo(201);
        assertThat(data.test().n()).isEqualTo(1);
        assertThat(data.test().pixel(0, 3)).isEqualTo(203);
    }

    @Test
    void aSliceIsRenumberedAndHashedOnItsOwn() {
        ImageSet train = IdxFiles.read(folder).train();
        ImageSet slice = train.slice(1, 3);
        assertThat(slice.pixel(1, 1)).isEqualTo(209);
        assertThat(slice.label(0)).isEqualTo(201);
        assertThat(slice.sha256()).isNotEqualTo(train.sha256());
        assertThat(train.slice(0, 3).sha256()).isEqualTo(train.sha256());
    }

    @Test
    void theFaultsOfAllFilesAreToldAtOnce() throws IOException {
        write("train-images-idx3-ubyte", idx(0x801, new int[] {3, 2, 2}, 12));
        write("train-labels-idx1-ubyte", new byte[5]);
        write("t10k-images-idx3-ubyte.gz", Arrays.copyOf(compressed(idx(0x803, new int[] {1, 2, 2}, 4)), 20));
        Files.delete(folder.resolve("t10k-labels-idx1-ubyte.gz"));
        assertThat(faults())
                .containsExactly(
                        "train-images-idx3-ubyte: must start with 0x00000803 (unsigned bytes on 3 axes), was 0x00000801",
                        "train-labels-idx1-ubyte: must start with a header of 8 bytes, was 5 bytes in all",
                        "t10k-images-idx3-ubyte.gz: ends in the middle of its compressed content",
                        "t10k-labels-idx1-ubyte: does not exist, nor does t10k-labels-idx1-ubyte.gz");
    }

    @Test
    void extentsBeyondTheFileAreRefusedBeforeAnythingIsAllocated() throws IOException {
        write("train-images-idx3-ubyte", idx(0x803, new int[] {60_000, 10_000, 1}, 12));
        write("t10k-images-idx3-ubyte.gz", compressed(idx(0x803, new int[] {60_000, 10_000, 1}, 4)));
        assertThat(faults())
                .containsExactly(
                        "train-images-idx3-ubyte: has extents [60000, 10000, 1], which its file cannot hold",
                        "t10k-images-idx3-ubyte.gz: has extents [60000, 10000, 1], which its file cannot hold");
        write("train-images-idx3-ubyte", idx(0x803, new int[] {65_536, 65_536, 65_536}, 12));
        write("t10k-images-idx3-ubyte.gz", compressed(idx(0x803, new int[] {-1, 2, 2}, 4)));
        assertThat(faults()).hasSize(2).allMatch(fault -> fault.contains("cannot hold"));
    }

    @Test
    void tooFewAndTooManyElementsAreFaults() throws IOException {
        write("train-labels-idx1-ubyte", idx(0x801, new int[] {3}, 4));
        write("t10k-images-idx3-ubyte.gz", compressed(idx(0x803, new int[] {1, 2, 2}, 3)));
        assertThat(faults())
                .containsExactly(
                        "train-labels-idx1-ubyte: must hold 3 elements after its header, has more",
                        "t10k-images-idx3-ubyte.gz: must hold 4 elements after its header, was 3");
    }

    @Test
    void setsThatDoNotFitTogetherAreFaults() throws IOException {
        write("train-labels-idx1-ubyte", idx(0x801, new int[] {2}, 2));
        assertThat(faults())
                .containsExactly("must have one label for each of the 3 images in train-images-idx3-ubyte, was 2");
        write("train-labels-idx1-ubyte", idx(0x801, new int[] {3}, 3));
        write("t10k-images-idx3-ubyte.gz", compressed(idx(0x803, new int[] {1, 1, 4}, 4)));
        assertThat(faults()).containsExactly("must hold test images of the training images' size 2 x 2, was 1 x 4");
    }
}

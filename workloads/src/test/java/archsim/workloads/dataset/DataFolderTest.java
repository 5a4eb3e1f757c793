package archsim.workloads.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import archsim.base.InvalidInputException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

    @TempDir
    private Path folder;

    private static byte[] records(int... labels) {
        byte[] content = new byte[labels.length * 3073];
        for (int i = 0; i < labels.length; i++) {
            content[i * 3073] = (byte) labels[i];
            content[i * 3073 + 1 + 1024] = (byte) (100 + i);
        }
        return content;
    }

    /** A record is a label, then 1,024 pixels of red, green and blue each. */
    @Test
    void theBinaryFilesOfCifarAreRead() throws IOException {
        Files.write(folder.resolve("data_batch_1.bin"), records(3, 9));
        Files.write(folder.resolve("data_batch_2.bin"), records(0));
        Files.write(folder.resolve("test_batch.bin"), records(7));
        DataSet set = DataFolder.read(folder);
        assertThat(set.train().n()).isEqualTo(3);
        assertThat(set.train().c()).isEqualTo(3);
        assertThat(set.train().label(1)).isEqualTo(9);
        assertThat(set.train().pixel(1, 1024)).isEqualTo(101);
        assertThat(set.test().label(0)).isEqualTo(7);
    }

    /** Of 10 images without a test batch the last two are kept to be judged by. */
    @Test
    void aPartOfCifarIsJudgedByItsLastFifth() throws IOException {
        Files.write(folder.resolve("data_batch_1.bin"), records(0, 1, 2, 3, 4, 5, 6, 7, 8, 9));
        DataSet set = DataFolder.read(folder);
        assertThat(set.train().n()).isEqualTo(8);
        assertThat(set.test().label(0)).isEqualTo(8);
        assertThat(set.name()).isEqualTo("CIFAR-10 in part");
    }

    @Test
    void damagedBatchesAreRefused() throws IOException {
        Files.write(folder.resolve("data_batch_1.bin"), new byte[3072]);
        assertThatThrownBy(() -> DataFolder.read(folder))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("whole records of 3073 bytes, was 3072");
        Files.write(folder.resolve("data_batch_1.bin"), records(10));
        assertThatThrownBy(() -> DataFolder.read(folder)).hasMessageContaining("labels 0 to 9, was 10");
    }

    private void picture(String path, int width, int type, int colour) throws IOException {
        var image = new BufferedImage(width, 2, type);
        image.setRGB(1, 0, colour);
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        ImageIO.write(image, "png", file.toFile());
    }

    @Test
    void foldersOfPicturesAreClassesInAlphabeticalOrder() throws IOException {
        picture("train/cat/1.png", 3, BufferedImage.TYPE_INT_RGB, 0x0a0b0c);
        picture("train/ant/1.png", 3, BufferedImage.TYPE_INT_RGB, 0x010203);
        picture("test/cat/1.png", 3, BufferedImage.TYPE_BYTE_GRAY, 0xffffff);
        var heard = new ArrayList<String>();
        DataSet set = DataFolder.read(folder, (done, all) -> heard.add(done + " of " + all));
        assertThat(heard).containsExactly("1 of 3", "2 of 3", "3 of 3");
        assertThat(set.train().c()).isEqualTo(3);
        assertThat(set.train().label(0)).isZero();
        assertThat(set.train().pixel(0, 1)).isEqualTo(1);
        assertThat(set.train().pixel(1, 6 + 1)).isEqualTo(0x0b);
        assertThat(set.test().label(0)).isEqualTo(1);
        assertThat(set.test().pixel(0, 12 + 1)).isEqualTo(255);
    }

    @Test
    void allFaultsOfPicturesAreToldAtOnce() throws IOException {
        picture("train/ant/1.png", 3, BufferedImage.TYPE_BYTE_GRAY, 0);
        picture("train/ant/2.png", 1025, BufferedImage.TYPE_BYTE_GRAY, 0);
        Files.createDirectories(folder.resolve("test/ant"));
        Files.writeString(folder.resolve("test/ant/1.png"), "no picture");
        assertThatThrownBy(() -> DataFolder.read(folder))
                .hasMessageContaining("2.png must be at most 1024 pixels wide")
                .hasMessageContaining("1.png is no picture")
                .hasMessageContaining("must hold pictures in test, found none");
    }

    /** The grey of a picture is its colour thrice only where another picture has colours. */
    @Test
    void greyPicturesHaveOneChannel() throws IOException {
        picture("train/ant/1.png", 3, BufferedImage.TYPE_BYTE_GRAY, 0xffffff);
        picture("train/ant/2.png", 3, BufferedImage.TYPE_BYTE_GRAY, 0);
        picture("test/ant/1.png", 3, BufferedImage.TYPE_BYTE_GRAY, 0xffffff);
        DataSet set = DataFolder.read(folder);
        assertThat(set.train().c()).isEqualTo(1);
        assertThat(set.train().pixel(0, 1)).isEqualTo(255);
        assertThat(set.train().pixel(1, 1)).isZero();
    }

    /** A pipe would be waited for without end. */
    @Test
    void whatIsNoFileIsNoPicture() throws IOException, InterruptedException {
        picture("test/ant/1.png", 3, BufferedImage.TYPE_BYTE_GRAY, 0);
        Files.createDirectories(folder.resolve("train/ant/2.png"));
        Path pipe = folder.resolve("train/ant/1.png");
        assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0);
        assertThatThrownBy(() -> DataFolder.read(folder))
                .hasMessageContaining("1.png must be a file, was a folder, a device or a pipe")
                .hasMessageContaining("2.png must be a file");
    }

    /** 401 + 1 pictures of 3 x 1024 x 1024 values are more than 2^30: told by the heads, before one is decoded. */
    @Test
    void picturesThatFillTheMemoryAreRefusedBeforeTheyAreDecoded() throws IOException {
        picture("train/ant/0.png", 1024, BufferedImage.TYPE_BYTE_GRAY, 0);
        picture("test/ant/0.png", 1024, BufferedImage.TYPE_BYTE_GRAY, 0);
        byte[] head = Files.readAllBytes(folder.resolve("train/ant/0.png"));
        head[22] = 4; // the height of 2 becomes 4 * 256
        head[23] = 0;
        var sum = new CRC32();
        sum.update(head, 12, 17);
        ByteBuffer.wrap(head).putInt(29, (int) sum.getValue());
        for (int i = 1; i <= 400; i++) {
            Files.write(folder.resolve("train/ant/" + i + ".png"), head);
        }
        Files.write(folder.resolve("train/ant/0.png"), head);
        assertThatThrownBy(() -> DataFolder.read(folder))
                .hasMessageContaining("must hold at most 2^30 pixels, was " + 402L * 3 * 1024 * 1024);
    }

    /** 20,001 records of label 0, compressed to some hundred bytes each thousand. */
    @Test
    void aSmallFileThatUnfoldsWithoutEndIsRefused() throws IOException {
        try (var out = new GZIPOutputStream(Files.newOutputStream(folder.resolve("data_batch_1.bin.gz")))) {
            for (int i = 0; i <= 20_000; i++) {
                out.write(new byte[3073]);
            }
        }
        assertThatThrownBy(() -> DataFolder.read(folder))
                .hasMessageContaining("must hold at most 20000 records, was more");
    }

    @Test
    void aSetThatWasNotFetchedIsNamedWithItsCommand() {
        Path asked = Path.of("fashion-mnist");
        if (!DownloadableSet.find("fashion-mnist").isIn(DownloadableSet.cache().resolve(asked))) {
            assertThatThrownBy(() -> DataFolder.find(asked)).hasMessageContaining("archsim data get fashion-mnist");
        }
        assertThat(DataFolder.find(folder)).isEqualTo(folder);
    }
}

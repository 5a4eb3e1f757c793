package archsim.workloads.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archsim.base.InvalidInputException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        DataSet set = DataFolder.read(folder);
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

    @Test
    void aSetThatWasNotFetchedIsNamedWithItsCommand() {
        Path asked = Path.of("fashion-mnist");
        if (!DownloadableSet.find("fashion-mnist").isIn(DownloadableSet.cache().resolve(asked))) {
            assertThatThrownBy(() -> DataFolder.find(asked)).hasMessageContaining("archsim data get fashion-mnist");
        }
        assertThat(DataFolder.find(folder)).isEqualTo(folder);
    }
}

package archsim.workloads.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import archsim.base.InvalidInputException;
import archsim.base.Steps;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
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
        picture("train/ant/2.png", 16_385, BufferedImage.TYPE_BYTE_GRAY, 0);
        Files.createDirectories(folder.resolve("train/bee"));
        Files.createDirectories(folder.resolve("test/ant"));
        Files.writeString(folder.resolve("test/ant/1.png"), "no picture");
        assertThatThrownBy(() -> DataFolder.read(folder))
                .hasMessageContaining("2.png must be at most 16384 pixels wide")
                .hasMessageContaining("has no pictures of class bee in train")
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

    /** What does not fit is decoded when asked for, and is the same set: 2 pictures of 3 x 2 x 3 values are 36. */
    @Test
    void aLargePartIsDecodedWhenItIsAskedFor() throws IOException {
        picture("train/ant/1.png", 3, BufferedImage.TYPE_INT_RGB, 0x0a0b0c);
        picture("train/ant/2.png", 3, BufferedImage.TYPE_INT_RGB, 0x010203);
        picture("test/ant/1.png", 3, BufferedImage.TYPE_INT_RGB, 0x010203);
        DataSet held = DataFolder.read(folder, Optional.empty(), 36, Steps.ignored());
        DataSet decoded = DataFolder.read(folder, Optional.empty(), 35, Steps.ignored());
        assertThat(decoded.sha256()).isEqualTo(held.sha256());

        picture("train/ant/2.png", 3, BufferedImage.TYPE_INT_RGB, 0x0a0b0c);
        assertThat(decoded.train().pixel(1, 1)).isEqualTo(10);
        assertThat(held.train().pixel(1, 1)).isEqualTo(1);
        Files.delete(folder.resolve("train/ant/2.png"));
        assertThatThrownBy(() -> decoded.train().pixels(1)).isInstanceOf(InvalidInputException.class);
    }

    /** Half a JPEG would pass for a picture that ends in grey. */
    @Test
    void aPictureThatEndsEarlyIsNamed() throws IOException {
        picture("train/ant/1.png", 3, BufferedImage.TYPE_INT_RGB, 0);
        picture("test/ant/1.png", 3, BufferedImage.TYPE_INT_RGB, 0);
        picture("test/ant/2.png", 3, BufferedImage.TYPE_INT_RGB, 0);
        jpeg("train/ant/2.jpg", 3, 2);
        byte[] whole = Files.readAllBytes(folder.resolve("train/ant/2.jpg"));
        Files.write(folder.resolve("train/ant/2.jpg"), Arrays.copyOf(whole, whole.length - 3));
        byte[] png = Files.readAllBytes(folder.resolve("test/ant/1.png"));
        Files.write(folder.resolve("test/ant/1.png"), Arrays.copyOf(png, png.length - 28));
        assertThatThrownBy(() -> DataFolder.read(folder))
                .hasMessageContaining("train/ant/2.jpg is no picture that can be read")
                .hasMessageContaining("test/ant/1.png is no picture that can be read");
    }

    private void jpeg(String path, int width, int height) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "jpg", file.toFile());
    }

    private static final String[] CIFAR = {
        "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"
    };

    private void cifar(int side) throws IOException {
        for (String name : CIFAR) {
            jpeg("train/" + name + "/1.jpg", side, side);
            jpeg("train/" + name + "/2.jpg", side, side);
            jpeg("test/" + name + "/1.jpg", side, side);
        }
    }

    /** The pictures of classes take turns: the last ten of twenty are one of each class. */
    @Test
    void cifarAsJpegIsNamedAsSuch() throws IOException {
        cifar(32);
        DataSet set = DataFolder.read(folder);
        assertThat(set.name()).isEqualTo("CIFAR-10 (JPEG) in part");
        assertThat(set.test().name()).isEqualTo("CIFAR-10 (JPEG) in part test");
        assertThat(IntStream.range(10, 20).map(set.train()::label)).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    }

    /** Of 4 x 8 pixels, 2 x 2 are cut from the middle of what is half as large. */
    @Test
    void picturesOfAnySizeAreBroughtIntoAFrame() throws IOException {
        picture("train/ant/1.png", 3, BufferedImage.TYPE_BYTE_GRAY, 0xffffff);
        jpeg("train/ant/2.jpg", 8, 4);
        picture("test/ant/1.png", 4, BufferedImage.TYPE_BYTE_GRAY, 0xffffff);
        assertThatThrownBy(() -> DataFolder.read(folder)).hasMessageContaining("2.jpg must be of 3 x 2");
        var heard = new ArrayList<String>();
        DataSet set = DataFolder.read(folder, new Frame(2, 2), (done, all) -> heard.add(done + " of " + all));
        int pictures = set.train().n() + set.test().n();
        assertThat(heard).hasSize(pictures).startsWith("1 of " + pictures).endsWith(pictures + " of " + pictures);
        assertThat(set.train().w()).isEqualTo(2);
        assertThat(set.train().n()).isEqualTo(2);
        assertThat(set.name()).isEqualTo(folder.getFileName() + " scaled to 2 x 2");
    }

    @Test
    void picturesAreReadInsideAnArchive() throws IOException {
        cifar(32);
        Path archive = folder.resolve("pictures.zip");
        try (var out = new ZipOutputStream(Files.newOutputStream(archive));
                Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".jpg")).toList()) {
                out.putNextEntry(new ZipEntry(
                        "data/" + folder.relativize(file).toString().replace('\\', '/')));
                out.write(Files.readAllBytes(file));
            }
        }
        DataSet set = DataFolder.read(archive);
        assertThat(set.sha256()).isEqualTo(DataFolder.read(folder).sha256());
        assertThat(set.name()).isEqualTo("CIFAR-10 (JPEG) in part");

        Files.write(archive, new byte[100]);
        assertThatThrownBy(() -> DataFolder.read(archive)).hasMessageContaining("is no archive that can be read");
    }

    /** 257 classes: the last is 256, which no byte holds. */
    @Test
    void thereMayBeMoreClassesThanAByteHolds() throws IOException {
        for (int i = 0; i < 257; i++) {
            picture("train/" + (1000 + i) + "/1.png", 3, BufferedImage.TYPE_BYTE_GRAY, 0);
        }
        picture("test/1256/1.png", 3, BufferedImage.TYPE_BYTE_GRAY, 0);
        DataSet set = DataFolder.read(folder);
        assertThat(set.train().classes()).isEqualTo(257);
        assertThat(set.test().label(0)).isEqualTo(256);
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

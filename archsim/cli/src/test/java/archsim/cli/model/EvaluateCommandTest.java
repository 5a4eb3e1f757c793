package archsim.cli.model;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.cli.Outcome;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateCommandTest {

    private static final int IMAGES = 30;

    @TempDir
    private Path folder;

    /** 30 images of 28 x 28, a bar each, three of every class. */
    private String data(int side) throws IOException {
        Path data = Files.createDirectories(folder.resolve("data" + side));
        for (String part : new String[] {"train", "t10k"}) {
            byte[] images = new byte[16 + IMAGES * side * side];
            ByteBuffer.wrap(images).putInt(0x803).putInt(IMAGES).putInt(side).putInt(side);
            byte[] labels = new byte[8 + IMAGES];
            ByteBuffer.wrap(labels).putInt(0x801).putInt(IMAGES);
            for (int i = 0; i < IMAGES; i++) {
                int from = 16 + i * side * side + i % 10 * side;
                Arrays.fill(images, from, from + side, (byte) 200);
                labels[8 + i] = (byte) (i % 10);
            }
            Files.write(data.resolve(part + "-images-idx3-ubyte"), images);
            Files.write(data.resolve(part + "-labels-idx1-ubyte"), labels);
        }
        return data.toString();
    }

    private static void refuses(Outcome outcome, String... faults) {
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).contains(faults).doesNotContain("\tat ");
    }

    @Test
    void everyClassAndAllOfThemHaveAnAccuracyWithItsInterval() throws IOException {
        Outcome outcome = Outcome.of("evaluate", "lenet5-mnist-dense", "--data", data(28), "--format", "csv");

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        String[] lines = outcome.out().split("\\R");
        assertThat(lines).hasSize(12);
        assertThat(lines[1]).startsWith("0,3,");
        assertThat(lines[11]).startsWith("all,30,");
    }

    /** Each row has the three images of its class. */
    @Test
    void answersAreCountedByClassOnDemand() throws IOException {
        Outcome outcome =
                Outcome.of("evaluate", "lenet5-mnist-dense", "--data", data(28), "--confusion", "--format", "csv");

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        String[] lines = outcome.out().split("\\R");
        assertThat(lines).hasSize(11);
        for (int i = 1; i < lines.length; i++) {
            String[] cells = lines[i].split(",");
            assertThat(Arrays.stream(cells).skip(1).mapToInt(Integer::parseInt).sum())
                    .isEqualTo(3);
        }
    }

    @Test
    void theTextSaysWhichIntervalItIs() throws IOException {
        Outcome outcome = Outcome.of("evaluate", "lenet5-mnist-dense", "--data", data(28));

        assertThat(outcome.out()).contains("lenet5-mnist-dense on ").contains("of 30 images (Wilson 95 %: ");
    }

    @Test
    void imagesOfAnotherSizeAndOtherMeansAreToldAtOnce() throws IOException {
        refuses(
                Outcome.of(
                        "evaluate",
                        "lenet5-mnist-dense",
                        "--data",
                        data(30),
                        "--mean",
                        "0.1,0.2",
                        "--deviation",
                        "1,1"),
                "must hold images of 1 x 28 x 28, was 1 x 30 x 30",
                "has 1 channels, but there are 2 means");
    }

    @Test
    void whatIsNotGivenRightIsRefused() throws IOException {
        refuses(Outcome.of("evaluate", "lenet5-mnst-dense", "--data", data(28)), "lenet5-mnst-dense");
        refuses(
                Outcome.of("evaluate", "lenet5-mnist-dense", "--data", data(28), "--mean", "0.5"),
                "--mean and --deviation are given together");
        refuses(
                Outcome.of("evaluate", "lenet5-mnist-dense", "--data", data(28), "--mean", "0.5", "--deviation", "0"),
                "--deviation must be numbers from 0.001 to 1000.0 with commas between, was 0");
        refuses(
                Outcome.of("evaluate", "lenet5-mnist-dense", "--data", data(28), "--network", "resnet20-cifar10"),
                "must have the 20 layers of resnet20-cifar10, was 4");
    }

    /** A model and itself: no image tells them apart. */
    @Test
    void modelsAreComparedImageByImage() throws IOException {
        Outcome outcome = Outcome.of(
                "evaluate",
                "lenet5-mnist-dense",
                "--against",
                "lenet5-mnist-dense",
                "--data",
                data(28),
                "--format",
                "csv");

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(outcome.out().lines().skip(1)).containsExactly("equal,30,0,0,0,0,1");
    }

    @Test
    void aDifferenceOfNothingIsNoMargin() throws IOException {
        refuses(
                Outcome.of("evaluate", "lenet5-mnist-dense", "--against", "x", "--data", data(28), "--within", "0"),
                "--within above 0 up to 100, was 0.0");
    }
}

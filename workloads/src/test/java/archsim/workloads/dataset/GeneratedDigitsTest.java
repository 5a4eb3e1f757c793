package archsim.workloads.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GeneratedDigitsTest {

    /** The same bytes on every machine and Java: the digest was taken once, on x86-64 with Java 17. */
    @Test
    void aSeedGivesTheSameBytesEverywhere() {
        assertThat(new GeneratedDigits(1).draw(200, 100).sha256())
                .isEqualTo("7497ba6598b7efee8c35437885c41e2cba924d76351f16b727729daf8f0915ac");
    }

    @Test
    void anImageDoesNotDependOnTheNumberOfImages() {
        ImageSet many = new GeneratedDigits(3).draw(50, 1).train();
        ImageSet few = new GeneratedDigits(3).draw(20, 40).train();
        assertThat(few.sha256()).isEqualTo(many.slice(0, 20).sha256());
    }

    @Test
    void seedsAndPartsDrawDifferentImages() {
        DataSet one = new GeneratedDigits(1).draw(10, 10);
        assertThat(one.train().sha256()).isNotEqualTo(one.test().sha256());
        assertThat(one.train().sha256())
                .isNotEqualTo(new GeneratedDigits(2).draw(10, 10).train().sha256());
    }

    @Test
    void everyTenImagesHoldEachDigitOnce() {
        ImageSet images = new GeneratedDigits(1).draw(100, 1).train();
        for (int start = 0; start < 100; start += 10) {
            assertThat(IntStream.range(start, start + 10).map(images::label).distinct())
                    .hasSize(10);
        }
    }

    /**
     * Nearest mean image is the simplest classifier there is: it must do better than chance, or the digits are not
     * there, and far from perfect, or they teach a network nothing.
     */
    @Test
    void digitsAreToldApartByTheirMeansButOnlyPoorly() {
        DataSet data = new GeneratedDigits(1).draw(3000, 1000);
        double[][] means = means(data.train());
        long right = IntStream.range(0, 1000)
                .filter(i -> nearest(means, data.test(), i) == data.test().label(i))
                .count();
        assertThat(right).isBetween(400L, 850L);
    }

    /** MNIST's images are four fifths black; a set of grey ones would tell nothing of sparse inputs. */
    @Test
    void mostPixelsAreBlackAndNoImageIsEmpty() {
        ImageSet images = new GeneratedDigits(1).draw(500, 1).train();
        int black = 0;
        for (int image = 0; image < 500; image++) {
            int brightest = 0;
            for (int i = 0; i < 784; i++) {
                black += images.pixel(image, i) == 0 ? 1 : 0;
                brightest = Math.max(brightest, images.pixel(image, i));
            }
            assertThat(brightest).isGreaterThan(120);
        }
        assertThat(black / (500.0 * 784)).isBetween(0.7, 0.9);
    }

    private static double[][] means(ImageSet images) {
        double[][] means = new double[10][784];
        for (int image = 0; image < images.n(); image++) {
            for (int i = 0; i < 784; i++) {
                means[images.label(image)][i] += images.pixel(image, i) * 10.0 / images.n();
            }
        }
        return means;
    }

    private static int nearest(double[][] means, ImageSet images, int image) {
        double[] distances = Arrays.stream(means)
                .mapToDouble(mean -> IntStream.range(0, 784)
                        .mapToDouble(i -> Math.pow(mean[i] - images.pixel(image, i), 2))
                        .sum())
                .toArray();
        return IntStream.range(0, 10)
                .reduce((a, b) -> distances[b] < distances[a] ? b : a)
                .orElseThrow();
    }
}

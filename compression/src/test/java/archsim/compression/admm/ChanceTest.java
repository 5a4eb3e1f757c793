package archsim.compression.admm;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.workloads.dataset.ImageSet;
import org.junit.jupiter.api.Test;

class ChanceTest {

    /** 100 images, 10 of each class: guessing is right for one in ten. */
    private static ImageSet hundred() {
        byte[] labels = new byte[100];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (byte) (i % 10);
        }
        return ImageSet.of("hundred", 1, 1, 1, new byte[100], labels);
    }

    /** By the binomial distribution a guess has 20 or more right with probability 0.0020, 21 or more with 0.0008. */
    @Test
    void whatAGuessMayScoreIsNotLearned() {
        assertThat(Chance.warning(hundred(), 10, 0.20))
                .hasValue(
                        "the model has learned nothing: 20.00 % of the test images are right, guessing gives 10.00 %");
        assertThat(Chance.warning(hundred(), 10, 0.21)).isEmpty();
    }
}

package archsim.cli.table;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.cli.option.Format;
import archsim.workloads.Scheme;
import archsim.workloads.model.ModelManifest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ManifestTableTest {

    private static String title(double accuracy, Map<String, String> hyperParameters) {
        var manifest = new ModelManifest(
                1,
                "lenet5",
                Scheme.NON_STRUCTURED,
                "mnist",
                "00",
                List.of(),
                OptionalDouble.of(0.995),
                OptionalDouble.of(accuracy),
                1,
                hyperParameters,
                "0",
                Optional.empty());
        return ManifestTable.render(manifest, Format.TEXT).lines().findFirst().orElseThrow();
    }

    /**
     * By hand, Wilson at z = 1.96 of 99 right in 100: (0.99 + z^2 / 200 -+ z sqrt(0.99 x 0.01 / 100 + z^2 / 40 000)) / (1 +
     * z^2 / 100) = (1.00921 -+ 0.02737) / 1.03841.
     */
    @Test
    void anAccuracyHasTheIntervalOfItsTestImages() {
        assertThat(title(0.99, Map.of(ModelManifest.TEST_IMAGES, "100")))
                .contains("accuracy 99.00 % (95 %: 94.55 to 99.82 %), 99.50 % before compression");
    }

    @Test
    void withoutANumberOfTestImagesThereIsNoInterval() {
        assertThat(title(0.99, Map.of())).contains("accuracy 99.00 %, 99.50 % before");
        assertThat(title(0.99, Map.of(ModelManifest.TEST_IMAGES, "many"))).contains("accuracy 99.00 %, 99.50 % before");
    }
}

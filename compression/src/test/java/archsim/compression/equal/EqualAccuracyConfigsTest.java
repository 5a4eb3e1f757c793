package archsim.compression.equal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archsim.base.InvalidInputException;
import archsim.base.json.NamedFile;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EqualAccuracyConfigsTest {

    private static String shipped() {
        return NamedFile.find("lenet5", EqualAccuracyConfigs.SHIPPED).text();
    }

    private static EqualAccuracyConfig read(String text) {
        return EqualAccuracyConfigs.read(
                new NamedFile("c.json", text, Path.of("")), UnaryOperator.identity(), study -> {
                    if (!study.equals("lenet5")) {
                        throw InvalidInputException.of(study, "is no study");
                    }
                });
    }

    @Test
    void whatShipsIsSound() {
        assertThat(EqualAccuracyConfigs.SHIPPED.names()).contains("lenet5");
        assertThat(read(shipped()).recipe().network()).isEqualTo("lenet5");
    }

    @Test
    void theNetworkCanBeAnother() {
        var file = new NamedFile("c.json", shipped(), Path.of(""));
        assertThat(EqualAccuracyConfigs.read(file, recipe -> recipe.withNetwork("vgg-small-mnist"), study -> {})
                        .recipe()
                        .network())
                .isEqualTo("vgg-small-mnist");
        assertThatThrownBy(() -> EqualAccuracyConfigs.read(file, recipe -> recipe.withNetwork("lenet6"), study -> {}))
                .hasMessageContaining("/recipe/network must be a file or a network that ships");
    }

    @Test
    void allFaultsAreToldAtOnce() {
        String faulty = shipped()
                .replace("\"scheme\": \"dense\"", "\"scheme\": \"filter\"")
                .replace("\"batchSize\": 64", "\"method\": {\"kind\": \"l2\"}, \"batchSize\": 63")
                .replace("\"column-filter\"]", "\"pattern\"], \"layers\": [\"conv9\", \"conv1\"]")
                .replace("\"machines\": \"lenet5\"", "\"machines\": \"lenet7\"")
                .replace("\"most\": 320", "\"most\": 900");
        assertThatThrownBy(() -> read(faulty))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("/recipe/scheme must be \"dense\": schemes are compared, was \"filter\"")
                .hasMessageContaining("/recipe/batchSize must be a multiple of the slices, 2, was 63")
                .hasMessageContaining("/recipe/method must be absent: all schemes are pruned by plain ADMM")
                .hasMessageContaining("/schemes/1 must be one of non-structured, column-filter, whose targets follow")
                .hasMessageContaining("/layers/0 is not a layer of lenet5, was \"conv9\"")
                .hasMessageContaining("/machines names lenet7: is no study")
                .hasMessageContaining("/rates/most must be at most the weights that may be pruned, 500, was 900.0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"seeds\": [1, 2, 3] | \"seeds\": [1, 2, 1] | seeds and schemes must each be named once",
                "\"seeds\": [1, 2, 3] | \"seeds\": [] | rounds and seeds need at least one each",
                "\"first\": 10 | \"first\": 400 | first must be at most most",
                "\"schemes\": [\"non-structured\", \"column-filter\"] | \"schemes\": [] | must have at least one of",
                "\"withinPoints\": 0.2 | \"withinPoints\": 0 | /withinPoints must be a number from 0.01 to 50"
            })
    void whatCannotBeSearchedIsRefused(String part, String faulty, String fault) {
        assertThat(shipped()).contains(part);
        assertThatThrownBy(() -> read(shipped().replace(part, faulty))).hasMessageContaining(fault);
    }
}

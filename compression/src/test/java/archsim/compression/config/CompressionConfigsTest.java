package archsim.compression.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import archsim.base.InvalidInputException;
import archsim.compression.TestConfigs;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CompressionConfigsTest {

    private static final String SOUND = TestConfigs.TWO_ROUNDS;

    static List<String> shipped() {
        return CompressionConfigs.names();
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void whatShipsIsSound(String name) {
        String network = CompressionConfigs.find(name).network();
        assertThat(name).contains(network.replaceFirst("-(cifar10|mnist)$", ""));
    }

    @Test
    void theConfigurationsOfTheModelsShip() {
        assertThat(CompressionConfigs.names()).contains("lenet5-dense", "lenet5-nonstructured", "lenet5-structured");
    }

    @Test
    void aNameThatDoesNotShipGetsTheNearestOne() {
        assertThatThrownBy(() -> CompressionConfigs.find("lenet5-structred"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("lenet5-structured");
    }

    /** conv2 has 25 000 weights; conv9 does not exist; columns belong to the other scheme; 7 is odd. */
    @Test
    void everyFaultIsReportedAtOnce() {
        String faulty = SOUND.replaceFirst("\"conv1\": \\{[^}]*}", "\"conv9\": {\"keep\": 3}")
                .replaceFirst("\"conv2\": \\{[^}]*}", "\"conv2\": {\"keep\": 25001, \"columns\": 4}")
                .replaceFirst("\"batchSize\": \\d+", "\"batchSize\": 7");
        assertThatThrownBy(() -> CompressionConfigs.parse("faulty.json", faulty))
                .isInstanceOfSatisfying(InvalidInputException.class, e -> assertThat(e.faults())
                        .anySatisfy(fault -> assertThat(fault).startsWith("/batchSize must be even, was 7"))
                        .anySatisfy(fault ->
                                assertThat(fault).startsWith("/rounds/0/layers/conv9 is not a layer of lenet5"))
                        .anySatisfy(fault -> assertThat(fault)
                                .isEqualTo("/rounds/0/layers/conv2/keep must be 1 to 25000, was 25001"))
                        .anySatisfy(fault -> assertThat(fault)
                                .isEqualTo("/rounds/0/layers/conv2/columns does not belong to this scheme"))
                        .hasSize(4));
    }

    @Test
    void theDenseSchemeHasNoRounds() {
        String faulty = SOUND.replace("non-structured", "dense");
        assertThatThrownBy(() -> CompressionConfigs.parse("faulty.json", faulty))
                .hasMessageContaining("/rounds must be empty for the dense scheme, was 2 rounds");
    }

    @Test
    void quantisationMustEndWithEveryWeight() {
        String faulty = SOUND.replaceFirst("\"share\": 1,", "\"share\": 0.98,");
        assertThatThrownBy(() -> CompressionConfigs.parse("faulty.json", faulty))
                .hasMessageContaining("/quantisation steps must end with share 1");
    }

    @Test
    void otherNetworksAreRefused() {
        assertThatThrownBy(() -> CompressionConfigs.parse("faulty.json", SOUND.replace("\"lenet5\"", "\"lenet6\"")))
                .hasMessageContaining(
                        "/network must be a network that can be trained, was \"lenet6\", did you mean \"lenet5\"?");
    }

    /** Half a cosine: full rate at the start, the mean in the middle, the final rate at the end. */
    @Test
    void theLearningRateFallsAlongHalfACosine() {
        var training = new Training(3, 0.3, 0.1);
        assertThat(training.rateAt(0)).isCloseTo(0.3, within(1e-12));
        assertThat(training.rateAt(0.5)).isCloseTo(0.2, within(1e-12));
        assertThat(training.rateAt(1)).isCloseTo(0.1, within(1e-12));
    }
}

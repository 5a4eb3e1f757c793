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
                .isInstanceOfSatisfying(InvalidInputException.class, e -> assertThat(e.lines())
                        .anySatisfy(fault ->
                                assertThat(fault).startsWith("/batchSize must be a multiple of the slices, 8, was 7"))
                        .anySatisfy(fault ->
                                assertThat(fault).startsWith("/rounds/0/layers/conv9 is not a layer of lenet5"))
                        .anySatisfy(fault -> assertThat(fault)
                                .isEqualTo("/rounds/0/layers/conv2/keep must be 1 to 25000, was 25001"))
                        .anySatisfy(fault -> assertThat(fault)
                                .isEqualTo("/rounds/0/layers/conv2/columns does not belong to this scheme"))
                        .hasSize(4));
    }

    private static List<String> faults(String text) {
        try {
            CompressionConfigs.parse("faulty.json", text);
            return List.of();
        } catch (InvalidInputException e) {
            return e.lines();
        }
    }

    /** A text for a number, a number out of range, an unknown key and a missing one do not hide what is wrong elsewhere. */
    @Test
    void faultsOfShapeAndOfMeaningAreReportedTogether() {
        String faulty = SOUND.replaceFirst("\"conv1\": \\{[^}]*}", "\"conv9\": {\"keep\": 3}")
                .replaceFirst("\"conv2\": \\{[^}]*}", "\"conv2\": {\"keep\": 25001, \"columns\": 4}")
                .replaceFirst("\"batchSize\": \\d+", "\"batchSize\": 7")
                .replaceFirst("\"epochs\": 10", "\"epochs\": \"ten\"")
                .replaceFirst("\"iterations\": 5", "\"iterations\": 0")
                .replaceFirst("\"seed\": 1,", "\"seeds\": 1,")
                .replaceFirst("\"share\": 0.5", "\"share\": 5");
        assertThat(faults(faulty))
                .satisfiesExactlyInAnyOrder(
                        fault -> assertThat(fault).startsWith("/dense/epochs must be"),
                        fault -> assertThat(fault).startsWith("/rounds/0/admm/iterations must be"),
                        fault -> assertThat(fault).startsWith("/seeds is not a known key"),
                        fault -> assertThat(fault).startsWith("/seed is missing"),
                        fault -> assertThat(fault).startsWith("/quantisation/steps/0/share must be"),
                        fault -> assertThat(fault).startsWith("/batchSize must be a multiple of the slices, 8, was 7"),
                        fault -> assertThat(fault).startsWith("/rounds/0/layers/conv9 is not a layer of lenet5"),
                        fault -> assertThat(fault)
                                .isEqualTo("/rounds/0/layers/conv2/keep must be 1 to 25000, was 25001"),
                        fault -> assertThat(fault)
                                .isEqualTo("/rounds/0/layers/conv2/columns does not belong to this scheme"));
    }

    /** Of a scheme that is not known, only what no scheme allows is a fault: columns belong to some, conv9 to none. */
    @Test
    void anUnknownSchemeOrNetworkBringsNoFaultsOfItsOwn() {
        String columns = SOUND.replaceFirst("\"conv2\": \\{[^}]*}", "\"conv2\": {\"columns\": 4}");
        assertThat(faults(columns.replace("\"non-structured\"", "\"non-structred\"")))
                .singleElement()
                .asString()
                .startsWith("/scheme must be");
        assertThat(faults(SOUND.replace("\"lenet5\"", "5").replaceFirst("\"batchSize\": \\d+", "\"batchSize\": 7")))
                .satisfiesExactlyInAnyOrder(
                        fault -> assertThat(fault).startsWith("/network must be a text"),
                        fault -> assertThat(fault).startsWith("/batchSize must be a multiple of the slices"));
        assertThat(faults(SOUND.replaceFirst("\"rounds\"", "\"round\"")))
                .satisfiesExactlyInAnyOrder(
                        fault -> assertThat(fault).startsWith("/round is not a known key"),
                        fault -> assertThat(fault).startsWith("/rounds is missing"));
    }

    /** 1000 x 100^22 = 1e47, beyond any float; 0.0015 x 2.5^5 = 0.15. */
    @Test
    void aRhoThatOverflowsIsRefused() {
        String grown = SOUND.replaceFirst(
                "\"iterations\": 5, \"epochsPerIteration\": 1, \"rhoStart\": 0.0015, \"rhoGrowth\": 2.5",
                "\"iterations\": 22, \"epochsPerIteration\": 1, \"rhoStart\": 1000, \"rhoGrowth\": 100");
        assertThat(faults(grown))
                .containsExactly(
                        "/rounds/0/admm/rhoGrowth must leave rho at most 1e+15 after 22 iterations from 1000.0,"
                                + " was 100.0: rho would be 1.00e+47");
        assertThat(faults(
                        SOUND.replace("\"rhoStart\": 0.02, \"rhoGrowth\": 2,", "\"rhoStart\": 9, \"rhoGrowth\": 100,")))
                .isEmpty(); // 9 x 100^6 = 9e12
        assertThat(faults(SOUND.replace(
                        "\"rhoStart\": 0.02, \"rhoGrowth\": 2,", "\"rhoStart\": 1000, \"rhoGrowth\": 100,")))
                .isEmpty(); // 1e15
        assertThat(faults(SOUND.replace(
                                "\"rhoStart\": 0.02, \"rhoGrowth\": 2,", "\"rhoStart\": 1000, \"rhoGrowth\": 100,")
                        .replace("\"iterations\": 6", "\"iterations\": 7")))
                .singleElement()
                .asString()
                .startsWith("/quantisation/admm/rhoGrowth");
    }

    /** L1 has the strength of the first rho in all its epochs. */
    @Test
    void aRhoThatDoesNotGrowIsNotRefused() {
        String grown = SOUND.replaceFirst("\"rhoGrowth\": 2.5", "\"rhoGrowth\": 100")
                .replaceFirst("\"iterations\": 5", "\"iterations\": 500");
        assertThat(faults(grown)).hasSize(1);
        assertThat(faults(grown.replaceFirst("\"rounds\"", "\"method\": {\"kind\": \"l1\"}, \"rounds\"")))
                .isEmpty();
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
                        "/network must be a file or a network that ships and can be trained, was \"lenet6\", did you mean \"lenet5\"?");
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

package archsim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.base.json.StrictJson;
import archsim.workloads.network.Networks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code archsim list} and {@code archsim show}. */
class CatalogueTest {

    @Test
    void everythingIsListedByKind() {
        assertThat(Outcome.of("list").out().lines())
                .anyMatch(line -> line.matches("networks +lenet5"))
                .anyMatch(line -> line.matches("memories +lpddr4-2400"))
                .anyMatch(line -> line.matches("configs +lenet5-structured"));
    }

    @Test
    void oneKindIsListedAlone() {
        Outcome outcome = Outcome.of("list", "networks", "--format", "csv");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out()).startsWith("kind,name\nnetworks,alexnet\nnetworks,bert-base-block\n");
        assertThat(outcome.out().lines().skip(1)).allMatch(line -> line.startsWith("networks,"));
    }

    @Test
    void theListIsOneJsonDocument() {
        String json = Outcome.of("list", "networks", "--format", "json").out();

        assertThat(StrictJson.parseObject("list", "{\"list\":" + json + "}").getJsonArray("list"))
                .hasSize(Networks.names().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"lenet5", "lenet5.json", "networks/lenet5"})
    void whatShipsIsShown(String name) {
        Outcome outcome = Outcome.of("show", name);

        assertThat(outcome.exitCode()).isZero();
        assertThat(StrictJson.parseObject("shown", outcome.out()).getString("name"))
                .isEqualTo("lenet5");
    }

    @Test
    void aMistypedNameIsCorrected() {
        Outcome outcome = Outcome.of("show", "lenet6");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err())
                .isEqualToNormalizingNewlines(
                        "lenet6:\n  is not the name of anything that ships, did you mean \"lenet5\"?\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", "../networks/lenet5", "a\u0000b", "networks/", "memories/lenet5"})
    void whatIsNoNameIsRefused(String name) {
        Outcome outcome = Outcome.of("show", name);

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err())
                .contains("is not the name of anything that ships")
                .doesNotContain("\tat ");
    }
}

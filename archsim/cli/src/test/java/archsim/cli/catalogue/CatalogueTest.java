package archsim.cli.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.base.json.StrictJson;
import archsim.cli.Outcome;
import archsim.workloads.model.ModelFile;
import archsim.workloads.model.ModelLibrary;
import archsim.workloads.network.Networks;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
        assertThat(outcome.out())
                .startsWith("kind,name,convWeights,otherWeights,macs\nnetworks,alexnet,2332704,58621952,");
        assertThat(outcome.out().lines().skip(1)).allMatch(line -> line.startsWith("networks,"));
    }

    @Test
    void configurationsSayTheirCommand() {
        assertThat(Outcome.of("list", "configs").out().lines())
                .anyMatch(line -> line.matches("configs +sticker +run"))
                .anyMatch(line -> line.matches("configs +lenet5-dense +compress"));
        assertThat(Outcome.of("run", "--config", "lenet5-dense").err())
                .contains("is a configuration that ships for archsim compress; archsim run takes a file or one of");
        assertThat(Outcome.of("compress", "--config", "sticker.json").err())
                .contains("is a configuration that ships for archsim run; archsim compress takes a file or one of");
    }

    @Test
    void aModelsFileIsShownByItsManifest(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("mine.safetensors");
        Files.write(file, ModelFile.toBytes(ModelLibrary.find("lenet5-mnist-structured")));

        assertThat(Outcome.of("show", file.toString()).out())
                .isEqualTo(Outcome.of("show", "lenet5-mnist-structured").out())
                .contains("\"column-filter\"");
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

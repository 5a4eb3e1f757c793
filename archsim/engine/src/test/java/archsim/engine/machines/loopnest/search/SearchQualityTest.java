package archsim.engine.machines.loopnest.search;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.engine.run.RunSetup;
import archsim.workloads.LayerWorkload;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The search of mappings beside a random search of a hundred times as many on layers of AlexNet and ResNet-18.
 *
 * <p>{@code -Darchsim.quality=SECONDS} compares the layers that {@code mapping-search.csv} does not have, a random search ending
 * after so many seconds of a core at the latest; {@code -Darchsim.quality.only=REGEX} only those whose machine/network/layer it
 * matches. Without it, one layer is compared.
 */
final class SearchQualityTest {

    private static final Path RESULTS = Path.of("../../validation/results").toAbsolutePath();

    @Test
    void aLayerIsMappedAsWellAsByALongerRandomSearch() {
        var network = new ComparedNetwork("edge-npu", "2:4", "{\"kind\": \"nm\", \"n\": 2, \"m\": 4}", "lenet5");
        RunSetup setup = network.setup();
        ComparedLayer row = network.compare(setup, ComparedNetwork.layers(setup).get(0), 2);
        assertThat(row.ratio()).isLessThan(1.02);
    }

    @Test
    void aRunThatWasEndedGoesOnBehindItsLastLayer(@TempDir Path folder) throws IOException {
        var file = new ComparisonFile(folder.resolve("rows.csv"));
        var first = new ComparedLayer("edge-npu", "2:4", "alexnet", "conv1", 99, 100, 10, 1000);
        var second = new ComparedLayer("edge-npu", "2:4", "alexnet", "conv2", 101, 100, 10, 990);
        file.add(first);
        file.add(second);
        assertThat(file.rows()).containsExactly(first, second);
    }

    @Test
    @EnabledIfSystemProperty(named = "archsim.quality", matches = "\\d+")
    void layersThatAreMissingAreCompared() throws IOException {
        double seconds = Double.parseDouble(System.getProperty("archsim.quality"));
        var only = Pattern.compile(System.getProperty("archsim.quality.only", ".*"));
        var file = new ComparisonFile(RESULTS.resolve("mapping-search.csv"));
        for (ComparedNetwork network : ComparedNetwork.all()) {
            RunSetup setup = network.setup();
            for (LayerWorkload layer : ComparedNetwork.layers(setup)) {
                String name = layer.layer().name();
                boolean asked = only.matcher(network.machine() + "/" + network.network() + "/" + name)
                        .matches();
                if (asked && file.rows().stream().noneMatch(row -> row.isOf(network, name))) {
                    file.add(network.compare(setup, layer, seconds));
                }
            }
        }
        file.writeInto(RESULTS.resolve("mapping-search.md"));
    }
}

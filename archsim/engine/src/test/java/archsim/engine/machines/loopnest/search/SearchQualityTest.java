package archsim.engine.machines.loopnest.search;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.base.RootLocale;
import archsim.engine.machines.loopnest.DescribedMachine;
import archsim.engine.machines.loopnest.architecture.Level;
import archsim.engine.machines.loopnest.count.NmWeights;
import archsim.engine.run.RunSetup;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The search of mappings beside a random search of a hundred times as many on layers of AlexNet and ResNet-18.
 *
 * <p>{@code -Darchsim.quality=SECONDS} makes the table anew, a random search ending after so many seconds of a core at the latest;
 * without it, one layer is compared.
 */
final class SearchQualityTest {

    private static final Path TABLE = Path.of("../../validation/results/mapping-search.md");
    private static final Path MACHINES =
            Path.of("../examples/described-machines").toAbsolutePath();
    private static final int TIMES_LONGER = 100;

    /** A machine and the weights that it runs. */
    private record Case(String machine, String words, String sparsity) {}

    private static final List<Case> CASES = List.of(
            new Case("edge-npu", "2:4", "{\"kind\": \"nm\", \"n\": 2, \"m\": 4}"),
            new Case("eyeriss-v2-like", "35 %", "{\"kind\": \"bernoulli\", \"weightDensity\": 0.35}"),
            new Case("stc-flexible", "2:8", "{\"kind\": \"nm\", \"n\": 2, \"m\": 8}"));

    /**
     * @param random cycles of the best random mapping; infinite if none fits
     */
    private record Row(String layer, double found, double random, long covered, long drawn) {

        double ratio() {
            return found / random;
        }

        String line(Case one, String network) {
            boolean none = Double.isInfinite(random);
            return RootLocale.format(
                    "| %s | %s | %s | %s | %.0f | %s | %s | %d | %d | %.0f |",
                    one.machine(),
                    one.words(),
                    network,
                    layer,
                    found,
                    none ? "none fits" : RootLocale.format("%.0f", random),
                    none ? "" : RootLocale.format("%.3f", ratio()),
                    covered,
                    drawn,
                    (double) drawn / covered);
        }
    }

    private static List<Row> rows(Case one, String network, double seconds, int most) {
        String config = RootLocale.format(
                "{\"schemaVersion\": 1, \"accelerator\": \"%s/%s.json\", \"memory\": \"lpddr4-2400\", \"workloads\":"
                        + " [{\"network\": \"%s\", \"weightBits\": 8, \"sparsity\": %s}]}",
                MACHINES, one.machine(), network, one.sparsity());
        RunSetup setup = RunSetup.read("quality.json", config, Path.of(""), Optional.empty());
        var machine = (DescribedMachine) setup.accelerator().dataflow();
        var rows = new ArrayList<Row>();
        Set<LayerShape> seen = new HashSet<>();
        for (LayerWorkload layer : setup.workloads().get(0).make().layers()) {
            if (layer.layer().isConvolution() && rows.size() < most && seen.add(layer.shape())) {
                FoundMapping found = machine.search(layer, setup.accelerator().machine(), setup.goal());
                List<Level> levels = NmWeights.coded(layer, machine.levels());
                var random =
                        new RandomMappings(levels, layer, setup.accelerator().precision(), setup.goal());
                RandomMappings.Best best = random.best(TIMES_LONGER * found.covered(), seconds);
                rows.add(new Row(
                        layer.layer().name(), found.cost().cycles(), best.cycles(), found.covered(), best.drawn()));
                System.out.println(rows.get(rows.size() - 1).line(one, network));
            }
        }
        return rows;
    }

    @Test
    void aLayerIsMappedAsWellAsByALongerRandomSearch() {
        Row row = rows(CASES.get(0), "lenet5", 2, 1).get(0);
        assertThat(row.ratio()).isLessThan(1.02);
    }

    @Test
    @EnabledIfSystemProperty(named = "archsim.quality", matches = "\\d+")
    void theTableIsMadeAnew() throws IOException {
        double seconds = Double.parseDouble(System.getProperty("archsim.quality"));
        var lines = new ArrayList<String>();
        for (Case one : CASES) {
            for (String network : List.of("alexnet", "resnet18-imagenet")) {
                for (Row row : rows(one, network, seconds, Integer.MAX_VALUE)) {
                    lines.add(row.line(one, network));
                }
            }
        }
        String text = Files.readString(TABLE);
        int start = text.indexOf("|---");
        int from = text.indexOf('\n', start) + 1;
        int to = text.indexOf("\n\n", from);
        Files.writeString(TABLE, text.substring(0, from) + String.join("\n", lines) + text.substring(to));
    }
}

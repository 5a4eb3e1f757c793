package archsim.sweep.tradeoff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import archsim.base.InvalidInputException;
import archsim.base.json.NamedFile;
import archsim.base.number.NumberType;
import archsim.energy.DataType;
import archsim.engine.run.RunCache;
import archsim.engine.run.result.Metrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** LeNet-5 at a handful of points: 20 filters of 25, 50 of 500, 500 of 800 and 10 of 500 weights. */
class TradeOffTest {

    private static final double WEIGHTS = 430_500;
    private static final String CORE = """
        {"base": "nm-tensor-core", "name": "core",
         "precision": {"weightBits": 16, "activationBits": 16, "accumulatorBits": 32, "type": "bf16"}}""";
    private static final String DENSE = "\"sparsity\": {\"kind\": \"bernoulli\", \"weightDensity\": 1}";

    @TempDir
    private Path folder;

    private static String point(String name, String accelerator, String workload) {
        return "{\"name\": \"%s\", \"accelerator\": %s, \"workload\": {%s}}".formatted(name, accelerator, workload);
    }

    private static TradeOff study(String more, String... points) {
        String text = """
            {"schemaVersion": 1, "title": "Small", "memory": "lpddr4-2400", "technologyNm": 45, "clockMhz": 500, "draws": 20,
             "networks": [{"name": "lenet", "workload": {"network": "lenet5"}}], %s "points": [%s]}
            """.formatted(more, String.join(", ", points));
        return TradeOff.read(new NamedFile("study.json", text, Path.of("")), Optional.empty(), RunCache.none());
    }

    private static TradeOff study() {
        return study(
                "",
                point("bf16", CORE, DENSE),
                point("mxfp4", CORE, DENSE + ", \"weightType\": \"mxfp4\""),
                point("nvfp4", CORE, DENSE + ", \"weightType\": \"nvfp4\""),
                point(
                        "int4",
                        CORE,
                        DENSE + ", \"weightType\": \"int4\", \"weightScales\": {\"groupSize\": 128, \"bits\": 16}"),
                point("2:4", CORE, "\"sparsity\": {\"kind\": \"nm\", \"n\": 2, \"m\": 4}"));
    }

    private static List<TradeCell> run(TradeOff study, Optional<Path> cells, boolean resume) {
        return new TradeOffRunner(study, cells, resume, "1", "c")
                .run(2, () -> {})
                .cells()
                .get(0);
    }

    private static double bits(NumberType type) {
        return (type.tensorBits(20, 25)
                        + type.tensorBits(50, 500)
                        + type.tensorBits(500, 800)
                        + type.tensorBits(10, 500))
                / WEIGHTS;
    }

    /** 2:4: half of the weights, each with 2 bits; a filter of 25 has 6 groups and one of one weight, which is kept. */
    @Test
    void bitsAreThoseOfTheClosedForms() {
        List<TradeCell> cells = run(study(), Optional.empty(), false);
        assertThat(cells).extracting(TradeCell::point).containsExactly("bf16", "mxfp4", "nvfp4", "int4", "2:4");
        assertThat(of(cells, 0).bitsPerDenseWeight()).isEqualTo(16);
        assertThat(of(cells, 1).bitsPerDenseWeight()).isCloseTo(bits(NumberType.MXFP4), within(1e-12));
        assertThat(of(cells, 2).bitsPerDenseWeight()).isCloseTo(bits(NumberType.NVFP4), within(1e-12));
        double groups = 20 + 50 * 4 + 500 * 7 + 10 * 4;
        assertThat(of(cells, 3).bitsPerDenseWeight()).isCloseTo(4 + 16 * groups / WEIGHTS, within(1e-12));
        assertThat(of(cells, 3).share(of(cells, 3).storage().scales())).isCloseTo(16 * groups / WEIGHTS, within(1e-12));
        double kept = 20 * 13 + 50 * 250 + 500 * 400 + 10 * 250;
        assertThat(of(cells, 4).bitsPerDenseWeight()).isCloseTo(18 * kept / WEIGHTS, within(1e-12));
    }

    /** Half of the weights of each layer one by one, each with 4 bits, a bit for each weight and a scale for 128. */
    @Test
    void bitsMayBeThoseOfANamedFormat() {
        String half = point(
                        "half",
                        CORE,
                        "\"sparsity\": {\"kind\": \"bernoulli\", \"weightDensity\": 0.5}, \"weightType\": \"int4\","
                                + " \"weightScales\": {\"groupSize\": 128, \"bits\": 16}")
                .replace("{\"name\"", "{\"storage\": \"bitmask\", \"name\"");
        double groups = 20 + 50 * 4 + 500 * 7 + 10 * 4;
        CellFigures figures = of(run(study("", point("bf16", CORE, DENSE), half), Optional.empty(), false), 1);
        assertThat(figures.bitsPerDenseWeight()).isCloseTo(4 / 2.0 + 1 + 16 * groups / WEIGHTS, within(1e-12));
        assertThatThrownBy(() -> study("", half.replace("bitmask", "bitmap")))
                .hasMessageContaining("storage must be one of dense, ")
                .hasMessageContaining("was \"bitmap\"");
    }

    /** Fewer bits take less energy in all draws: they share all prices but those that they save. */
    @Test
    void costsAreOfAnImageOnMachinesOfEqualArea() {
        List<TradeCell> cells = run(study(), Optional.empty(), false);
        CellFigures dense = of(cells, 0);
        CellFigures narrow = of(cells, 1);
        assertThat(dense.winShare(dense)).isZero();
        assertThat(narrow.winShare(dense)).isEqualTo(1);
        assertThat(narrow.unitEnergyMj()).isLessThan(dense.unitEnergyMj());
        assertThat(dense.unitEnergyMj()).isCloseTo(dense.energyPj() / 1e9, within(1e-12));
        assertThat(dense.unitsPerSecond()).isCloseTo(1e9 / dense.timeNs(), within(1e-6));
        assertThat(dense.topsPerWatt()).isCloseTo(2 * 2_293_000 / dense.energyPj(), within(1e-12));
        assertThat(dense.averagePowerMw()).isCloseTo(dense.energyPj() / dense.timeNs(), within(1e-9));
        assertThat(dense.unitEdpPjNs()).isEqualTo(dense.energyPj() * dense.timeNs());
        assertThat(narrow.areaMm2()).isEqualTo(dense.areaMm2());
    }

    /** In each draw one point is best: most often MXFP4, whose bits are fewest of those that convert; never the dense one. */
    @Test
    void eachDrawHasABestPoint() {
        TradeOffResult result = new TradeOffRunner(study(), Optional.empty(), false, "1", "c").run(2, () -> {});
        List<Double> best = result.drawsBest(0);
        assertThat(best.stream().mapToDouble(each -> each).sum()).isCloseTo(1, within(1e-12));
        assertThat(best.get(0)).isZero();
        int[] won = new int[5];
        for (int draw = 0; draw < 20; draw++) {
            int least = 0;
            for (int point = 1; point < 5; point++) {
                double own = of(result.cells().get(0), point).drawnPj().get(draw);
                least = own < of(result.cells().get(0), least).drawnPj().get(draw) ? point : least;
            }
            won[least]++;
        }
        assertThat(best).containsExactly(won[0] / 20.0, won[1] / 20.0, won[2] / 20.0, won[3] / 20.0, won[4] / 20.0);
    }

    /** Sums of a group are scaled and added up, weights converted: both are of one component. */
    @Test
    void lossesAreSharesOfAllEnergyAndTime() {
        TradeOff study = study();
        List<TradeCell> cells = run(study, Optional.empty(), false);
        for (int point : new int[] {0, 3, 4}) {
            Metrics run = study.setups().get(0).get(point).run(0).result().totals();
            Losses losses = of(cells, point).losses();
            double scales = 0;
            double indices = 0;
            double conversions = 0;
            for (var component : run.energy().energyPj().entrySet()) {
                for (var part : component.getValue().entrySet()) {
                    boolean scaling = component.getKey().equals("scaling");
                    boolean scale = part.getKey() == DataType.SCALES || (scaling && part.getKey() == DataType.PSUMS);
                    boolean index = component.getKey().equals("indexing") || part.getKey() == DataType.INDICES;
                    scales += scale ? part.getValue() : 0;
                    indices += index ? part.getValue() : 0;
                    conversions += scaling && !scale ? part.getValue() : 0;
                }
            }
            double all = run.energy().totalPj();
            assertThat(losses.scaleEnergy()).isCloseTo(scales / all, within(1e-12));
            assertThat(losses.indexEnergy()).isCloseTo(indices / all, within(1e-12));
            assertThat(losses.conversionEnergy()).isCloseTo(conversions / all, within(1e-12));
            assertThat(losses.memoryTime()).isCloseTo(1 - (double) run.computeCycles() / run.cycles(), within(1e-9));
            assertThat(scales > 0).isEqualTo(point == 3);
            assertThat(indices > 0).isEqualTo(point == 4);
            assertThat(conversions > 0).isEqualTo(point == 3);
        }
    }

    /** 16 bits over 9 are 1.78 times fewer; 9 over the 8 of the values are 1.125. */
    @Test
    void fewerBitsOverTheSpeedThatTheyBring() {
        List<TradeCell> cells = run(study(), Optional.empty(), false);
        CellFigures dense = of(cells, 0);
        CellFigures pruned = of(cells, 4);
        assertThat(dense.timesFewerBits(dense)).isEqualTo(1);
        assertThat(dense.speedUp(dense)).isEqualTo(1);
        assertThat(pruned.timesValues()).isEqualTo(18.0 / 16);
        assertThat(pruned.timesFewerBits(dense)).isEqualTo(16 / pruned.bitsPerDenseWeight());
        assertThat(pruned.speedUp(dense)).isCloseTo(dense.timeNs() / pruned.timeNs(), within(1e-9));
        assertThat(pruned.timesLessEnergy(dense)).isCloseTo(dense.energyPj() / pruned.energyPj(), within(1e-9));
    }

    /** A cell that was kept is taken as it lies there; one that is damaged, or of another study, is run again. */
    @Test
    void aStudyGoesOnWhereItStopped() throws IOException {
        List<TradeCell> first = run(study(), Optional.of(folder), false);
        Path kept = folder.resolve("cell-0-1.json");
        String text = Files.readString(kept);
        Files.writeString(kept, text.replaceFirst("\"areaMm2\": [.0-9]*", "\"areaMm2\": 0.5"));
        Files.writeString(folder.resolve("cell-0-2.json"), "{");
        List<TradeCell> again = run(study(), Optional.of(folder), true);
        assertThat(of(again, 1).areaMm2()).isEqualTo(0.5);
        assertThat(again.get(2)).isEqualTo(first.get(2));
        assertThat(run(study(), Optional.of(folder), false)).isEqualTo(first);
        assertThat(Files.readString(kept)).isEqualTo(text);
        assertThat(run(study("\"seed\": 2,", point("bf16", CORE, DENSE)), Optional.of(folder), true))
                .hasSize(1)
                .allSatisfy(cell ->
                        assertThat(cell.sha256()).isNotEqualTo(first.get(0).sha256()));
    }

    @Test
    void allFaultsAreTold() {
        assertThatThrownBy(() -> study("", point("a", "\"systolic\"", DENSE + ", \"weightType\": \"mxfp4\"")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("/points/0 with /networks/0 is no sound run")
                .hasMessageContaining("cannot be computed by multipliers of int8");
        assertThatThrownBy(() -> study("", point("a", CORE, DENSE), point("a", CORE, DENSE)))
                .hasMessageContaining("names of points must be unique, was twice \"a\"");
        assertThatThrownBy(() -> study("""
                "quality": [{"model": "other", "point": "a", "method": "m", "metric": "perplexity", "evaluation": "e",
                             "value": 6, "dense": 5, "source": {"citation": "c", "confidence": "a"}}],""", point("a", CORE, DENSE)))
                .hasMessageContaining("quality must be of a model and a point of the study, was of \"other\" at \"a\"");
    }

    @Test
    void perplexityAndAccuracyAreWorseTheOtherWayRound() {
        String text = """
            "quality": [{"model": "lenet", "point": "a", "method": "m", "metric": "%s", "evaluation": "e",
                         "value": 6, "dense": 3, "source": {"citation": "c", "confidence": "a"}}],""";
        TradeOffConfig of =
                study(text.formatted("perplexity"), point("a", CORE, DENSE)).config();
        assertThat(of.qualities(of.networks().get(0), of.points().get(0)).get(0).timesWorse())
                .isEqualTo(2);
        TradeOffConfig other =
                study(text.formatted("accuracy"), point("a", CORE, DENSE)).config();
        assertThat(other.qualities(other.networks().get(0), other.points().get(0))
                        .get(0)
                        .timesWorse())
                .isEqualTo(0.5);
    }

    private static CellFigures of(List<TradeCell> cells, int at) {
        assertThat(cells.get(at).refused()).isEmpty();
        return cells.get(at).figures().orElseThrow();
    }
}

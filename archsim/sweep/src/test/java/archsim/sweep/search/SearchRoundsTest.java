package archsim.sweep.search;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.base.json.EnumNames;
import archsim.base.json.NamedFile;
import archsim.engine.run.RunCache;
import archsim.sweep.Columns;
import archsim.sweep.LocalRunner;
import archsim.sweep.PointRow;
import archsim.sweep.PointRows;
import archsim.sweep.PointRunner;
import archsim.sweep.PointStatus;
import archsim.sweep.SweepCheck;
import archsim.sweep.Workers;
import archsim.sweep.analysis.Objective;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A search finds the front that simulating every point gives. */
class SearchRoundsTest {

    private static final String BASE = """
            {"schemaVersion": 1, "accelerator": "%s", "memory": "lpddr4-2400", "fidelity": "%s",
             "workloads": [
               {"name": "pruned", "network": "lenet5", "sparsity": {"kind": "bernoulli", "weightDensity": 0.2}}%s]}
            """;
    private static final String SECOND =
            ", {\"name\": \"dense\", \"network\": \"lenet5\", \"sparsity\": {\"kind\": \"bernoulli\", \"weightDensity\": 1}}";

    private static final List<String> AXES = List.of(
            "{\"pointer\": \"/accelerator/clockMhz\", \"values\": [50, 100, 200, 400]}",
            "{\"pointer\": \"/accelerator/peArray/rows\", \"values\": [4, 8, 16, 32]}",
            "{\"pointer\": \"/accelerator/peArray/columns\", \"values\": [4, 8, 16]}",
            "{\"pointer\": \"/accelerator/precision/weightBits\", \"values\": [8, 12, 16]}",
            "{\"pointer\": \"/accelerator/technologyNm\", \"values\": [28, 65]}",
            "{\"pointer\": \"/memory\", \"values\": [\"lpddr4-2400\", \"ddr3-1600\", \"hbm2-stack\"]}");

    private static final List<Objective> OBJECTIVES = List.of(
            Objective.CYCLES,
            Objective.TIME,
            Objective.ENERGY,
            Objective.EDP,
            Objective.DRAM,
            Objective.AREA,
            Objective.POWER,
            Objective.THROUGHPUT,
            Objective.EFFICIENCY,
            Objective.IMAGE);

    private static String config(String base, List<String> axes, List<Objective> objectives, String limits) {
        String names = objectives.stream()
                .map(objective -> "\"" + EnumNames.of(objective) + "\"")
                .collect(Collectors.joining(", "));
        return "{\"schemaVersion\": 1, \"base\": %s, \"axes\": [%s], \"objectives\": [%s], \"limits\": {%s}}"
                .formatted(base, String.join(", ", axes), names, limits);
    }

    private static Search read(String text) {
        return Search.read(new NamedFile("search.json", text, Path.of("")), Optional.empty());
    }

    /** What a search does with one cache. */
    private static final class Bench {

        private final Search search;
        private final RunCache cache = RunCache.ofBytes(1 << 28);
        private final Columns columns;
        private final PointRunner runner;

        Bench(String text) {
            search = read(text);
            columns = SweepCheck.check(search.sweep(), cache);
            runner = new PointRunner(search.sweep(), columns, cache);
        }

        SearchResult search(int threads, PointRows rows) {
            var rounds = new SearchRounds(search, columns, new Screen(search, cache), rows, new Workers(threads));
            rounds.run(indices -> new LocalRunner(threads).run(runner, indices, rows::put), done -> {});
            return rounds.result();
        }

        SearchResult search() {
            return search(2, new PointRows(search.sweep().size()));
        }

        /** Indices of the points that no other beats, by the rows of all of them and nothing else. */
        Set<Integer> exhaustive() {
            Screen screen = new Screen(search, cache);
            List<SearchPoint> screened = screen.all(new Workers(1));
            List<double[]> costs = new ArrayList<>();
            List<Integer> indices = new ArrayList<>();
            for (int i = 0; i < search.sweep().size(); i++) {
                PointRow row = runner.run(i);
                double[] cost = costs(row, screened.get(i).areaMm2());
                if (row.status() == PointStatus.DONE
                        && Arrays.stream(cost).noneMatch(Double::isNaN)
                        && costs.stream().noneMatch(other -> Arrays.equals(other, cost))) {
                    costs.add(cost);
                    indices.add(i);
                }
            }
            return IntStream.range(0, costs.size())
                    .filter(i -> costs.stream().noneMatch(other -> beats(other, costs.get(i))))
                    .mapToObj(indices::get)
                    .collect(Collectors.toCollection(TreeSet::new));
        }

        private double[] costs(PointRow row, double areaMm2) {
            double cycles = sum(row, "cycles");
            double timeNs = sum(row, "timeNs");
            double pj = sum(row, "energyTotalPj");
            double images = columns.workloads().size();
            return search.objectives().stream()
                    .mapToDouble(objective -> switch (objective) {
                        case CYCLES -> cycles;
                        case TIME -> timeNs;
                        case ENERGY -> pj;
                        case EDP -> pj * timeNs;
                        case DRAM -> sum(row, "dramBytes");
                        case AREA -> areaMm2;
                        case POWER -> pj / timeNs;
                        case THROUGHPUT -> -images * 1e9 / timeNs;
                        case EFFICIENCY -> -2.0 * images * LENET5_MACS / pj;
                        case IMAGE -> pj / images;
                        default -> throw new IllegalArgumentException();
                    })
                    .toArray();
        }

        private double sum(PointRow row, String figure) {
            double sum = 0;
            for (int w = 0; w < columns.workloads().size(); w++) {
                sum += row.number(columns.column(w, figure)).orElse(Double.NaN);
            }
            return sum;
        }
    }

    private static final double LENET5_MACS = 2_293_000;

    private static boolean beats(double[] one, double[] other) {
        return IntStream.range(0, one.length).allMatch(i -> one[i] <= other[i]) && !Arrays.equals(one, other);
    }

    @Test
    void theFrontIsThatOfSimulatingEverything() {
        var random = new Random(5);
        long bounded = 0;
        for (int trial = 0; trial < 12; trial++) {
            var axes = new ArrayList<>(AXES);
            Collections.shuffle(axes, random);
            var objectives = new ArrayList<>(OBJECTIVES);
            Collections.shuffle(objectives, random);
            String machine =
                    List.of("sticker", "diannao", "cambricon-x", "ideal").get(trial % 4);
            String base =
                    BASE.formatted(machine, trial % 8 == 0 ? "event" : "analytical", trial % 3 == 0 ? SECOND : "");
            var bench = new Bench(config(base, axes.subList(0, 3), objectives.subList(0, 1 + trial % 3), ""));
            SearchResult found = bench.search();
            assertThat(new TreeSet<>(found.best()))
                    .as("%s by %s", machine, found.search().objectives())
                    .isEqualTo(bench.exhaustive());
            bounded += found.counts().get(SearchStatus.BOUNDED_AWAY);
        }
        assertThat(bounded).isGreaterThan(50);
    }

    @Test
    void threadsAndRowsThatAreThereChangeNothing() throws Exception {
        String base = BASE.formatted("ideal", "analytical", "");
        var bench = new Bench(config(base, AXES.subList(1, 5), List.of(Objective.CYCLES, Objective.AREA), ""));
        var rows = new PointRows(bench.search.sweep().size());
        SearchResult one = bench.search(1, rows);
        assertThat(csv(bench.search(3, new PointRows(rows.points())))).isEqualTo(csv(one));
        var some = new PointRows(rows.points());
        IntStream.range(0, rows.points()).filter(i -> i % 3 != 0 && rows.has(i)).forEach(i -> some.put(rows.get(i)));
        assertThat(csv(bench.search(2, some))).isEqualTo(csv(one));
        assertThat(one.simulated()).isLessThan(one.points().size() / 2);
        assertThat(csv(one).lines().findFirst().orElseThrow())
                .contains(
                        ",bound.cycles,cycles,timeNs,",
                        ",averagePowerMw,edpPjNs,",
                        ",throughputPerSecond,topsPerWatt.dense,front,");
    }

    private static String csv(SearchResult result) throws Exception {
        var text = new StringWriter();
        SearchFiles.writeCsv(text, result);
        return text.toString();
    }

    /** 4 x 4 and 8 x 4 of the four rows are within 40 multipliers; ddr3-1600 moves 12.8 GB/s. */
    @Test
    void whatExceedsALimitIsNotSimulated() {
        String base = BASE.formatted("ideal", "analytical", "");
        var bench = new Bench(config(
                base,
                List.of(
                        "{\"pointer\": \"/accelerator/peArray/columns\", \"values\": [4]}",
                        AXES.get(1),
                        "{\"pointer\": \"/memory\", \"values\": [\"ddr3-1600\", \"hbm2-stack\"]}"),
                List.of(Objective.CYCLES),
                "\"multipliers\": 40, \"gbPerSecond\": 20"));
        SearchResult found = bench.search();
        assertThat(found.counts().get(SearchStatus.REFUSED)).isEqualTo(6);
        assertThat(found.refused()).containsEntry(Limit.MULTIPLIERS, 4L).containsEntry(Limit.BANDWIDTH, 4L);
        assertThat(found.points().get(7).reason())
                .isEqualTo(
                        "multipliers must be at most 40.0, was 128.000; gbPerSecond must be at most 20.0, was 256.000");
        assertThat(found.best()).containsExactly(2);
    }

    @Test
    void aDesignOverItsPowerBeatsNoOther() {
        String base = BASE.formatted("ideal", "analytical", "");
        List<String> axes = List.of(AXES.get(0), AXES.get(1));
        List<Objective> time = List.of(Objective.TIME, Objective.POWER);
        SearchResult all = new Bench(config(base, axes, time, "")).search();
        double most = all.front().front().get(0).values().get(1);
        SearchResult less = new Bench(config(base, axes, time, "\"powerMw\": " + most * 0.999)).search();
        assertThat(less.best()).doesNotContain(all.best().get(0)).isNotEmpty();
        assertThat(less.refused().get(Limit.POWER)).isPositive();
    }
}

package archsim.sweep.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import archsim.base.json.NamedFile;
import archsim.engine.run.RunCache;
import archsim.engine.run.result.Rates;
import archsim.sweep.Columns;
import archsim.sweep.PointRow;
import archsim.sweep.PointRows;
import archsim.sweep.Sweep;
import archsim.sweep.Workers;
import archsim.sweep.analysis.BreakEven.Verdict;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AnalysisTest {

    private static final String BASE = """
        {"schemaVersion": 1, "accelerator": "diannao", "memory": "lpddr4-2400", "fidelity": "analytical",
         "workloads": [
           {"name": "dense", "network": "lenet5", "weightBits": 8,
            "sparsity": {"kind": "bernoulli", "weightDensity": 1}},
           {"name": "nm", "network": "lenet5", "weightBits": 8,
            "sparsity": {"kind": "bernoulli", "weightDensity": 0.5}}]}
        """;

    private static Sweep sweep(String axes) {
        String text = "{\"schemaVersion\": 1, \"base\": %s, \"axes\": [%s]}".formatted(BASE, axes);
        return Sweep.read(new NamedFile("sweep.json", text, Path.of("")), Optional.empty());
    }

    private static List<BreakEven> breakEven(String axes, Objective objective) {
        return new BreakEvenSearch(
                        sweep(axes), RunCache.ofBytes(64 << 20), new Baseline(0, Optional.empty()), 2, new Workers(2))
                .find(List.of("dense", "nm"), List.of(objective));
    }

    private static final String DENSITIES =
            "{\"pointer\": \"/workloads/1/sparsity/weightDensity\", \"from\": 0.2, \"to\": 1, \"steps\": 3}";

    /**
     * An 8-bit weight with a relative index of at least one bit takes 9 bits, and with one bit a gap of two costs a
     * filler: the best index is one bit at density d near 1, where about (1 - d) / 2 fillers or fewer a weight are added.
     * So d * 9 + ... = 8 somewhere between 0.8 and 8 / 9.
     */
    @Test
    void storageBreaksEvenBelowTheWidthOfAWeightOverThatOfAnEntry() {
        BreakEven found = breakEven(DENSITIES, Objective.STORAGE).get(0);

        assertThat(found.verdict()).isEqualTo(Verdict.FROM_HERE);
        assertThat(found.mean()).isBetween(0.8, 8 / 9.0);
        assertThat(found.crossings()).hasSize(2);
        assertThat(found.changes()).isEqualTo(1);
    }

    /** Both are run where the place was found, so the pruned one has that share of the dense one's products. */
    @Test
    void ratesAreThoseOfTheRunsAtTheBreakEven() {
        BreakEven found = breakEven(DENSITIES, Objective.STORAGE).get(0);

        Rates dense = found.rates().get(1);
        Rates pruned = found.rates().get(0);
        double share = pruned.gopsEffective() * pruned.latencyNs() / (dense.gopsEffective() * dense.latencyNs());
        assertThat(share).isCloseTo(found.mean(), within(0.005));
        assertThat(pruned.gopsDense() * pruned.latencyNs())
                .isCloseTo(dense.gopsDense() * dense.latencyNs(), within(1.0));
    }

    /** DianNao multiplies by zeros too, so unstructured zeros never save it a cycle. */
    @Test
    void whatNeverWinsHasNoBreakEven() {
        BreakEven found = breakEven(DENSITIES, Objective.CYCLES).get(0);

        assertThat(found.verdict()).isEqualTo(Verdict.NEVER);
        assertThat(found.mean()).isNaN();
        assertThat(found.rates()).isEmpty();
    }

    @Test
    void eachValueOfTheOtherAxesIsAGroup() {
        List<BreakEven> found = breakEven(
                "{\"pointer\": \"/accelerator\", \"values\": [\"diannao\", \"cambricon-x\"]}," + DENSITIES,
                Objective.CYCLES);

        assertThat(found).extracting(BreakEven::groupTexts).containsExactly(List.of("diannao"), List.of("cambricon-x"));
        assertThat(found).extracting(BreakEven::verdict).containsExactly(Verdict.NEVER, Verdict.FROM_HERE);
    }

    private static final Columns COLUMNS = new Columns(List.of("axis"), List.of("only"), Set.of());

    private static PointRow point(int index, long cycles, long energy) {
        JsonArrayBuilder cells = Json.createArrayBuilder()
                .add(index)
                .add("v" + index)
                .add(cycles)
                .add(0)
                .add(energy);
        for (String figure : Columns.FIGURES.subList(3, Columns.FIGURES.size())) {
            cells.add(figure.length());
        }
        return new PointRow(cells.add("done").addNull().build());
    }

    /** (1, 9), (2, 5), (3, 4) are beaten by none; (3, 5) is by (2, 5), (4, 4) by (3, 4); (1, 9) again is the same. */
    @Test
    void theFrontHoldsWhatNoneBeats() {
        var rows = new PointRows(6);
        long[][] values = {{3, 5}, {2, 5}, {1, 9}, {4, 4}, {3, 4}, {1, 9}};
        for (int i = 0; i < values.length; i++) {
            rows.put(point(i, values[i][0], values[i][1]));
        }

        ParetoFront front = ParetoFront.of(COLUMNS, rows, List.of(Objective.CYCLES, Objective.ENERGY));

        assertThat(front.front()).extracting(Candidate::point).containsExactly(2, 1, 4);
        assertThat(front.candidates()).hasSize(5);
    }

    /** All figures but cycles and energy are the lengths of their names here: {@code edpPjNs} is 7. */
    @Test
    void powerEdpAndEfficiencyStandBesideWhateverAFrontIsOf() {
        var rows = new PointRows(1);
        rows.put(point(0, 3, 5));

        assertThat(ParetoFront.of(COLUMNS, rows, List.of(Objective.CYCLES, Objective.ENERGY))
                        .front()
                        .get(0)
                        .beside())
                .containsExactly(
                        Optional.of((double) "averagePowerMw".length()),
                        Optional.of((double) "edpPjNs".length()),
                        Optional.of((double) "topsPerWatt.dense".length()));
        assertThat(ParetoFront.of(COLUMNS, rows, List.of(Objective.EDP, Objective.POWER))
                        .front()
                        .get(0)
                        .beside())
                .containsExactly(Optional.of((double) "topsPerWatt.dense".length()));
    }

    /** Twice the clock halves the time of a machine that never waits for memory, or nearly so. */
    @Test
    void theWidestSwingComesFirst() {
        var heard = new ArrayList<String>();
        Tornado tornado = Tornado.of(
                sweep("{\"name\": \"seed\", \"pointer\": \"/seed\", \"values\": [2]},"
                        + "{\"name\": \"clock\", \"pointer\": \"/accelerator/clockMhz\", \"values\": [490, 1960]},"
                        + "{\"name\": \"bits\", \"pointer\": \"/workloads/1/weightBits\", \"values\": [31]}"),
                RunCache.ofBytes(64 << 20),
                1,
                Objective.CYCLES,
                (done, all) -> heard.add(done + " of " + all));

        assertThat(heard).containsExactly("1 of 4", "2 of 4", "3 of 4", "4 of 4");

        assertThat(tornado.bars()).extracting(Tornado.Bar::axis).startsWith("clock");
        assertThat(tornado.bars().get(0).leastAt()).isEqualTo("490");
        assertThat(tornado.bars().get(0).mostAt()).isEqualTo("1960");
        assertThat(tornado.base())
                .isBetween(tornado.bars().get(0).least(), tornado.bars().get(0).most());
        assertThat(tornado.bars().stream().mapToInt(Tornado.Bar::skipped).sum())
                .as("31 bits are too wide")
                .isEqualTo(1);
        assertThat(tornado.bars().get(2).swing()).isCloseTo(0, within(1e-9));
    }

    /** DianNao's cycles do not depend on the weights: where both run on it they tie, on EIE and on DianNao they do not. */
    @Test
    void theRivalMayHaveAMachineOfItsOwn() {
        Sweep sweep = sweep("{\"pointer\": \"/accelerator\", \"values\": [\"cambricon-x\"]}," + DENSITIES);
        var search = new BreakEvenSearch(
                sweep, RunCache.ofBytes(64 << 20), new Baseline(0, Optional.of("diannao")), 1, new Workers(2));

        List<BreakEven> found = search.find(List.of("dense", "nm"), List.of(Objective.ENERGY));

        assertThat(found).extracting(BreakEven::workload).containsExactly("dense", "nm");
        assertThat(found).extracting(BreakEven::against).containsOnly("dense on diannao");
    }

    /** At a fiftieth of the weights no price can be so wrong. At full density both workloads are the same layers at the same prices: a tie in every draw, which none wins. */
    @Test
    void whatIsTheSameWinsInNoDrawAndWhatHasFewWeightsInAll() {
        Sweep sweep = sweep("{\"pointer\": \"/accelerator\", \"values\": [\"cambricon-x\"]},"
                + "{\"pointer\": \"/workloads/1/sparsity/weightDensity\", \"values\": [0.02, 1]}");
        RunCache cache = RunCache.ofBytes(64 << 20);

        var points = new AtomicInteger();
        List<WinShare> shares = WinShare.of(sweep, cache, 0, 200, new Workers(2), points::incrementAndGet);

        assertThat(shares).extracting(WinShare::workload).containsExactly("nm", "nm");
        assertThat(shares).extracting(WinShare::against).containsOnly("dense");
        assertThat(shares).extracting(WinShare::share).containsExactly(1.0, 0.0);
        assertThat(shares.get(1).ratio().median()).isEqualTo(1);
        assertThat(shares.get(0).ratio().low()).isLessThan(shares.get(0).ratio().high());
        assertThat(points.get()).isEqualTo(sweep.size());
        assertThat(WinShare.of(sweep, cache, 0, 200, new Workers(1), () -> {})).isEqualTo(shares);
    }
}

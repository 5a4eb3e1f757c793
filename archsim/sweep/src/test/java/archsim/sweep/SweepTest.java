package archsim.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archsim.base.InvalidInputException;
import archsim.engine.run.RunCache;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SweepTest {

    private static final RunCache CACHE = RunCache.ofBytes(64 << 20);

    private static List<String> values(String range) {
        return SampleSweeps.read("{\"pointer\": \"/seed\", %s}".formatted(range)).axes().get(0).values().stream()
                .map(Object::toString)
                .toList();
    }

    @Test
    void theLastAxisIsTheFastest() {
        Sweep sweep = SampleSweeps.read(SampleSweeps.AXES);

        assertThat(sweep.size()).isEqualTo(6);
        assertThat(sweep.values(sweep.steps(0))).hasToString("[\"diannao\", 0.1]");
        assertThat(sweep.values(sweep.steps(1))).hasToString("[\"diannao\", 0.2]");
        assertThat(sweep.values(sweep.steps(3))).hasToString("[\"cambricon-x\", 0.1]");
        assertThat(sweep.values(sweep.steps(5))).hasToString("[\"cambricon-x\", 0.3]");
    }

    /** In binary, 0.05 + 2 x 0.05 is 0.15000000000000002. */
    @Test
    void linearStepsAreDecimal() {
        assertThat(values("\"from\": 0.05, \"to\": 0.25, \"steps\": 5"))
                .containsExactly("0.05", "0.1", "0.15", "0.2", "0.25");
    }

    @Test
    void wholeNumbersStayWhole() {
        assertThat(values("\"from\": 10, \"to\": 30, \"steps\": 3")).containsExactly("10", "20", "30");
    }

    /** 0.01, then times 10 to the power of 1/2 each: 0.0316..., 0.1, 0.316..., 1. */
    @Test
    void logarithmicStepsHaveEqualRatios() {
        assertThat(values("\"from\": 0.01, \"to\": 1, \"steps\": 5, \"scale\": \"log\""))
                .containsExactly("0.01", "0.0316227766017", "0.1", "0.316227766017", "1");
    }

    @Test
    void aRangeOfOneStepIsItsEnd() {
        assertThat(values("\"from\": 2, \"to\": 2, \"steps\": 1")).containsExactly("2");
    }

    @Test
    void severalPlacesTakeTheSameValue() {
        Sweep sweep = SampleSweeps.read(
                "{\"pointer\": [\"/workloads/0/weightBits\", \"/workloads/1/weightBits\"]," + " \"values\": [4]}");

        assertThat(sweep.config(sweep.values(sweep.steps(0))).getJsonArray("workloads"))
                .allMatch(workload -> workload.asJsonObject().getInt("weightBits") == 4);
    }

    @Test
    void aPartIsSetAfterItsWholeWhicheverAxisComesFirst() {
        Sweep sweep = SampleSweeps.read("{\"pointer\": \"/accelerator/clockMhz\", \"values\": [100, 200]},"
                + "{\"pointer\": \"/accelerator\", \"values\": [\"diannao\", \"sticker\"]}");

        assertThat(sweep.config(sweep.values(sweep.steps(3))).get("accelerator"))
                .hasToString("{\"base\":\"sticker\",\"clockMhz\":200}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'values': []|/axes/0/values must hold at least one value, was empty",
                "'values': [1, 2, 1]|/axes/0/values/2 must differ from the other values, was that of /axes/0/values/0",
                "'from': 2, 'to': 1, 'steps': 3|/axes/0/to must not be below from, was 1.0 below 2.0: a range ascends",
                "'from': 1, 'to': 1, 'steps': 3|/axes/0/steps must be 1 where from and to are the same, was 3",
                "'from': 1, 'to': 2, 'steps': 1|/axes/0/steps must be at least 2 for a range from 1.0 to 2.0, was 1",
                "'from': 0, 'to': 2, 'steps': 3, 'scale': 'log'|/axes/0/from must be above 0 on a log scale, was 0.0",
                "'from': 0, 'steps': 3|/axes/0 needs from, to and steps for a range, to is missing",
                "'from': 0, 'values': [1]|/axes/0 needs either values or a range, had both",
                "'step': 1, 'values': [1]|/axes/0/step is not a known key",
                "'name': 'status', 'values': [1]|/axes/0/name must not be blank or the name of another column",
                "'from': 1, 'to': 2, 'steps': 0|/axes/0/steps must be a whole number from 1 to 1000000, was 0"
            })
    void aFaultyAxisIsRefused(String axis, String fault) {
        assertThatThrownBy(() -> values(axis.replace('\'', '"')))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(fault);
    }

    @Test
    void tooManyPointsAreCounted() {
        String axis = "{\"pointer\": \"/%s\", \"from\": 1, \"to\": 1000000, \"steps\": 1000000}";

        assertThatThrownBy(() -> SampleSweeps.read(axis.formatted("a") + "," + axis.formatted("b")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("/axes must span at most 1,000,000 points, was 1,000,000,000,000");
    }

    @Test
    void allFaultsAreToldAtOnce() {
        assertThatThrownBy(() -> SampleSweeps.readText("""
                        {"schemaVersion": 2, "base": "no-such", "extra": 1, "axes": [
                          {"pointer": "memory", "values": []},
                          {"pointer": "/seed", "from": 3, "to": 1, "steps": 2},
                          {"pointer": ["/memory", "/memory"], "values": [1]}]}
                        """))
                .isInstanceOfSatisfying(InvalidInputException.class, fault -> assertThat(fault.lines())
                        .anyMatch(text -> text.startsWith("/schemaVersion must be 1"))
                        .anyMatch(text -> text.startsWith("/extra is not a known key"))
                        .anyMatch(text -> text.startsWith("/base names no-such: is neither a file")));
        assertThatThrownBy(() -> SampleSweeps.read("{\"pointer\": \"memory\", \"values\": []},"
                        + "{\"pointer\": \"/seed\", \"from\": 3, \"to\": 1, \"steps\": 2},"
                        + "{\"pointer\": [\"/memory\", \"/memory\"], \"values\": [1]}"))
                .isInstanceOfSatisfying(InvalidInputException.class, fault -> assertThat(fault.lines())
                        .anyMatch(text -> text.startsWith("/axes/0/pointer must be a JSON pointer"))
                        .anyMatch(text -> text.startsWith("/axes/0/values must hold"))
                        .anyMatch(text -> text.startsWith("/axes/1/to must not be below from"))
                        .anyMatch(text -> text.startsWith("/axes/2/pointer/1 must lead where no other does")));
    }

    private static Columns check(String axes) {
        return SweepCheck.check(SampleSweeps.read(axes), CACHE);
    }

    @Test
    void whatNoPointCouldUseIsRefusedBeforeAnyIsRun() {
        assertThatThrownBy(() -> check("{\"pointer\": \"/accelerator\", \"values\": [\"sticker\", \"stiker\"]},"
                        + "{\"pointer\": \"/workloads/1/weightBits\", \"from\": 1, \"to\": 4, \"steps\": 3},"
                        + "{\"pointer\": \"/workloads/7/weightBits\", \"values\": [4]},"
                        + "{\"pointer\": \"/colour\", \"values\": [\"red\", \"blue\"]}"))
                .isInstanceOfSatisfying(InvalidInputException.class, fault -> assertThat(fault.lines())
                        .anyMatch(text -> text.startsWith("/axes/0/values/1 makes a faulty configuration: /accelerator"
                                        + " must be one of archsim list accelerators")
                                && text.endsWith("did you mean \"sticker\"?"))
                        .anyMatch(
                                text -> text.startsWith("/axes/1 makes a faulty configuration: /workloads/1/weightBits"
                                        + " must be a whole number from 1 to 32, was 2.5"))
                        .anyMatch(text -> text.startsWith("/axes/2/pointer /workloads/7/weightBits does not exist"))
                        .anyMatch(text -> text.startsWith(
                                "/axes/3/values/0 makes a faulty configuration: /colour is not a known key"))
                        .hasSize(4));
    }

    /** A range that descends, a pointer that is none, and a value that no machine has, in one go. */
    @Test
    void faultsOfAxesAndOfTheirValuesAreToldTogether() {
        assertThatThrownBy(() -> SampleSweeps.read("{\"pointer\": \"/seed\", \"from\": 3, \"to\": 1, \"steps\": 2},"
                        + "{\"pointer\": \"memory\", \"values\": [1]},"
                        + "{\"pointer\": \"/accelerator\", \"values\": [\"stiker\", \"diannao\"]},"
                        + "{\"pointer\": \"/workloads/7/weightBits\", \"values\": [4]}"))
                .isInstanceOfSatisfying(InvalidInputException.class, fault -> assertThat(fault.lines())
                        .anyMatch(text -> text.startsWith("/axes/0/to must not be below from"))
                        .anyMatch(text -> text.startsWith("/axes/1/pointer must be a JSON pointer"))
                        .anyMatch(text -> text.startsWith(
                                "/axes/2/values/0 makes a faulty configuration: /accelerator must be one of"))
                        .anyMatch(text -> text.startsWith("/axes/3/pointer /workloads/7/weightBits does not exist"))
                        .hasSize(4));
    }

    /** Six of four cannot be kept, six of eight can: one point is faulty, no value is. */
    @Test
    void aValueThatFitsSomewhereIsNoFaultOfTheSweep() {
        assertThat(check(SampleSweeps.SIX_OF_FOUR).workloads()).containsExactly("dense", "pruned");
    }

    @Test
    void columnsAreNamedByWorkloadUnlessTheNameVaries() {
        assertThat(check(SampleSweeps.AXES).headers())
                .startsWith("index", "/accelerator", "density", "dense.cycles", "dense.timeNs", "dense.energyTotalPj")
                .contains("pruned.beta", "pruned.ppr.params")
                .doesNotContain("dense.beta")
                .endsWith("status", "reason");
        assertThat(check("{\"pointer\": \"/workloads/1/name\", \"values\": [\"a\", \"b\"]}")
                        .workloads())
                .containsExactly("dense", "workload1");
    }
}

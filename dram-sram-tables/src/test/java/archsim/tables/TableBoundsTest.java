package archsim.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import archsim.base.InvalidInputException;
import archsim.base.Problems;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The last value that is still allowed, of every range that tables check themselves. */
class TableBoundsTest {

    private static ArithmeticTable arithmetic() {
        return ArithmeticTable.read("arithmetic-45nm", TableKind.ARITHMETIC.shippedText("arithmetic-45nm"));
    }

    private static NodeScaling scaling() {
        return NodeScaling.read("stillmaker-baas", TableKind.SCALING.shippedText("stillmaker-baas"));
    }

    /** By hand: of 24 x 16 bits 0.119513 pJ, in proportion to 1 and 1024 bits; the last bank of 3584 words as 224 words. */
    @ParameterizedTest
    @CsvSource({"24, 1, 0.0074695625", "24, 1024, 7.648832", "12, 16, 0.053205", "224, 16, 1.65932", "3584, 16, 1.65932"
    })
    void theLastRegisterFileOfEachKindIsPriced(int words, int wordBits, double energyPj) {
        assertThat(arithmetic().registerAccess(words, wordBits).energyPj()).isCloseTo(energyPj, within(1e-9));
    }

    /** By hand: quadratic between 0.05 pJ of 4 bits and 0.2 pJ of 8, 0.2 (6/8)^2 = 0.1125 pJ. */
    @Test
    void aTableReadAnewLiesBetweenItsPoints() {
        assertThat(arithmetic().multiply(6).energyPj()).isCloseTo(0.1125, within(1e-12));
    }

    @Test
    void onlyFilesAboveTheLargestHaveBanks() {
        assertThat(arithmetic().registerAccess(224, 16).source().citation()).doesNotContain("banks");
        assertThat(arithmetic().registerAccess(225, 16).source().citation()).contains("one of several banks");
        assertThat(arithmetic().technologyNm()).isEqualTo(45);
    }

    private static String arithmetic(int narrowestBits, int widestBits, String rows, String files) {
        return """
                {"name": "x", "technologyNm": 45, "note": "", "spread": {"low": 0.5, "high": 2, "reason": "r"},
                 "multiply": %s, "add": %s, "floatMultiply": %s, "floatAdd": %s,
                 "registerFile": {"wordBits": 16, "narrowestBits": %d, "widestBits": %d, "largestBanks": 1,
                    "flipFlopPjPerBit": 1, "flipFlopSource": {"citation": "paper", "confidence": "a"}, "rows": %s}}""".formatted(rows, rows, rows, rows, narrowestBits, widestBits, files);
    }

    private static String row(String key, int size, double energyPj, String other) {
        return "{\"%s\": %d, \"energyPj\": %s, \"source\": {\"citation\": \"p\", \"confidence\": \"a\"}%s}"
                .formatted(key, size, energyPj, other);
    }

    private static String other(double energyPj) {
        return ", \"other\": {\"energyPj\": %s, \"source\": {\"citation\": \"q\", \"confidence\": \"b\"}}"
                .formatted(energyPj);
    }

    /** By hand: bounds of the spread, 0.5 and 2 times 4 pJ, but for the side where the other source stands. */
    @ParameterizedTest
    @CsvSource({"4, 2, 8", "3, 3, 8", "5, 2, 5"})
    void theOtherSourceBoundsItsSideOnly(double otherPj, double lowPj, double highPj) {
        String rows = "[" + row("operandBits", 8, 4, other(otherPj)) + "]";
        String files = "[" + row("words", 8, 4, "") + "]";
        SourcedEnergy product =
                ArithmeticTable.read("x.json", arithmetic(16, 16, rows, files)).multiply(8);
        assertThat(product.lowPj()).isEqualTo(lowPj);
        assertThat(product.energyPj()).isEqualTo(4);
        assertThat(product.highPj()).isEqualTo(highPj);
    }

    @Test
    void widerOperandsAndLargerFilesMustCostMore() {
        String rows = "[" + row("operandBits", 8, 4, "") + ", " + row("operandBits", 16, 4, "") + "]";
        String files = "[" + row("words", 8, 4, "") + ", " + row("words", 16, 3, "") + "]";
        assertThatThrownBy(() -> ArithmeticTable.read("x.json", arithmetic(1, 64, rows, files)))
                .hasMessage("""
                        x.json:
                          /multiply/1/energyPj must exceed 4.0 of /multiply/0, was 4.0: a wider operand costs more
                          /add/1/energyPj must exceed 4.0 of /add/0, was 4.0: a wider operand costs more
                          /floatMultiply/1/energyPj must exceed 4.0 of /floatMultiply/0, was 4.0: a wider operand costs more
                          /floatAdd/1/energyPj must exceed 4.0 of /floatAdd/0, was 4.0: a wider operand costs more
                          /registerFile/rows/1/energyPj must exceed 4.0 of /registerFile/rows/0, was 3.0: a larger file costs more""");
    }

    @Test
    void aRegisterFileIsTabulatedOnceAndNotGuessed() {
        String guessed = row("words", 8, 4, "").replace("\"a\"", "\"c\"");
        String files = "[" + row("words", 8, 3, "") + ", " + guessed + "]";
        assertThatThrownBy(() -> ArithmeticTable.read(
                        "x.json", arithmetic(1, 64, "[" + row("operandBits", 8, 4, "") + "]", files)))
                .hasMessageContaining("/registerFile/rows/1 must differ from the rows before, was again 8")
                .hasMessageContaining("/registerFile/rows/1/source/confidence must be \"a\" or \"b\"");
    }

    @Test
    void theFinestAndTheCoarsestNodeAreCovered() {
        NodeScaling scaling = scaling();
        assertThat(scaling.covers(7)).isTrue();
        assertThat(scaling.covers(180)).isTrue();
        assertThat(scaling.covers(6)).isFalse();
        assertThat(scaling.covers(181)).isFalse();
    }

    /** By hand: at 65 nm 19.152 of the fit, at 45 nm 12.5. */
    @Test
    void aTableReadAnewHasDelays() {
        assertThat(scaling().delayRatio(65, 45)).isCloseTo(12.5 / 19.152, within(1e-4));
    }

    @ParameterizedTest
    @CsvSource({
        "'0, 0, 0', '0, 0, 0, 1', /nodes/0 energy must be above 0 at supplyV 1.0",
        "'0, 0, 1', '0, 0, 0, 0', /nodes/0 delay must be above 0 at supplyV 1.0",
        "'0, 0, 1', '0, 0, 1', /nodes/0 delay must have 4 coefficients"
    })
    void aFitThatIsNotAboveZeroIsRefused(String energy, String delay, String fault) {
        String text = """
                {"name": "x", "note": "", "source": {"citation": "c", "confidence": "a"},
                 "spread": {"low": 0.5, "high": 2, "reason": "r"}, "nodes": [
                  {"technologyNm": 45, "supplyV": 1, "energy": [%s], "delay": [%s], "areaFrom180": 1}]}
                """.formatted(energy, delay);
        assertThatThrownBy(() -> NodeScaling.read("x.json", text)).hasMessageContaining(fault);
    }

    @Test
    void scalingNeedsNodesWhoseAreasRise() {
        String node = "{\"technologyNm\": %d, \"supplyV\": 1, \"energy\": [0, 0, %d], \"delay\": [0, 0, 0, 1],"
                + " \"areaFrom180\": 1}";
        String text = """
                {"name": "x", "note": "", "source": {"citation": "c", "confidence": "a"},
                 "spread": {"low": 0.5, "high": 2, "reason": "r"}, "nodes": [%s]}""";
        String nodes = node.formatted(45, 1) + ", " + node.formatted(65, 2);
        assertThatThrownBy(() -> NodeScaling.read("x.json", text.formatted("")))
                .hasMessage("x.json:\n  /nodes must hold at least one node");
        assertThatThrownBy(() -> NodeScaling.read("x.json", text.formatted(nodes)))
                .hasMessage(
                        "x.json:\n  /nodes/1/areaFrom180 must exceed 1.0 of /nodes/0, was 1.0: a coarser node costs more");
    }

    private static DramStandard bind(String part, Map<String, Double> changes) {
        JsonObject sound = DramStandards.tree("ddr3-1600");
        var changed = Json.createObjectBuilder(sound.getJsonObject(part));
        changes.forEach((key, value) -> changed.add(
                key, value == Math.rint(value) ? Json.createValue(value.longValue()) : Json.createValue(value)));
        var problems = new Problems("run.json");
        Optional<DramStandard> bound = DramStandards.bind(
                problems, Json.createObjectBuilder(sound).add(part, changed).build(), "/memory");
        problems.throwIfAny();
        return bound.orElseThrow();
    }

    /** Currents may be equal, and an activation may draw just what standby does: 67 mA in every state. */
    @Test
    void currentsNeedNotDiffer() {
        var equal = Map.of("idd0", 67.0, "idd2n", 67.0, "idd3n", 67.0, "idd4r", 67.0, "idd4w", 67.0, "idd5ab", 67.0);
        assertThat(bind("power", equal).power().idd4r()).isEqualTo(67);
    }

    /** 1000 of 1001 clocks are refresh: still a memory; 1001 of 1001 are not. */
    @Test
    void aRefreshMayEndOneClockBeforeTheNext() {
        assertThat(bind("timing", Map.of("tRFC", 6239.0)).timing().tRFC()).isEqualTo(6239);
        Map<String, Double> bankByBank = Map.of("tRFCPerBank", 100.0, "tREFIPerBank", 101.0);
        assertThat(bind("timing", bankByBank).timing().tREFIPerBank()).hasValue(101);
        assertThatThrownBy(() -> bind("timing", Map.of("tRFCPerBank", 100.0, "tREFIPerBank", 100.0)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("/timing/tRFCPerBank must be below tREFIPerBank, 100, was 100");
    }

    /** A row may close as soon as it can be read or written, and a refresh bank by bank may be no shorter and no rarer. */
    @Test
    void timingsMayMeetTheirBounds() {
        var meeting =
                Map.of("tRAS", 28.0, "tRCD", 28.0, "tRCDWrite", 28.0, "tRFCPerBank", 280.0, "tREFIPerBank", 6240.0);
        DramStandard.Timing timing = bind("timing", meeting).timing();
        assertThat(timing.tRAS()).isEqualTo(timing.tRCD()).isEqualTo(timing.tRCDWrite());
        assertThat(timing.tRFCPerBank()).hasValue(timing.tRFC());
        assertThat(timing.tREFIPerBank()).hasValue(timing.tREFI());
    }

    /** By hand: 2 channels of 64 bytes each 4 clocks of 1.25 ns, 2 x 64 / 5 = 25.6 GB/s. */
    @Test
    void everyChannelAddsItsBandwidth() {
        JsonObject two = Json.createObjectBuilder(DramStandards.tree("ddr3-1600"))
                .add("channels", 2)
                .build();
        Optional<DramStandard> bound = DramStandards.bind(new Problems("run.json"), two, "/memory");
        assertThat(bound.orElseThrow().peakGbPerSecond()).isCloseTo(25.6, within(1e-9));
    }
}

package archsim.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import archsim.base.Confidence;
import archsim.base.InvalidInputException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SramTableTest {

    private static final SramTable AT_45_NM = at(45);
    private static final SramTable AT_65_NM = at(65);

    private static SramTable at(int technologyNm) {
        return TableSet.shipped().sram(technologyNm, SramTransistors.LOW_STANDBY_POWER);
    }

    /** A memory of the 45 or 65 nm table, anywhere between its rows. */
    record Memory(int technologyNm, int capacityBytes, int wordBits) {

        SramTable table() {
            return technologyNm == 45 ? AT_45_NM : AT_65_NM;
        }

        SramFigures figures() {
            return table().interpolate(capacityBytes, wordBits);
        }

        SramFigures corner(boolean larger, boolean wider) {
            int capacity = Integer.highestOneBit(capacityBytes) << (larger ? 1 : 0);
            int word = Integer.highestOneBit(wordBits) << (wider ? 1 : 0);
            return table().interpolate(Math.min(capacity, 4 << 20), Math.min(word, 256));
        }
    }

    static Stream<Memory> memories() {
        var random = new SplittableRandom(65);
        return IntStream.range(0, 200)
                .mapToObj(i -> new Memory(
                        random.nextBoolean() ? 45 : 65,
                        (int) Math.round(1024 * Math.pow(2, 12 * random.nextDouble())),
                        (int) Math.round(16 * Math.pow(2, 4 * random.nextDouble()))));
    }

    @Test
    void fourNodesShip() {
        assertThat(TableSet.shipped().sramNodesNm()).containsExactly(22, 32, 45, 65);
        assertThat(AT_45_NM.technologyNm()).isEqualTo(45);
        assertThat(AT_65_NM.technologyNm()).isEqualTo(65);
    }

    /** The row of 32 KiB with words of 64 bits. */
    @Test
    void aTabulatedMemoryIsMetExactly() {
        assertThat(AT_65_NM.interpolate(32768, 64))
                .isEqualTo(new SramFigures(30.1022, 28.6907, 0.00611551, 0.197934, 2.04765));
        assertThat(AT_65_NM.access(32768, 64, false).source()).isEqualTo(AT_65_NM.source());
        assertThat(AT_65_NM.access(32768, 65, false).source().citation()).endsWith("; interpolated");
        assertThat(AT_65_NM.access(32769, 64, false).source().citation()).endsWith("; interpolated");
    }

    /** The rows of 32 KiB with words of 64 bits of the two finer tables. */
    @Test
    void theFinerNodesAreTabulatedToo() {
        assertThat(at(32).interpolate(32768, 64).readPj()).isEqualTo(8.25708);
        assertThat(at(22).interpolate(32768, 64).readPj()).isEqualTo(3.78646);
    }

    /**
     * 28 nm lies nearer to 32 than to 22 nm on a logarithmic axis. By hand: gates at 28 nm take 0.79 of the energy, (20/32
     * nm: 0.2008 / 0.4571 = 0.4393)^(ln(32/28)/ln(32/20) = 0.2841) = 0.7916.
     */
    @Test
    void aNodeBetweenIsScaledFromTheNearestTable() {
        var table = at(28);
        assertThat(table.technologyNm()).isEqualTo(28);
        assertThat(table.interpolate(32768, 64).readPj()).isCloseTo(8.25708 * 0.7916, within(0.001));
        assertThat(table.source().confidence()).isEqualTo(Confidence.B);
        assertThat(table.source().citation()).contains("CACTI 7", "scaled from 32 to 28 nm", "Stillmaker");
    }

    @Test
    void everyNodeOfTheScalingHasAnSramTable() {
        double finerPj = 0;
        for (int technologyNm : new int[] {7, 10, 14, 16, 20, 22, 28, 32, 40, 45, 55, 65, 90, 130, 180}) {
            double readPj = at(technologyNm).interpolate(65536, 64).readPj();
            assertThat(readPj).isGreaterThan(finerPj);
            finerPj = readPj;
        }
    }

    /** By hand: 23 170 bytes are halfway from 16 to 32 KiB in logarithm: sqrt(20.9833 x 30.1022) = 25.133 pJ. */
    @Test
    void halfwayInCapacityIsTheGeometricMean() {
        assertThat(AT_65_NM.interpolate(23170, 64).readPj()).isCloseTo(25.133, within(0.001));
    }

    /** By hand: 24 bits are log2(1.5) = 0.58496 of the way from 16 to 32: 4.66591 (5.16648 / 4.66591)^0.58496 = 4.952. */
    @Test
    void aWordBetweenTabulatedWidthsFollowsAPowerLaw() {
        assertThat(AT_65_NM.interpolate(4096, 24).readPj()).isCloseTo(4.952, within(0.001));
    }

    @ParameterizedTest
    @MethodSource("memories")
    void noFigureLeavesTheIntervalOfThePointsAround(Memory memory) {
        List<SramFigures> corners = List.of(
                memory.corner(false, false),
                memory.corner(false, true),
                memory.corner(true, false),
                memory.corner(true, true));
        double[] reads =
                corners.stream().mapToDouble(SramFigures::readPj).sorted().toArray();
        double[] areas =
                corners.stream().mapToDouble(SramFigures::areaMm2).sorted().toArray();
        double rounding = 1e-12;
        assertThat(memory.figures().readPj()).isBetween(reads[0] * (1 - rounding), reads[3] * (1 + rounding));
        assertThat(memory.figures().areaMm2()).isBetween(areas[0] * (1 - rounding), areas[3] * (1 + rounding));
    }

    @ParameterizedTest
    @MethodSource("memories")
    void aLargerMemoryCostsMore(Memory memory) {
        int larger = Math.min(4 << 20, memory.capacityBytes() + memory.capacityBytes() / 10 + 1);
        SramFigures more = new Memory(memory.technologyNm(), larger, memory.wordBits()).figures();
        SramFigures less = memory.figures();
        assertThat(more.readPj()).isGreaterThan(less.readPj());
        assertThat(more.writePj()).isGreaterThan(less.writePj());
        assertThat(more.leakageMw()).isGreaterThan(less.leakageMw());
        assertThat(more.areaMm2()).isGreaterThan(less.areaMm2());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 511, 4194305})
    void aCapacityOutsideTheTableIsRefusedWithItsRange(int capacityBytes) {
        assertThatThrownBy(() -> AT_65_NM.interpolate(capacityBytes, 64))
                .isInstanceOf(OutOfRangeException.class)
                .hasMessage("capacity in bytes of an SRAM at 65 nm must be 512 to 4194304, was %d"
                        .formatted(capacityBytes));
    }

    @ParameterizedTest
    @ValueSource(ints = {15, 257})
    void aWordOutsideTheTableIsRefusedWithItsRange(int wordBits) {
        assertThatThrownBy(() -> AT_65_NM.interpolate(5000, wordBits))
                .isInstanceOf(OutOfRangeException.class)
                .hasMessage("word in bits of an SRAM of 4096 bytes at 65 nm must be 16 to 256, was " + wordBits);
    }

    /** 512 bytes with 256 bits are not tabulated, so nothing surrounds 700 bytes with 200 bits. */
    @Test
    void theGapInTheGridIsRefused() {
        assertThatThrownBy(() -> AT_65_NM.interpolate(700, 200))
                .hasMessage("word in bits of an SRAM of 512 bytes at 65 nm must be 16 to 128, was 200");
    }

    @Test
    void theSourceWasRead() {
        assertThat(AT_65_NM.source().confidence()).isEqualTo(Confidence.A);
        assertThat(AT_65_NM.source().citation()).contains("CACTI 7", "65 nm");
    }

    @Test
    void aFileTellsAllItsShapeFaultsAtOnce() {
        String text = """
                {"name": "x", "technologyNm": 65, "note": "", "spread": {"low": 0.5, "high": 2, "reason": "r"}, "leakageSpread": {"low": 0.5, "high": 2, "reason": "r"}, "rows": [
                  {"capacityBytes": 512, "wordBits": 16, "readPj": 0, "writePj": -1,
                   "leakageMw": 1, "areaMm2": 1, "accessNs": "fast"}]}
                """;
        assertThatThrownBy(() -> SramTable.read("x.json", text))
                .isInstanceOfSatisfying(InvalidInputException.class, fault -> assertThat(fault.lines())
                        .hasSize(4)
                        .anyMatch(line -> line.startsWith("/source is missing"))
                        .contains(
                                "/rows/0/readPj must be a number of at least 0.000000001, was 0",
                                "/rows/0/writePj must be a number of at least 0.000000001, was -1",
                                "/rows/0/accessNs must be a number of at least 0.000000001, was \"fast\""));
    }

    @Test
    void aMemoryGivenTwiceIsAFault() {
        String row = """
                {"capacityBytes": 512, "wordBits": 16, "readPj": 1, "writePj": 1,
                 "leakageMw": 1, "areaMm2": 1, "accessNs": 1}""";
        String text = """
                {"name": "x", "technologyNm": 65, "note": "", "source": {"citation": "c", "confidence": "a"},
                 "spread": {"low": 0.5, "high": 2, "reason": "r"}, "leakageSpread": {"low": 0.5, "high": 2, "reason": "r"}, "rows": [%s, %s]}""".formatted(row, row);
        assertThatThrownBy(() -> SramTable.read("x.json", text))
                .hasMessage("x.json:\n  /rows/1 must differ from /rows/0, was again 512 bytes with words of 16 bits");
    }

    @Test
    void aLargerMemoryThatCostsLessIsAFaultOfEachFigure() {
        String text = """
                {"name": "x", "technologyNm": 65, "note": "", "source": {"citation": "c", "confidence": "a"},
                 %s, %s, "rows": [
                  {"capacityBytes": 1024, "wordBits": 16, "readPj": 2, "writePj": 1, "leakageMw": 1, "areaMm2": 1,
                   "accessNs": 1},
                  {"capacityBytes": 2048, "wordBits": 16, "readPj": 1, "writePj": 0.5, "leakageMw": 1, "areaMm2": 0.5,
                   "accessNs": 1},
                  {"capacityBytes": 4096, "wordBits": 32, "readPj": 1, "writePj": 1, "leakageMw": 1, "areaMm2": 1,
                   "accessNs": 1}]}""".formatted(
                        "\"spread\": {\"low\": 0.5, \"high\": 2, \"reason\": \"r\"}",
                        "\"leakageSpread\": {\"low\": 0.5, \"high\": 2, \"reason\": \"r\"}");
        assertThatThrownBy(() -> SramTable.read("x.json", text)).hasMessage("""
                x.json:
                  /rows/1/readPj must exceed 2.0 of /rows/0, was 1.0: a larger memory costs more
                  /rows/1/writePj must exceed 1.0 of /rows/0, was 0.5: a larger memory costs more
                  /rows/1/leakageMw must exceed 1.0 of /rows/0, was 1.0: a larger memory costs more
                  /rows/1/areaMm2 must exceed 1.0 of /rows/0, was 0.5: a larger memory costs more""");
    }

    /** The row of 32 KiB with words of 64 bits of the high performance table; 128 bits cost in proportion. */
    @Test
    void highPerformanceTransistorsLeakThousandsOfTimesAsMuch() {
        SramTable fast = TableSet.shipped().sram(65, SramTransistors.HIGH_PERFORMANCE);
        assertThat(fast.leakage(32768, 64).energyPj()).isCloseTo(19.8484, within(1e-9));
        assertThat(fast.access(32768, 64, false).energyPj()).isCloseTo(24.9081, within(1e-9));
        assertThat(fast.access(32768, 128, false).energyPj()).isCloseTo(36.3477 * 24.9081 / 30.1022, within(1e-9));
        assertThat(fast.interpolate(32768, 64).accessNs()).isCloseTo(0.65925, within(1e-9));
    }

    /** By the bounds of the table: 0.42 and 1.63 times 30.1022 pJ; 8 % more where interpolated. */
    @Test
    void anAccessMayBeOffAsFarAsTheTableSays() {
        SourcedEnergy read = AT_65_NM.access(32768, 64, false);
        assertThat(read.lowPj()).isCloseTo(0.42 * 30.1022, within(1e-9));
        assertThat(read.highPj()).isCloseTo(1.63 * 30.1022, within(1e-9));
        SourcedEnergy between = AT_65_NM.access(32768, 65, false);
        assertThat(between.highPj() / between.energyPj()).isCloseTo(1.63 * 1.08, within(1e-9));
    }

    @Test
    void aTableNeedsRows() {
        String text = """
                {"name": "x", "technologyNm": 65, "note": "", "source": {"citation": "c", "confidence": "a"},
                 "spread": {"low": 0.5, "high": 2, "reason": "r"}, "leakageSpread": {"low": 0.5, "high": 2, "reason": "r"}, "rows": []}
                """;
        assertThatThrownBy(() -> SramTable.read("x.json", text))
                .hasMessage("x.json:\n  /rows must hold at least one row");
    }
}

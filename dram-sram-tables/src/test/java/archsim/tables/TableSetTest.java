package archsim.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import archsim.base.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableSetTest {

    @TempDir
    private Path folder;

    private static String shipped(TableKind kind, String name) {
        return kind.shippedText(name);
    }

    private void put(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /** 32 KiB with words of 64 bits ship with 30.1022 pJ a read. */
    @Test
    void aTableOfTheSameNameTakesThePlaceOfTheOneThatShips() throws IOException {
        put("sram/cacti-65nm.json", shipped(TableKind.SRAM, "cacti-65nm").replace("30.1022", "29.5"));
        SramTable own = TableSet.with(folder).sram(65, SramTransistors.LOW_STANDBY_POWER);
        assertThat(own.access(32768, 64, false).energyPj()).isEqualTo(29.5);
        assertThat(TableSet.with(folder).ownTables())
                .singleElement()
                .asString()
                .startsWith("own table sram/cacti-65nm.json, SHA-256 ");
        assertThat(TableSet.shipped().ownTables()).isEmpty();
        SramTable finer = TableSet.with(folder).sram(45, SramTransistors.LOW_STANDBY_POWER);
        assertThat(finer.access(32768, 64, false).energyPj()).isEqualTo(17.0418);
    }

    @Test
    void aTableNeedNoFolderIfItsNameTellsWhatItIs() throws IOException {
        put(
                "arithmetic-45nm.json",
                shipped(TableKind.ARITHMETIC, "arithmetic-45nm").replace("\"energyPj\": 0.2,", "\"energyPj\": 0.25,"));
        assertThat(TableSet.with(folder).arithmetic().multiply(8).energyPj()).isEqualTo(0.25);
    }

    @Test
    void aNodeMayGetATableOfItsOwn() throws IOException {
        put(
                "sram/mine-28nm.json",
                shipped(TableKind.SRAM, "cacti-22nm").replace("\"technologyNm\": 22", "\"technologyNm\": 28"));
        TableSet tables = TableSet.with(folder);
        assertThat(tables.sramNodesNm()).containsExactly(22, 28, 32, 45, 65);
        assertThat(tables.sram(28, SramTransistors.LOW_STANDBY_POWER)
                        .access(32768, 64, false)
                        .energyPj())
                .isEqualTo(3.78646);
    }

    @Test
    void aMemoryMayBeAdded() throws IOException {
        put("dram/mine.json", shipped(TableKind.DRAM, "ddr3-1600"));
        assertThat(TableSet.with(folder).memoryNames()).contains("mine", "ddr3-1600");
        assertThat(TableSet.with(folder).memoryTree("mine").getString("name")).isEqualTo("ddr3-1600");
    }

    /** Negative, without source, with another unit, given twice, falling: in three files, all told at once. */
    @Test
    void allFaultsOfAllTablesAreToldAtOnceWithPointers() throws IOException {
        put(
                "arithmetic/arithmetic-45nm.json",
                shipped(TableKind.ARITHMETIC, "arithmetic-45nm")
                        .replace("\"operandBits\": 8, \"energyPj\": 0.2,", "\"operandBits\": 8, \"energyFj\": 200,")
                        .replace("\"flipFlopPjPerBit\": 0.008999495", "\"flipFlopPjPerBit\": -1"));
        put(
                "sram/cacti-65nm.json",
                shipped(TableKind.SRAM, "cacti-65nm")
                        .replaceFirst("\"source\": \\{[^}]*},", "")
                        .replace("\"readPj\": 30.1022", "\"readPj\": 30.1022, \"readPj\": 3"));
        put("cacti-45nm.json", shipped(TableKind.SRAM, "cacti-45nm").replace("\"readPj\": 17.0418", "\"readPj\": 1.7"));
        assertThatThrownBy(() -> TableSet.with(folder))
                .isInstanceOfSatisfying(InvalidInputException.class, fault -> assertThat(fault.lines())
                        .anyMatch(line ->
                                line.startsWith("arithmetic/arithmetic-45nm.json#/multiply/3/energyPj is missing"))
                        .anyMatch(line -> line.startsWith(
                                        "arithmetic/arithmetic-45nm.json#/multiply/3/energyFj is not a known key")
                                && line.contains("did you mean \"energyPj\"?"))
                        .anyMatch(line -> line.startsWith(
                                "arithmetic/arithmetic-45nm.json#/registerFile/flipFlopPjPerBit must be"))
                        .anyMatch(line -> line.startsWith("sram/cacti-65nm.json#/source is missing"))
                        .anyMatch(line -> line.startsWith("sram/cacti-65nm.json#/rows/31/readPj"))
                        .anyMatch(line -> line.startsWith("sram/cacti-45nm.json#/rows/31/readPj must exceed")));
    }

    @Test
    void aFileThatNobodyWouldReadIsAFault() throws IOException {
        put("arithmatic-45nm.json", "{}");
        put("dramm/ddr3-1600.json", "{}");
        assertThatThrownBy(() -> TableSet.with(folder))
                .hasMessageContaining(
                        "arithmatic-45nm.json is not a table that is known, did you mean \"arithmetic-45nm\"?")
                .hasMessageContaining("dramm/ddr3-1600.json is not a table that is known");
    }

    @Test
    void aTableOfAnotherNameThanIsReadIsAFault() throws IOException {
        put("scaling/mine.json", shipped(TableKind.SCALING, "stillmaker-baas"));
        put("sram/mine.json", shipped(TableKind.SRAM, "cacti-22nm"));
        put("sram/mine-28nm.json", shipped(TableKind.SRAM, "cacti-22nm"));
        assertThatThrownBy(() -> TableSet.with(folder))
                .hasMessageContaining("scaling/mine.json must be called stillmaker-baas.json to be used")
                .hasMessageContaining("sram/mine.json must tell its node in its name, as in mine-22nm.json")
                .hasMessageContaining("sram/mine-28nm.json#/technologyNm must be 28 as in the file's name, was 22");
    }

    @Test
    void aFolderWithoutTablesIsRefused() {
        assertThatThrownBy(() -> TableSet.with(folder)).hasMessageContaining("holds no table");
        assertThatThrownBy(() -> TableSet.with(folder.resolve("nosuch"))).hasMessageContaining("does not exist");
    }

    /** 7 nm is scaled from 22 nm all the same: nothing leads from 5 nm to any other node. */
    @Test
    void aNodeBeyondTheScalingServesItselfOnly() throws IOException {
        put(
                "sram/mine-5nm.json",
                shipped(TableKind.SRAM, "cacti-22nm").replace("\"technologyNm\": 22", "\"technologyNm\": 5"));
        SramTable table = TableSet.with(folder).sram(7, SramTransistors.LOW_STANDBY_POWER);
        assertThat(table.source().citation()).contains("scaled from 22 to 7 nm");
    }

    @Test
    void highPerformanceTablesHoldWordsOf64BitsOnly() throws IOException {
        put("sram-high-performance/cacti-22nm.json", shipped(TableKind.SRAM, "cacti-22nm"));
        assertThatThrownBy(() -> TableSet.with(folder))
                .hasMessageContaining("sram-high-performance/cacti-22nm.json#/rows/0/wordBits must be 64, was 16");
    }

    @Test
    void highPerformanceTablesThatFitNoOtherAreOutOfRange() throws IOException {
        put("sram/mine-28nm.json", """
            {"name": "x", "technologyNm": 28, "note": "", "source": {"citation": "c", "confidence": "a"},
             "spread": {"low": 0.5, "high": 2, "reason": "r"}, "leakageSpread": {"low": 0.5, "high": 2, "reason": "r"},
             "rows": [{"capacityBytes": 100, "wordBits": 8, "readPj": 1, "writePj": 1, "leakageMw": 1, "areaMm2": 1,
               "accessNs": 1}]}\
            """);
        TableSet tables = TableSet.with(folder);
        assertThatThrownBy(() -> tables.sram(28, SramTransistors.HIGH_PERFORMANCE))
                .isInstanceOf(OutOfRangeException.class);
    }

    /** Each kind of table is checked: another name, a figure that no other allows, and bytes that are no text. */
    @Test
    void everyKindOfTableIsChecked() throws IOException {
        put("arithmetic/mine.json", shipped(TableKind.ARITHMETIC, "arithmetic-45nm"));
        put("area/mine.json", shipped(TableKind.AREA, "logic-45nm"));
        put("interconnect/mine.json", shipped(TableKind.INTERCONNECT, "interconnect"));
        put("sram-high-performance/mine-28nm.json", shipped(TableKind.SRAM_HIGH_PERFORMANCE, "cacti-22nm"));
        assertThatThrownBy(() -> TableSet.with(folder))
                .hasMessageContaining("arithmetic/mine.json must be called arithmetic-45nm.json to be used")
                .hasMessageContaining("area/mine.json must be called logic-45nm.json to be used")
                .hasMessageContaining("interconnect/mine.json must be called interconnect.json to be used")
                .hasMessageContaining("sram-high-performance/mine-28nm.json#/technologyNm must be 28");
    }

    @Test
    void aTableThatIsNoTextIsNamed() throws IOException {
        Files.write(folder.resolve("interconnect.json"), new byte[] {'{', (byte) 0xFF, '}'});
        assertThatThrownBy(() -> TableSet.with(folder)).hasMessageContaining("interconnect.json ");
    }

    @Test
    void aFolderThatHoldsNoTableSaysWhatItMayHold() {
        assertThatThrownBy(() -> TableSet.with(folder))
                .hasMessageContaining(
                        "holds no table: expected files of the names that ship, or folders scaling, arithmetic, area,"
                                + " interconnect, clock, sparse-logic, number-type, operation, sram, sram-high-performance, dram");
    }

    @Test
    void aTableThatMustShipIsNamedIfItDoesNot() {
        assertThatThrownBy(() -> TableKind.DRAM.shippedText("nosuch"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("table dram/nosuch does not ship");
    }

    /** 2398 um2 of a floating point product of 16 bits; 0.5 x 1.44 x 0.43 pF x 1.44 V2 / 2 = 0.22292 pJ a bit and mm. */
    @Test
    void ownAreasAndWiresAreRead() throws IOException {
        put("logic-45nm.json", shipped(TableKind.AREA, "logic-45nm").replace("2398", "2400"));
        put(
                "interconnect.json",
                shipped(TableKind.INTERCONNECT, "interconnect").replace("\"activity\": 0.5", "\"activity\": 1"));
        TableSet tables = TableSet.with(folder);
        assertThat(tables.area().floatMultiplier(45, 16).areaMm2()).isEqualTo(0.0024);
        assertThat(tables.interconnect().bitMillimetre(130).energyPj()).isCloseTo(2 * 0.22292, within(1e-4));
    }
}

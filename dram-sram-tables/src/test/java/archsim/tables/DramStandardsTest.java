package archsim.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import archsim.base.InvalidInputException;
import archsim.base.Problems;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DramStandardsTest {

    static Iterable<String> names() {
        return DramStandards.names();
    }

    @Test
    void eachFileOfTheFolderShips() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("tables/dram"))) {
            List<String> standards = files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".json"))
                    .map(file -> file.substring(0, file.length() - ".json".length()))
                    .sorted()
                    .toList();
            assertThat(standards).contains("ddr4-2400", "lpddr5-6400");
            assertThat(DramStandards.names()).isEqualTo(standards);
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void aStandardIsCalledAsItsFile(String name) {
        assertThat(DramStandards.find(name).name()).isEqualTo(name);
    }

    /** 4 devices of 16 bits; 8 banks; 64 bits x 16 transfers = 128 bytes in 16 / 2 = 8 cycles; 1024 columns = 8 KiB. */
    @Test
    void lpddr4HasTheGeometryOfItsPart() {
        var geometry = DramStandards.find("lpddr4-2400").geometry();
        assertThat(geometry.devices()).isEqualTo(4);
        assertThat(geometry.banks()).isEqualTo(8);
        assertThat(geometry.burstBytes()).isEqualTo(128);
        assertThat(geometry.burstCycles()).isEqualTo(8);
        assertThat(geometry.rowBytes()).isEqualTo(8192);
    }

    /** 8 bytes on both edges of a 0.83 ns clock: 16 / 0.83 = 19.277 GB/s. */
    @Test
    void lpddr4MovesEightBytesOnEachEdge() {
        assertThat(DramStandards.find("lpddr4-2400").peakGbPerSecond()).isCloseTo(19.277, within(0.001));
    }

    /** 4 channels of 2 bytes at 6,400 million transfers a second: 51.2 GB/s. A burst of 16 takes 2 clocks of 1.25 ns. */
    @Test
    void lpddr5MovesEightTransfersInAClock() {
        DramStandard lpddr5 = DramStandards.find("lpddr5-6400");
        assertThat(lpddr5.geometry().burstCycles()).isEqualTo(2);
        assertThat(lpddr5.peakGbPerSecond()).isCloseTo(4 * 2 * 6.4, within(1e-9));
        assertThat(lpddr5.capacityBursts() * lpddr5.geometry().burstBytes()).isEqualTo(8L << 30);
    }

    @Test
    void anUnknownNameIsRefusedWithTheNearest() {
        assertThatThrownBy(() -> DramStandards.find("lpdr4-2400"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("is not a memory that ships, did you mean \"lpddr4-2400\"?");
    }

    @Test
    void aStandardSpelledOutTellsAllItsFaultsWithPointers() {
        JsonObject sound = DramStandards.tree("ddr4-2400");
        JsonObject geometry = Json.createObjectBuilder(sound.getJsonObject("geometry"))
                .add("banksPerGroup", 0)
                .build();
        JsonObject power = Json.createObjectBuilder(sound.getJsonObject("power"))
                .remove("idd0")
                .build();
        var problems = new Problems("run.json");
        var bound = DramStandards.bind(
                problems,
                Json.createObjectBuilder(sound)
                        .add("geometry", geometry)
                        .add("power", power)
                        .build(),
                "/memory");
        assertThat(bound).isEmpty();
        assertThat(problems.toException().lines())
                .hasSize(2)
                .contains("/memory/geometry/banksPerGroup must be a whole number from 1 to 16, was 0")
                .anyMatch(line -> line.startsWith("/memory/power/idd0 is missing"));
    }

    @Test
    void aBurstThatDrawsLessThanStandbyIsRefused() {
        JsonObject sound = DramStandards.tree("ddr4-2400");
        JsonObject power = Json.createObjectBuilder(sound.getJsonObject("power"))
                .add("idd4r", 42)
                .build();
        var problems = new Problems("run.json");
        DramStandards.bind(
                problems, Json.createObjectBuilder(sound).add("power", power).build(), "/memory");
        assertThat(problems.toException().lines())
                .containsExactly("/memory/power currents must rise from idd2n over idd3n to each of idd4r, idd4w and"
                        + " idd5ab, was [34.0, 43.0, 42.0, 123.0, 250.0]");
    }

    /** By hand: idd0 of 40 mA over 32 + 15 cycles is 1880, below standby of 47 x 32 + 34 x 15 = 2014 mA cycles. */
    @Test
    void anActivationThatDrawsLessThanStandbyIsRefused() {
        JsonObject sound = DramStandards.tree("lpddr4-2400");
        JsonObject power = Json.createObjectBuilder(sound.getJsonObject("power"))
                .add("idd0", 40)
                .build();
        var problems = new Problems("run.json");
        DramStandards.bind(
                problems, Json.createObjectBuilder(sound).add("power", power).build(), "/memory");
        assertThat(problems.toException().lines())
                .containsExactly(
                        "/memory idd0 over tRAS + tRP must not be below standby over the same cycles, was 40.0");
    }

    @Test
    void aBusMustHoldWholeDevices() {
        JsonObject sound = DramStandards.tree("lpddr4-2400");
        JsonObject geometry = Json.createObjectBuilder(sound.getJsonObject("geometry"))
                .add("busWidthBits", 40)
                .build();
        var problems = new Problems("run.json");
        DramStandards.bind(
                problems,
                Json.createObjectBuilder(sound).add("geometry", geometry).build(),
                "/memory");
        assertThat(problems.toException().lines())
                .containsExactly(
                        "/memory/geometry/busWidthBits must be a multiple of deviceWidthBits, 16, and of 8, was 40");
    }

    private static List<String> faults(String part, String key, JsonValue value) {
        JsonObject sound = DramStandards.tree("lpddr4-2400");
        JsonObject faulty = Json.createObjectBuilder(sound.getJsonObject(part))
                .add(key, value)
                .build();
        var problems = new Problems("run.json");
        DramStandards.bind(
                problems, Json.createObjectBuilder(sound).add(part, faulty).build(), "/memory");
        return problems.toException().lines();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rorabacobg", "rorabacobgbg", "rorabacobgxx", "rorabacobgc", "", "RORABACOBGCH"})
    void anOrderOfAddressesNamesEachFieldOnce(String order) {
        assertThat(faults("controller", "addressMapping", Json.createValue(order)))
                .containsExactly(
                        "/memory/controller addressMapping must name each of ro ra ba bg co ch once, highest bits"
                                + " first, was " + order);
    }

    @Test
    void refreshBankByBankNeedsItsTiming() {
        assertThat(faults("controller", "refresh", Json.createValue("per-bank")))
                .containsExactly("/memory refresh per-bank needs timing of tRFCPerBank and tREFIPerBank");
        assertThat(faults("timing", "tRFCPerBank", Json.createValue(50)))
                .containsExactly("/memory/timing/tRFCPerBank and tREFIPerBank must be given together");
    }

    @Test
    void refreshesLeaveTimeForOtherCommands() {
        assertThat(faults("timing", "tRFC", Json.createValue(8660)))
                .containsExactly(
                        "/memory/timing/tRFC must be below tREFI, 8660: a refresh ends before the next one is due,"
                                + " was 8660");
    }

    /** LPDDR4-2400 has tCCD 4 and 6, tRRD 8, tWTR 8 and 16, tRCD 15, tRAS 32, tFAW 32. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tCCDShort | 7   | tCCDShort must not exceed tCCDLong, 6, was 7",
                "tCCDLong  | 3   | tCCDShort must not exceed tCCDLong, 3, was 4",
                "tRRDLong  | 7   | tRRDShort must not exceed tRRDLong, 7, was 8",
                "tWTRShort | 17  | tWTRShort must not exceed tWTRLong, 16, was 17",
                "tRAS      | 14  | tRAS must not be below tRCD and tRCDWrite, 15 and 15, was 14",
                "tFAW      | 7   | tFAW must not be below tRRDShort, 8, was 7",
                "t32AW     | 31  | t32AW must not be below tFAW, 32, was 31",
                "tCkPs     | 99  | tCkPs must be a whole number from 100 to 100000, was 99"
            })
    void timingThatContradictsItselfIsRefusedAtItsPointer(String key, int clocks, String fault) {
        assertThat(faults("timing", key, Json.createValue(clocks))).containsExactly("/memory/timing/" + fault);
    }

    @Test
    void aSupplyThatNoMemoryHasIsRefused() {
        assertThat(faults("power", "vddV", Json.createValue(77)))
                .containsExactly("/memory/power/vddV must be a number from 0.5 to 5, was 77");
    }

    /** HBM2: 16 banks x 32768 rows x 32 bursts of 64 bytes are 1 GiB; the row is below the channel, so rows lie alone. */
    @Test
    void capacityAndInterleavingFollowFromGeometryAndOrder() {
        DramStandard hbm2 = DramStandards.find("hbm2");
        assertThat(hbm2.capacityBursts() * hbm2.geometry().burstBytes()).isEqualTo(1L << 30);
        assertThat(hbm2.interleavedRows()).isEqualTo(1);
        assertThat(DramStandards.find("lpddr4-2400").interleavedRows()).isEqualTo(2);
    }

    /** Bursts of 256 bytes no closer than tCCD = 3 clocks of 0.66 ns. */
    @Test
    void gddr6IsAsFastAsItsColumnCommands() {
        assertThat(DramStandards.find("none").peakGbPerSecond()).isInfinite();
        assertThat(DramStandards.find("gddr6").peakGbPerSecond()).isCloseTo(256 / 1.98, within(0.001));
    }

    private static DramStandard at(String name, double gbPerSecond) {
        var problems = new Problems("run.json");
        JsonObject tree = Json.createObjectBuilder(DramStandards.tree(name))
                .add("gbPerSecond", gbPerSecond)
                .build();
        var standard = DramStandards.bind(problems, tree, "/memory");
        problems.throwIfAny();
        return standard.orElseThrow();
    }

    /**
     * LPDDR4-2400 gives 128 bytes in 8 clocks of 830 ps, 19.277 GB/s. 50 GB/s are two such channels and a clock of 830 x 38.554
     * / 50 = 640 ps; tRCD of 15 x 830 ps is then 19.45, so 20 clocks; a read burst adds (243 - 47) x 830 / 640 = 254.19 mA to
     * standby, so that it costs what it did.
     */
    @Test
    void anotherBandwidthIsMoreChannelsAndFasterPins() {
        DramStandard faster = at("lpddr4-2400", 50);
        assertThat(faster.channels()).isEqualTo(2);
        assertThat(faster.timing().tCkPs()).isEqualTo(640);
        assertThat(faster.timing().tRCD()).isEqualTo(20);
        assertThat(faster.power().idd4r()).isCloseTo(47 + 196 * 830.0 / 640, within(1e-9));
        assertThat(faster.peakGbPerSecond()).isCloseTo(50, within(0.05));
    }

    @Test
    void aQuarterOfTheBandwidthIsOneSlowChannel() {
        DramStandard slower = at("hbm2-stack", 8);
        assertThat(slower.channels()).isEqualTo(1);
        assertThat(slower.timing().tCkPs()).isEqualTo(4000);
        assertThat(slower.peakGbPerSecond()).isCloseTo(8, within(1e-9));
    }

    @Test
    void aBandwidthThatNoMemoryHasIsRefused() {
        assertThatThrownBy(() -> at("ddr3-1600", -1))
                .hasMessageContaining("/memory/gbPerSecond must be a number from 0.001 to 1000000, was -1.0");
        assertThatThrownBy(() -> at("ddr3-1600", 1e6))
                .hasMessageContaining("/memory/gbPerSecond cannot be 1.000e+06 GB/s");
        assertThatThrownBy(() -> at("none", 10)).hasMessageContaining("/memory/gbPerSecond must be left out");
    }

    /** By hand, LPDDR4: 25 mA powered down and (280 - 47) x 392 / 8660 = 10.5 for refreshes, against 30 of self-refresh. */
    @Test
    void aRankRefreshesItselfWhereThatSaves() {
        assertThat(DramStandards.find("lpddr4-2400").selfRefreshAfterClocks()).hasValue(2 * 8660);
        assertThat(DramStandards.find("ddr3-1600").selfRefreshAfterClocks()).isEmpty();
    }

    @Test
    void otherNamesLeadToWhatShips() {
        DramStandards.otherNames()
                .forEach(
                        name -> assertThat(DramStandards.find(name).name()).isEqualTo(DramStandards.shippedName(name)));
        assertThat(DramStandards.whyMissing("gddr7")).isPresent();
        assertThat(DramStandards.names()).doesNotContain("gddr7", "gddr6x");
    }
}

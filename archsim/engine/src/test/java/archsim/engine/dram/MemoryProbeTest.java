package archsim.engine.dram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import archsim.engine.run.MemoryConfig;
import archsim.tables.DramStandard;
import archsim.tables.DramStandards;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MemoryProbeTest {

    static Iterable<String> names() {
        return DramStandards.names().stream()
                .filter(name -> !DramStandards.find(name).isOnChip())
                .toList();
    }

    private static MemoryTraffic traffic(AccessPattern pattern, double writeShare, double load) {
        return new MemoryTraffic(pattern, writeShare, load, 20_000, 1);
    }

    private static MemoryMetrics measure(DramStandard memory, AccessPattern pattern, double writeShare, double load) {
        return MemoryProbe.measure(memory, traffic(pattern, writeShare, load));
    }

    /** No memory moves more than its peak; a stream comes near it, except for refresh; random rows cost time and energy. */
    @ParameterizedTest
    @MethodSource("names")
    void aStreamComesNearThePeak(String name) {
        DramStandard memory = DramStandards.find(name);
        MemoryMetrics stream = measure(memory, AccessPattern.SEQUENTIAL, 0, 1);
        MemoryMetrics random = measure(memory, AccessPattern.RANDOM, 0, 1);
        assertThat(stream.gbPerSecond()).isBetween(0.9 * memory.peakGbPerSecond(), memory.peakGbPerSecond());
        assertThat(stream.rowHitRate()).isGreaterThan(0.95);
        assertThat(random.gbPerSecond()).isLessThan(stream.gbPerSecond());
        assertThat(random.rowHitRate()).isLessThan(0.01);
        assertThat(random.pjPerBit().activate())
                .isGreaterThan(10 * stream.pjPerBit().activate());
        assertThat(random.pjPerBit().burst()).isCloseTo(stream.pjPerBit().burst(), within(1e-9));
    }

    /** A tenth of 8 bytes twice in 0.83 ns; background is then paid by a tenth of the bits. */
    @Test
    void lowLoadPaysForStandby() {
        DramStandard memory = DramStandards.find("ddr4-2400");
        MemoryMetrics idle = measure(memory, AccessPattern.SEQUENTIAL, 0, 0.1);
        MemoryMetrics busy = measure(memory, AccessPattern.SEQUENTIAL, 0, 1);
        assertThat(idle.gbPerSecond()).isCloseTo(1.928, within(0.02));
        assertThat(idle.latencyNs()).isLessThan(busy.latencyNs() / 5);
        assertThat(idle.pjPerBit().background())
                .isCloseTo(busy.pjPerBit().background() * busy.gbPerSecond() / idle.gbPerSecond(), within(1.0));
    }

    /** A load is a share of the peak of the pins, also where data has a clock of its own: GDDR6, LPDDR5. */
    @ParameterizedTest
    @MethodSource("names")
    void aLightLoadIsTakenAsOffered(String name) {
        DramStandard memory = DramStandards.find(name);
        assertThat(measure(memory, AccessPattern.SEQUENTIAL, 0, 0.2).gbPerSecond())
                .isCloseTo(0.2 * memory.peakGbPerSecond(), withinPercentage(1));
    }

    /** By hand, DDR3: a burst read costs 1.35 V x (125 - 51) mA x 4 x 1.25 ns x 8 devices = 3996 pJ of 512 bits. */
    @Test
    void burstsCostWhatTheCurrentsSay() {
        MemoryMetrics metrics = measure(DramStandards.find("ddr3-1600"), AccessPattern.SEQUENTIAL, 0, 1);
        assertThat(metrics.pjPerBit().burst()).isCloseTo(3996.0 / 512, within(1e-9));
    }

    /** DDR4: 2932.2 pJ to read, 2549.8 pJ to write; half of each, as the seed throws the dice. */
    @Test
    void writesCostWhatTheirShareSays() {
        MemoryMetrics mixed = measure(DramStandards.find("ddr4-2400"), AccessPattern.SEQUENTIAL, 0.5, 1);
        assertThat(mixed.pjPerBit().burst()).isCloseTo((2932.2 + 2549.8) / 2 / 512, within(0.02));
        MemoryMetrics reads = measure(DramStandards.find("ddr4-2400"), AccessPattern.SEQUENTIAL, 0, 1);
        assertThat(mixed.gbPerSecond()).isLessThan(reads.gbPerSecond());
    }

    @Test
    void nothingReadHasNoLatency() {
        assertThat(measure(DramStandards.find("hbm2"), AccessPattern.RANDOM, 1, 1)
                        .latencyNs())
                .isZero();
    }

    /** Eight channels of 29.6 GB/s each. */
    @Test
    void channelsAddUp() {
        DramStandard stack = MemoryConfig.read("stack", "{\"base\": \"hbm2\", \"channels\": 8}");
        double one = measure(DramStandards.find("hbm2"), AccessPattern.SEQUENTIAL, 0, 1)
                .gbPerSecond();
        assertThat(measure(stack, AccessPattern.SEQUENTIAL, 0, 1).gbPerSecond()).isCloseTo(8 * one, within(0.1 * one));
    }

    /** Reads of one bank group are tCCD_L = 6 clocks apart, of several 4. */
    @Test
    void theOrderOfAddressesDecidesHowAStreamRuns() {
        DramStandard memory = MemoryConfig.read(
                "ddr4", "{\"base\": \"ddr4-2400\", \"controller\": {\"addressMapping\": \"rochrababgco\"}}");
        double columnsLowest = measure(memory, AccessPattern.SEQUENTIAL, 0, 1).gbPerSecond();
        double groupsLowest = measure(DramStandards.find("ddr4-2400"), AccessPattern.SEQUENTIAL, 0, 1)
                .gbPerSecond();
        assertThat(columnsLowest).isBetween(64 / (6 * 0.83) * 0.95, 0.9 * groupsLowest);
    }

    /** At 1 % load a DDR4 rank that powers down spends 25 to 37 mA instead of 34 to 43. */
    @Test
    void powerDownSavesEnergyAndCostsTime() {
        DramStandard saving =
                MemoryConfig.read("ddr4", "{\"base\": \"ddr4-2400\", \"controller\": {\"powerDownAfterClocks\": 32}}");
        MemoryMetrics with = measure(saving, AccessPattern.SEQUENTIAL, 0, 0.01);
        DramStandard standingBy =
                MemoryConfig.read("ddr4", "{\"base\": \"ddr4-2400\", \"controller\": {\"idle\": \"standby\"}}");
        MemoryMetrics without = measure(standingBy, AccessPattern.SEQUENTIAL, 0, 0.01);
        assertThat(with.pjPerBit().background())
                .isBetween(
                        0.7 * without.pjPerBit().background(),
                        0.95 * without.pjPerBit().background());
        assertThat(with.latencyNs()).isBetween(without.latencyNs() + 4, without.latencyNs() + 7);
    }

    /** As many rows are refreshed either way; bank by bank, the other banks go on meanwhile. */
    @Test
    void refreshBankByBankLeavesMoreTime() {
        DramStandard perBank =
                MemoryConfig.read("lpddr3", "{\"base\": \"lpddr3-1600\", \"controller\": {\"refresh\": \"per-bank\"}}");
        DramStandard allBank = DramStandards.find("lpddr3-1600");
        var traffic = new MemoryTraffic(AccessPattern.SEQUENTIAL, 0, 1, 100_000, 1);
        MemoryMetrics banks = MemoryProbe.measure(perBank, traffic);
        MemoryMetrics ranks = MemoryProbe.measure(allBank, traffic);
        assertThat(banks.gbPerSecond()).isGreaterThan(ranks.gbPerSecond());
        assertThat(banks.pjPerBit().refresh() * banks.gbPerSecond())
                .isCloseTo(ranks.pjPerBit().refresh() * ranks.gbPerSecond(), within(0.02));
    }

    @Test
    void aSeedGivesTheSameFiguresAgain() {
        DramStandard memory = DramStandards.find("hbm2");
        MemoryMetrics first = measure(memory, AccessPattern.RANDOM, 0.3, 1);
        assertThat(measure(memory, AccessPattern.RANDOM, 0.3, 1)).isEqualTo(first);
        var otherSeed = new MemoryTraffic(AccessPattern.RANDOM, 0.3, 1, 20_000, 2);
        assertThat(MemoryProbe.measure(memory, otherSeed).gbPerSecond()).isNotEqualTo(first.gbPerSecond());
    }

    @Test
    void trafficHasItsLimits() {
        assertThatThrownBy(() -> traffic(AccessPattern.RANDOM, 1.1, 1))
                .hasMessage("writeShare must be 0 to 1, was 1.1");
        assertThatThrownBy(() -> traffic(AccessPattern.RANDOM, 0, Double.NaN))
                .hasMessage("load must be above 0 and at most 1, was NaN");
    }
}

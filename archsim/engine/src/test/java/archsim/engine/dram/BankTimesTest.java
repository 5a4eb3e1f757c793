package archsim.engine.dram;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.tables.DramStandard;
import archsim.tables.DramStandards;
import org.junit.jupiter.api.Test;

/**
 * When each constraint lets a command go, to the clock.
 *
 * <p>A clock of 1 ps, 2 groups of 4 banks, bursts of 4 clocks; CL 11, CWL 7, tRCD 13, tRP 17, tRAS 41, tRRD 19 (23 in a
 * group), tFAW 101, tCCD 4 (6 in a group), tWTR 29 (31 in a group), tRTP 9, tWR 37, tRFC 211.
 */
class BankTimesTest {

    private static final int OTHER_GROUP = 4;

    private final BankTimes banks = new BankTimes(standard());

    private static DramStandard standard() {
        DramStandard some = DramStandards.find("lpddr4-2400");
        var geometry = new DramStandard.Geometry(2, 4, 1 << 14, 1024, 32, 32, 8);
        var timing = new DramStandard.Timing(1, 11, 7, 13, 17, 41, 19, 23, 101, 4, 6, 29, 31, 9, 37, 211, 5000);
        return new DramStandard("primes", geometry, timing, some.power(), some.source());
    }

    private long read(int bank, int row, long nowPs) {
        return banks.commit(bank, row, false, nowPs);
    }

    private long write(int bank, int row, long nowPs) {
        return banks.commit(bank, row, true, nowPs);
    }

    /** tRCD 13 after the activate at 100. */
    @Test
    void aReadWaitsForItsRow() {
        assertThat(read(0, 0, 100)).isEqualTo(113);
    }

    /** tRAS 41 after the activate at 0, tRP 17, tRCD 13: 71, though the read at 13 and tRTP would allow 52. */
    @Test
    void aRowStaysOpenForItsTime() {
        read(0, 0, 0);
        assertThat(read(0, 1, 0)).isEqualTo(71);
    }

    /** Read again at 60; tRTP 9 to the precharge at 69, tRP 17, tRCD 13: 99. */
    @Test
    void aPrechargeWaitsForTheLastRead() {
        read(0, 0, 0);
        assertThat(read(0, 0, 60)).isEqualTo(60);
        assertThat(read(0, 1, 60)).isEqualTo(99);
    }

    /** Written at 13, data until 13 + 7 + 4 = 24, tWR 37, tRP 17, tRCD 13: 91. */
    @Test
    void aPrechargeWaitsForWritesToRecover() {
        assertThat(write(0, 0, 0)).isEqualTo(13);
        assertThat(write(0, 1, 0)).isEqualTo(91);
    }

    /** Activates at 0 and 19 in two groups, the third in the first one's group 23 after the first but 19 after the last. */
    @Test
    void activatesKeepTheirDistance() {
        assertThat(read(0, 0, 0)).isEqualTo(13);
        assertThat(read(OTHER_GROUP, 0, 0)).isEqualTo(19 + 13);
        assertThat(read(1, 0, 0)).isEqualTo(38 + 13);
        assertThat(read(2, 0, 0)).isEqualTo(38 + 23 + 13);
    }

    /** Activates at 0, 19, 38, 57 in alternating groups; the fifth may not before 101. */
    @Test
    void atMostFourActivatesPassInTheirWindow() {
        read(0, 0, 0);
        read(OTHER_GROUP, 0, 0);
        read(1, 0, 0);
        assertThat(read(OTHER_GROUP + 1, 0, 0)).isEqualTo(57 + 13);
        assertThat(read(2, 0, 0)).isEqualTo(101 + 13);
    }

    /** 4 clocks of data between groups, tCCD 6 within one. */
    @Test
    void columnsKeepTheirDistance() {
        read(0, 0, 0);
        read(OTHER_GROUP, 0, 0);
        assertThat(read(0, 0, 200)).isEqualTo(200);
        assertThat(read(OTHER_GROUP, 0, 200)).isEqualTo(204);
        assertThat(read(OTHER_GROUP, 0, 200)).isEqualTo(210);
    }

    /** Written at 200, data until 211; tWTR 29 to the other group, 31 to the own one. */
    @Test
    void readsWaitForTheDataOfWrites() {
        read(0, 0, 0);
        read(OTHER_GROUP, 0, 0);
        assertThat(write(0, 0, 200)).isEqualTo(200);
        assertThat(read(OTHER_GROUP, 0, 200)).isEqualTo(211 + 29);
        assertThat(write(0, 0, 400)).isEqualTo(400);
        assertThat(read(0, 0, 400)).isEqualTo(411 + 31);
    }

    /** Read at 200, its data at 211 to 215; two clocks of turnaround, so data again at 217, which is written at 210. */
    @Test
    void writesWaitForTheDataOfReads() {
        read(0, 0, 0);
        assertThat(read(0, 0, 200)).isEqualTo(200);
        assertThat(write(0, 0, 200)).isEqualTo(210);
    }

    /** Due at 15; the row opened at 0 closes at 41, tRP 17: begins at 58, and after tRFC 211 and tRCD 13 reads at 282. */
    @Test
    void aRefreshWaitsForOpenRowsAndHoldsUpTheNext() {
        read(0, 0, 0);
        assertThat(banks.refresh(15)).isEqualTo(58);
        assertThat(banks.isOpen(0, 0)).isFalse();
        assertThat(read(0, 0, 15)).isEqualTo(282);
    }

    /** The first begins at 15 and takes until 226. */
    @Test
    void refreshesDoNotOverlap() {
        assertThat(banks.refresh(15)).isEqualTo(15);
        assertThat(banks.refresh(20)).isEqualTo(226);
    }
}

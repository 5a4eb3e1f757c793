package archsim.engine.dram;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.tables.DramStandard;
import org.junit.jupiter.api.Test;

/**
 * When each constraint lets a command go, to the clock: never a clock before, never a clock after.
 *
 * <p>The figures are those of {@link TestMemories#primes()}.
 */
class BankTimesTest {

    private static final int OTHER_GROUP = 4;
    private static final int OTHER_RANK = 8;

    private BankTimes banks = of(TestMemories.primes());

    private static BankTimes of(DramStandard standard) {
        return new BankTimes(standard, new CommandGaps(standard));
    }

    private long read(int bank, int row, long now) {
        return banks.commit(bank, row, false, now, now);
    }

    private long write(int bank, int row, long now) {
        return banks.commit(bank, row, true, now, now);
    }

    /** tRCD 13 after the activate at 100. */
    @Test
    void aReadWaitsForItsRow() {
        assertThat(read(0, 0, 100)).isEqualTo(113);
    }

    /** tRCD for writes 16 after the activate at 100. */
    @Test
    void aWriteWaitsForItsRow() {
        assertThat(write(0, 0, 100)).isEqualTo(116);
    }

    /** The burst is known from 100 on, so its row can be open by 113; chosen at 150 it goes at once. */
    @Test
    void aRowIsOpenedAsSoonAsItsBurstIsKnown() {
        assertThat(banks.commit(0, 0, false, 100, 150)).isEqualTo(150);
        assertThat(banks.activated(0)).isEqualTo(100);
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

    /** Written at 16, data until 16 + 7 + 4 = 27, tWR 37, tRP 17, tRCD 13: 94. */
    @Test
    void aPrechargeWaitsForWritesToRecover() {
        assertThat(write(0, 0, 0)).isEqualTo(16);
        assertThat(read(0, 1, 0)).isEqualTo(94);
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

    /** Activates from bank to bank at 0, 19, 38, 57, then 101 after the fourth last: the 33rd at 8 x 101 = 808, or 977. */
    @Test
    void atMostThirtyTwoActivatesPassInTheirWindow() {
        assertThat(thirtyThirdActivate()).isEqualTo(808);
        banks = of(TestMemories.primes(", \"t32AW\": 977", ""));
        assertThat(thirtyThirdActivate()).isEqualTo(977);
    }

    private long thirtyThirdActivate() {
        for (int i = 0; i < 33; i++) {
            read(i % 2 * OTHER_GROUP + i / 2 % 4, i, 0);
        }
        return banks.activated(0);
    }

    /** Another rank has windows of its own: it opens a row in the same clock. */
    @Test
    void ranksOpenRowsIndependently() {
        read(0, 0, 0);
        read(OTHER_RANK, 0, 0);
        assertThat(banks.activated(OTHER_RANK)).isEqualTo(1);
    }

    /** 4 clocks of data between groups, tCCD 6 within one. */
    @Test
    void columnsKeepTheirDistance() {
        read(0, 0, 0);
        read(OTHER_GROUP, 0, 0);
        assertThat(read(0, 0, 200)).isEqualTo(200);
        assertThat(read(OTHER_GROUP, 0, 200)).isEqualTo(204);
        assertThat(read(OTHER_GROUP, 0, 200)).isEqualTo(210);
        write(0, 0, 400);
        assertThat(write(OTHER_GROUP, 0, 400)).isEqualTo(404);
        assertThat(write(OTHER_GROUP, 0, 400)).isEqualTo(410);
    }

    /** 4 clocks of data and 3 of rest. */
    @Test
    void theBusRestsBetweenRanks() {
        openOneRowEach();
        assertThat(read(0, 0, 200)).isEqualTo(200);
        assertThat(read(OTHER_RANK, 0, 200)).isEqualTo(207);
        assertThat(write(0, 0, 400)).isEqualTo(400);
        assertThat(write(OTHER_RANK, 0, 400)).isEqualTo(407);
    }

    /** Read at 200, data at 211 to 215, 3 of rest: data of the write at 218, 7 after its command at 211. */
    @Test
    void aWriteToAnotherRankFollowsTheDataOfARead() {
        openOneRowEach();
        assertThat(read(0, 0, 200)).isEqualTo(200);
        assertThat(write(OTHER_RANK, 0, 200)).isEqualTo(211);
    }

    /** Written at 200, data at 207 to 211, 3 of rest: data of the read at 214 would be asked for at 203, in the burst. */
    @Test
    void aReadOfAnotherRankFollowsTheDataOfAWrite() {
        openOneRowEach();
        assertThat(write(0, 0, 200)).isEqualTo(200);
        assertThat(read(OTHER_RANK, 0, 200)).isEqualTo(204);
    }

    private void openOneRowEach() {
        read(0, 0, 0);
        read(OTHER_RANK, 0, 0);
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

    /** What the scheduler asks beforehand is what it gets: 113 of the bank itself, 100 + 6 of its group once it has read. */
    @Test
    void readinessIsToldBeforehand() {
        assertThat(banks.bankReady(0, 0, false, 100)).isEqualTo(113);
        read(0, 0, 0);
        read(0, 0, 100);
        assertThat(banks.bankReady(0, 0, false, 100)).isEqualTo(100);
        assertThat(banks.groupReady(banks.kind(0, 0, false))).isEqualTo(106);
    }

    /** Due at 15; the row opened at 0 closes at 41, tRP 17: begins at 58, and after tRFC 211 and tRCD 13 reads at 282. */
    @Test
    void aRefreshWaitsForOpenRowsAndHoldsUpTheNext() {
        read(0, 0, 0);
        assertThat(banks.refresh(0, 8, 15)).isEqualTo(58);
        assertThat(banks.hasOpenRow(0)).isFalse();
        assertThat(read(0, 0, 15)).isEqualTo(282);
    }

    /** The first begins at 15 and takes until 226. */
    @Test
    void refreshesDoNotOverlap() {
        assertThat(banks.refresh(0, 8, 15)).isEqualTo(15);
        assertThat(banks.refresh(0, 8, 20)).isEqualTo(226);
    }

    /** tRFC of one bank is 53: bank 0 reads at 15 + 53 + 13; bank 1 keeps its row. */
    @Test
    void aRefreshOfOneBankLeavesTheOthersAlone() {
        banks = of(TestMemories.primes(", \"tRFCPerBank\": 53, \"tREFIPerBank\": 500", "\"refresh\": \"per-bank\""));
        read(1, 0, 0);
        assertThat(banks.refresh(0, 1, 15)).isEqualTo(15);
        assertThat(banks.hasOpenRow(1)).isTrue();
        assertThat(read(0, 0, 15)).isEqualTo(15 + 53 + 13);
    }
}

package archsim.engine.dram;

import archsim.tables.DramController.Refresh;
import archsim.tables.DramStandard;

/** Clock cycles that must lie between commands, as a standard's timing makes them. */
final class CommandGaps {

    /** Clocks between the data of a read and that of a write of the same rank: the bus changes its direction. */
    private static final int TURNAROUND_CLOCKS = 2;

    final int burst;
    final int readLatency;
    final int writeLatency;
    final int activateToRead;
    final int activateToWrite;
    final int precharge;
    final int activateToPrecharge;
    final int activateShort;
    final int activateLong;
    final int fourActivates;
    /** 0 where the standard has no such window. */
    final int thirtyTwoActivates;

    final int columnShort;
    final int columnLong;
    final int columnOtherRank;
    final int readToWrite;
    final int readToWriteOtherRank;
    final int writeToReadShort;
    final int writeToReadLong;
    final int writeToReadOtherRank;
    final int readToPrecharge;
    final int writeToPrecharge;
    final int wake;
    final int wakeFromSelfRefresh;
    final int refresh;
    final int refreshInterval;

    CommandGaps(DramStandard standard) {
        DramStandard.Timing timing = standard.timing();
        int burstClocks = standard.geometry().burstCycles();
        int writeEnd = timing.casWriteLatency() + burstClocks;
        int readEnd = timing.casLatency() + burstClocks;
        burst = burstClocks;
        readLatency = timing.casLatency();
        writeLatency = timing.casWriteLatency();
        activateToRead = timing.tRCD();
        activateToWrite = timing.tRCDWrite();
        precharge = timing.tRP();
        activateToPrecharge = timing.tRAS();
        activateShort = timing.tRRDShort();
        activateLong = timing.tRRDLong();
        fourActivates = timing.tFAW();
        thirtyTwoActivates = timing.t32AW().orElse(0);
        columnShort = Math.max(burstClocks, timing.tCCDShort());
        columnLong = Math.max(burstClocks, timing.tCCDLong());
        columnOtherRank = Math.max(columnShort, burstClocks + timing.tRTRS());
        readToWrite = Math.max(columnShort, readEnd - timing.casWriteLatency() + TURNAROUND_CLOCKS);
        readToWriteOtherRank = Math.max(columnShort, readEnd + timing.tRTRS() - timing.casWriteLatency());
        writeToReadShort = Math.max(columnShort, writeEnd + timing.tWTRShort());
        writeToReadLong = Math.max(columnShort, writeEnd + timing.tWTRLong());
        writeToReadOtherRank = Math.max(columnShort, writeEnd + timing.tRTRS() - timing.casLatency());
        readToPrecharge = timing.tRTP();
        writeToPrecharge = writeEnd + timing.tWR();
        wake = timing.tXP();
        wakeFromSelfRefresh = timing.tXS().orElse(wake);
        boolean perBank = standard.controller().refresh() == Refresh.PER_BANK;
        refresh = perBank ? timing.tRFCPerBank().orElseThrow() : timing.tRFC();
        refreshInterval = perBank ? timing.tREFIPerBank().orElseThrow() : timing.tREFI();
    }

    /** Between two reads. */
    int readToRead(boolean sameGroup, boolean sameRank) {
        return sameRank ? column(sameGroup) : columnOtherRank;
    }

    /** Between two writes. */
    int writeToWrite(boolean sameGroup, boolean sameRank) {
        return sameRank ? column(sameGroup) : columnOtherRank;
    }

    private int column(boolean sameGroup) {
        return sameGroup ? columnLong : columnShort;
    }

    /** From a read to a write. */
    int readToWrite(boolean sameRank) {
        return sameRank ? readToWrite : readToWriteOtherRank;
    }

    /** From a write to a read. */
    int writeToRead(boolean sameGroup, boolean sameRank) {
        if (!sameRank) {
            return writeToReadOtherRank;
        }
        return sameGroup ? writeToReadLong : writeToReadShort;
    }
}

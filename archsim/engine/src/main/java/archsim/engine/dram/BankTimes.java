package archsim.engine.dram;

import archsim.tables.DramStandard;
import java.util.Arrays;

/**
 * The state of every bank and the earliest time of each command, in picoseconds.
 *
 * <p>Commands are committed one burst at a time: {@link #commit} finds the earliest column command that no constraint
 * forbids and books it together with the precharge and activate before it.
 */
final class BankTimes {

    private static final int CLOSED = -1;
    private static final long LONG_AGO = Long.MIN_VALUE / 4;

    private final DramStandard.Timing timing;
    private final int banksPerGroup;
    private final long burstPs;
    private final int[] openRow;
    private final long[] activateReadyPs;
    private final long[] columnReadyPs;
    private final long[] prechargeReadyPs;
    private final long[] lastActivateOfGroupPs;
    private final long[] lastColumnOfGroupPs;
    private final long[] lastWriteEndOfGroupPs;
    private final long[] fourActivatesPs = new long[4];
    private int nextOfFour;
    private long lastActivatePs = LONG_AGO;
    private long lastColumnPs = LONG_AGO;
    private long lastReadPs = LONG_AGO;
    private long lastWriteEndPs = LONG_AGO;
    private long activates;

    BankTimes(DramStandard standard) {
        timing = standard.timing();
        banksPerGroup = standard.geometry().banksPerGroup();
        burstPs = burstPs(standard);
        int banks = standard.geometry().banks();
        openRow = new int[banks];
        Arrays.fill(openRow, CLOSED);
        activateReadyPs = new long[banks];
        columnReadyPs = new long[banks];
        prechargeReadyPs = new long[banks];
        int groups = standard.geometry().bankGroups();
        lastActivateOfGroupPs = longAgo(groups);
        lastColumnOfGroupPs = longAgo(groups);
        lastWriteEndOfGroupPs = longAgo(groups);
        Arrays.fill(fourActivatesPs, LONG_AGO);
    }

    private static long[] longAgo(int length) {
        long[] times = new long[length];
        Arrays.fill(times, LONG_AGO);
        return times;
    }

    /** Time that one burst holds the data bus. */
    static long burstPs(DramStandard standard) {
        return (long) standard.geometry().burstLength() / 2 * standard.timing().tCkPs();
    }

    boolean isOpen(int bank, int row) {
        return openRow[bank] == row;
    }

    long activates() {
        return activates;
    }

    /** When a row was last opened. */
    long lastActivatePs() {
        return lastActivatePs;
    }

    private long ps(int clocks) {
        return (long) clocks * timing.tCkPs();
    }

    /** Books a burst that may begin at {@code nowPs} and returns the time of its column command. */
    long commit(int bank, int row, boolean write, long nowPs) {
        int group = bank / banksPerGroup;
        if (openRow[bank] != row) {
            activate(bank, group, row, nowPs);
        }
        long columnPs = Math.max(Math.max(nowPs, columnReadyPs[bank]), busReadyPs(group, write));
        long dataEndPs = columnPs + ps(write ? timing.casWriteLatency() : timing.casLatency()) + burstPs;
        lastColumnPs = columnPs;
        lastColumnOfGroupPs[group] = columnPs;
        if (write) {
            lastWriteEndPs = dataEndPs;
            lastWriteEndOfGroupPs[group] = dataEndPs;
            prechargeReadyPs[bank] = Math.max(prechargeReadyPs[bank], dataEndPs + ps(timing.tWR()));
        } else {
            lastReadPs = columnPs;
            prechargeReadyPs[bank] = Math.max(prechargeReadyPs[bank], columnPs + ps(timing.tRTP()));
        }
        return columnPs;
    }

    /** Earliest column command that tCCD, the data bus and the turnaround between reads and writes allow. */
    private long busReadyPs(int group, boolean write) {
        long spacedPs = Math.max(
                lastColumnPs + Math.max(ps(timing.tCCDShort()), burstPs),
                lastColumnOfGroupPs[group] + ps(timing.tCCDLong()));
        if (write) {
            int readToWrite = timing.casLatency() - timing.casWriteLatency() + 2;
            return Math.max(spacedPs, lastReadPs + burstPs + ps(Math.max(0, readToWrite)));
        }
        return Math.max(
                spacedPs,
                Math.max(
                        lastWriteEndPs + ps(timing.tWTRShort()), lastWriteEndOfGroupPs[group] + ps(timing.tWTRLong())));
    }

    private void activate(int bank, int group, int row, long nowPs) {
        long readyPs = Math.max(nowPs, activateReadyPs[bank]);
        if (openRow[bank] != CLOSED) {
            readyPs = Math.max(readyPs, Math.max(nowPs, prechargeReadyPs[bank]) + ps(timing.tRP()));
        }
        long activatePs = Math.max(
                Math.max(readyPs, lastActivatePs + ps(timing.tRRDShort())),
                Math.max(
                        lastActivateOfGroupPs[group] + ps(timing.tRRDLong()),
                        fourActivatesPs[nextOfFour] + ps(timing.tFAW())));
        openRow[bank] = row;
        lastActivatePs = activatePs;
        lastActivateOfGroupPs[group] = activatePs;
        fourActivatesPs[nextOfFour] = activatePs;
        nextOfFour = (nextOfFour + 1) % 4;
        columnReadyPs[bank] = activatePs + ps(timing.tRCD());
        prechargeReadyPs[bank] = activatePs + ps(timing.tRAS());
        activates++;
    }

    /**
     * Closes every row for an all-bank refresh and returns when it begins: when it is due, or once the bursts that are
     * booked already and the refresh before it have ended.
     */
    long refresh(long duePs) {
        long beginPs = Math.max(duePs, activateReadyPs[0]);
        for (int bank = 0; bank < openRow.length; bank++) {
            if (openRow[bank] != CLOSED) {
                beginPs = Math.max(beginPs, prechargeReadyPs[bank] + ps(timing.tRP()));
            }
        }
        Arrays.fill(openRow, CLOSED);
        Arrays.fill(activateReadyPs, beginPs + ps(timing.tRFC()));
        return beginPs;
    }
}

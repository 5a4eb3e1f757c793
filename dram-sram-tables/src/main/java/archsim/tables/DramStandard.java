package archsim.tables;

import archsim.base.ComponentFaults;
import archsim.base.RootLocale;
import archsim.base.Source;
import archsim.base.json.Range;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * A DRAM of equal channels: geometry, timing and currents of a standard's part.
 *
 * @param name as configurations give it, e.g. {@code lpddr4-2400}
 * @param channels that work side by side, each as {@code geometry} says
 * @param geometry ranks, banks, rows, widths of a channel
 * @param timing constraints between commands
 * @param power supply and currents
 * @param controller how the channels are driven
 * @param onChip whether this is no DRAM, but the assumption that all data stay on the chip: bytes are counted, and cost
 *     neither time nor energy
 * @param gbPerSecond peak bandwidth that the part is brought to, by channels beside each other and the rate of its pins; that
 *     of the figures unless given
 * @param source of all figures
 */
public record DramStandard(
        String name,
        @Range(min = 1, max = 1024) int channels,
        Geometry geometry,
        Timing timing,
        Power power,
        DramController controller,
        Optional<Boolean> onChip,
        @Range(min = 1e-3, max = 1e6) OptionalDouble gbPerSecond,
        Source source) {

    /** Refresh intervals without a burst after which a rank refreshes itself unless its controller says otherwise. */
    private static final int IDLE_REFRESHES = 2;

    /**
     * Ranks, banks and widths of one channel.
     *
     * @param ranks sets of devices that take turns on the data bus
     * @param bankGroups groups of banks of a rank that share an internal data path
     * @param rows of a bank
     * @param columns of a row, a multiple of the burst, each {@code deviceWidthBits} wide
     * @param deviceWidthBits data pins of a device
     * @param busWidthBits data pins of the channel; devices work in lockstep
     * @param burstLength transfers of one column command, a multiple of {@code transfersPerClock}
     * @param transfersPerClock on each data pin in one clock cycle of the commands: 2, or more where data has its own clock
     * @param separateRowCommands whether activates and precharges have wires of their own beside reads and writes
     */
    public record Geometry(
            @Range(min = 1, max = 16) int ranks,
            @Range(min = 1, max = 16) int bankGroups,
            @Range(min = 1, max = 16) int banksPerGroup,
            @Range(min = 1, max = 1 << 24) int rows,
            @Range(min = 1, max = 1 << 16) int columns,
            @Range(min = 1, max = 1024) int deviceWidthBits,
            @Range(min = 1, max = 4096) int busWidthBits,
            @Range(min = 2, max = 64) int burstLength,
            @Range(min = 2, max = 64) int transfersPerClock,
            boolean separateRowCommands) {

        public Geometry {
            new ComponentFaults()
                    .require(
                            busWidthBits % deviceWidthBits == 0 && busWidthBits % 8 == 0,
                            "busWidthBits",
                            "must be a multiple of deviceWidthBits, %d, and of 8, was %d",
                            deviceWidthBits,
                            busWidthBits)
                    .require(
                            burstLength % transfersPerClock == 0,
                            "burstLength",
                            "must be a multiple of transfersPerClock, %d, was %d",
                            transfersPerClock,
                            burstLength)
                    .require(
                            columns % burstLength == 0,
                            "columns",
                            "must be a multiple of burstLength, %d, was %d",
                            burstLength,
                            columns)
                    .throwIfAny();
        }

        /** Devices that answer a command together. */
        public int devices() {
            return busWidthBits / deviceWidthBits;
        }

        /** Banks of a rank. */
        public int banks() {
            return bankGroups * banksPerGroup;
        }

        /** Clock cycles that one burst holds the data bus. */
        public int burstCycles() {
            return burstLength / transfersPerClock;
        }

        /** Bursts of one open row. */
        public int burstsPerRow() {
            return columns / burstLength;
        }

        /** Bytes of one burst over the channel. */
        public int burstBytes() {
            return busWidthBits / 8 * burstLength;
        }

        /** Bytes of one open row over the channel. */
        public long rowBytes() {
            return (long) columns * busWidthBits / 8;
        }
    }

    /**
     * Constraints between commands, in clock cycles of {@code tCkPs} unless named otherwise; JEDEC's names.
     *
     * @param tCkPs clock period of the commands in picoseconds: 10 GHz to 10 MHz
     * @param tRCDWrite activate to write; {@code tRCD} holds for reads
     * @param t32AW window of 32 activates, where the standard has one
     * @param tRTRS clocks that the data bus rests between ranks
     * @param tXP from the end of power-down to a command
     * @param tXS from the end of self-refresh to a command; without it a rank never refreshes itself
     * @param tRFCPerBank length of a refresh of one bank, where the standard has such refreshes
     * @param tREFIPerBank time between refreshes of one bank each, where the standard has them
     */
    public record Timing(
            @Range(min = 100, max = 100_000) int tCkPs,
            @Range(min = 0, max = 1_000_000) int casLatency,
            @Range(min = 0, max = 1_000_000) int casWriteLatency,
            @Range(min = 0, max = 1_000_000) int tRCD,
            @Range(min = 0, max = 1_000_000) int tRCDWrite,
            @Range(min = 0, max = 1_000_000) int tRP,
            @Range(min = 0, max = 1_000_000) int tRAS,
            @Range(min = 0, max = 1_000_000) int tRRDShort,
            @Range(min = 0, max = 1_000_000) int tRRDLong,
            @Range(min = 0, max = 1_000_000) int tFAW,
            @Range(min = 0, max = 1_000_000) OptionalInt t32AW,
            @Range(min = 0, max = 1_000_000) int tCCDShort,
            @Range(min = 0, max = 1_000_000) int tCCDLong,
            @Range(min = 0, max = 1_000_000) int tWTRShort,
            @Range(min = 0, max = 1_000_000) int tWTRLong,
            @Range(min = 0, max = 1_000_000) int tRTP,
            @Range(min = 0, max = 1_000_000) int tWR,
            @Range(min = 0, max = 1_000_000) int tRTRS,
            @Range(min = 0, max = 1_000_000) int tXP,
            @Range(min = 0, max = 1_000_000) OptionalInt tXS,
            @Range(min = 0, max = 1_000_000) int tRFC,
            @Range(min = 1) int tREFI,
            @Range(min = 0, max = 1_000_000) OptionalInt tRFCPerBank,
            @Range(min = 1) OptionalInt tREFIPerBank) {

        public Timing {
            new ComponentFaults()
                    .require(
                            tCCDShort <= tCCDLong,
                            "tCCDShort",
                            "must not exceed tCCDLong, %d, was %d",
                            tCCDLong,
                            tCCDShort)
                    .require(
                            tRRDShort <= tRRDLong,
                            "tRRDShort",
                            "must not exceed tRRDLong, %d, was %d",
                            tRRDLong,
                            tRRDShort)
                    .require(
                            tWTRShort <= tWTRLong,
                            "tWTRShort",
                            "must not exceed tWTRLong, %d, was %d",
                            tWTRLong,
                            tWTRShort)
                    .require(
                            tRAS >= Math.max(tRCD, tRCDWrite),
                            "tRAS",
                            "must not be below tRCD and tRCDWrite, %d and %d, was %d",
                            tRCD,
                            tRCDWrite,
                            tRAS)
                    .require(tFAW >= tRRDShort, "tFAW", "must not be below tRRDShort, %d, was %d", tRRDShort, tFAW)
                    .require(
                            t32AW.orElse(tFAW) >= tFAW,
                            "t32AW",
                            "must not be below tFAW, %d, was %d",
                            tFAW,
                            t32AW.orElse(0))
                    .require(
                            tRFC < tREFI,
                            "tRFC",
                            "must be below tREFI, %d: a refresh ends before the next one is due, was %d",
                            tREFI,
                            tRFC)
                    .require(
                            tRFCPerBank.isPresent() == tREFIPerBank.isPresent(),
                            "tRFCPerBank",
                            "and tREFIPerBank must be given together")
                    .require(
                            tRFCPerBank.orElse(0) < tREFIPerBank.orElse(Integer.MAX_VALUE),
                            "tRFCPerBank",
                            "must be below tREFIPerBank, %d, was %d",
                            tREFIPerBank.orElse(0),
                            tRFCPerBank.orElse(0))
                    .require(
                            tRFCPerBank.orElse(0) <= tRFC,
                            "tRFCPerBank",
                            "must not exceed tRFC, %d, was %d",
                            tRFC,
                            tRFCPerBank.orElse(0))
                    .require(
                            tREFIPerBank.orElse(0) <= tREFI,
                            "tREFIPerBank",
                            "must not exceed tREFI, %d, was %d",
                            tREFI,
                            tREFIPerBank.orElse(0))
                    .throwIfAny();
        }
    }

    /**
     * Supply and currents of one device: the IDD figures of its data sheet, in milliamperes.
     *
     * @param vddV supply in volts
     * @param idd0 activate and precharge
     * @param idd2p power-down with all rows closed
     * @param idd2n precharge standby
     * @param idd3p power-down with a row open
     * @param idd3n active standby, with all banks open where the data sheet says so
     * @param idd3nOneBank active standby with one bank open, where idd3n is that of all: what {@code idd0} is above
     * @param idd4r burst read
     * @param idd4w burst write
     * @param idd5ab refresh of all banks
     * @param idd6 self-refresh; without it a rank never refreshes itself
     */
    public record Power(
            @Range(min = 0.5, max = 5) double vddV,
            @Range(min = 0, max = 1e4) double idd0,
            @Range(min = 0, max = 1e4) double idd2p,
            @Range(min = 0, max = 1e4) double idd2n,
            @Range(min = 0, max = 1e4) double idd3p,
            @Range(min = 0, max = 1e4) double idd3n,
            @Range(min = 0, max = 1e4) OptionalDouble idd3nOneBank,
            @Range(min = 0, max = 1e4) double idd4r,
            @Range(min = 0, max = 1e4) double idd4w,
            @Range(min = 0, max = 1e4) double idd5ab,
            @Range(min = 0, max = 1e4) OptionalDouble idd6) {

        public Power {
            if (idd3n < idd2n || idd4r < idd3n || idd4w < idd3n || idd5ab < idd3n) {
                throw new IllegalArgumentException(
                        "currents must rise from idd2n over idd3n to each of idd4r, idd4w and idd5ab, was "
                                + List.of(idd2n, idd3n, idd4r, idd4w, idd5ab));
            }
            if (idd3nOneBank.orElse(idd3n) < idd2n || idd3nOneBank.orElse(idd3n) > idd3n) {
                throw new IllegalArgumentException(RootLocale.format(
                        "idd3nOneBank must be from idd2n, %s, to idd3n, %s, was %s",
                        idd2n, idd3n, idd3nOneBank.getAsDouble()));
            }
        }

        /** Standby with the one bank open that an activate opens. */
        public double oneBankOpen() {
            return idd3nOneBank.orElse(idd3n);
        }
    }

    public DramStandard {
        double standbyCharge = power.oneBankOpen() * timing.tRAS() + power.idd2n() * timing.tRP();
        if (power.idd0() * (timing.tRAS() + timing.tRP()) < standbyCharge) {
            throw new IllegalArgumentException(
                    "idd0 over tRAS + tRP must not be below standby over the same cycles, was " + power.idd0());
        }
        if (controller.refresh() == DramController.Refresh.PER_BANK
                && timing.tRFCPerBank().isEmpty()) {
            throw new IllegalArgumentException("refresh per-bank needs timing of tRFCPerBank and tREFIPerBank");
        }
    }

    /** Clock cycles between bursts of a channel at its fullest. */
    public int burstSpacingClocks() {
        return Math.max(geometry.burstCycles(), timing.tCCDShort());
    }

    /** Whether this is the assumption that all data stay on the chip. */
    public boolean isOnChip() {
        return onChip.orElse(false);
    }

    /**
     * Idle clocks after which a rank refreshes itself; absent if its controller does not let it, or if that saves nothing
     * beside power-down with refreshes by command.
     */
    public OptionalInt selfRefreshAfterClocks() {
        if (controller.idlePolicy() != DramController.Idle.SELF_REFRESH
                || power.idd6().isEmpty()
                || timing.tXS().isEmpty()) {
            return OptionalInt.empty();
        }
        double refreshing = (power.idd5ab() - power.idd3n()) * timing.tRFC() / timing.tREFI();
        return power.idd6().getAsDouble() < power.idd2p() + refreshing
                ? OptionalInt.of(controller.selfRefreshAfterClocks().orElse((int)
                        Math.min(Integer.MAX_VALUE, IDLE_REFRESHES * (long) timing.tREFI())))
                : OptionalInt.empty();
    }

    /** Bytes that saturated channels move in one second, over 10^9; infinite where all data stay on the chip. */
    public double peakGbPerSecond() {
        if (isOnChip()) {
            return Double.POSITIVE_INFINITY;
        }
        return 1000.0 * channels * geometry.burstBytes() / ((double) burstSpacingClocks() * timing.tCkPs());
    }

    /** Bursts that all channels hold. */
    public long capacityBursts() {
        long rowsOfChannel = (long) geometry.ranks() * geometry.banks() * geometry.rows();
        return Math.multiplyExact(rowsOfChannel, (long) channels * geometry.burstsPerRow());
    }

    /** Rows that a long stream of bursts fills side by side: the size of all address fields below the column. */
    public int interleavedRows() {
        int rows = 1;
        for (AddressField field : controller.fieldsHighToLow()) {
            rows = field == AddressField.COLUMN ? 1 : rows * size(field);
        }
        return rows;
    }

    /** How many values a field of an address takes. */
    public int size(AddressField field) {
        return switch (field) {
            case ROW -> geometry.rows();
            case RANK -> geometry.ranks();
            case BANK -> geometry.banksPerGroup();
            case BANK_GROUP -> geometry.bankGroups();
            case COLUMN -> geometry.burstsPerRow();
            case CHANNEL -> channels;
        };
    }
}

package archsim.tables;

import archsim.base.Source;
import archsim.base.json.Range;
import java.util.List;

/**
 * One DRAM channel: geometry, timing and currents of a standard's part.
 *
 * @param name as configurations give it, e.g. {@code lpddr4-2400}
 * @param geometry banks, rows, widths
 * @param timing constraints between commands
 * @param power supply and currents
 * @param source of all figures
 */
public record DramStandard(String name, Geometry geometry, Timing timing, Power power, Source source) {

    /**
     * Banks and widths.
     *
     * @param bankGroups groups of banks that share an internal data path
     * @param rows of a bank
     * @param columns of a row, a multiple of the burst, each {@code deviceWidthBits} wide
     * @param deviceWidthBits data pins of a device
     * @param busWidthBits data pins of the channel; devices work in lockstep
     * @param burstLength transfers of one column command, even
     */
    public record Geometry(
            @Range(min = 1, max = 16) int bankGroups,
            @Range(min = 1, max = 16) int banksPerGroup,
            @Range(min = 1) int rows,
            @Range(min = 1) int columns,
            @Range(min = 1, max = 1024) int deviceWidthBits,
            @Range(min = 1, max = 4096) int busWidthBits,
            @Range(min = 2, max = 64) int burstLength) {

        public Geometry {
            if (busWidthBits % deviceWidthBits != 0 || busWidthBits % 8 != 0) {
                throw new IllegalArgumentException(
                        "busWidthBits must be a multiple of deviceWidthBits and of 8, was %d and %d"
                                .formatted(busWidthBits, deviceWidthBits));
            }
            if (burstLength % 2 != 0) {
                throw new IllegalArgumentException("burstLength must be even, was " + burstLength);
            }
            if (columns % burstLength != 0) {
                throw new IllegalArgumentException(
                        "columns must be a multiple of burstLength, was %d and %d".formatted(columns, burstLength));
            }
        }

        /** Devices that answer a command together. */
        public int devices() {
            return busWidthBits / deviceWidthBits;
        }

        /** Banks of the channel. */
        public int banks() {
            return bankGroups * banksPerGroup;
        }

        /** Clock cycles that one burst holds the data bus; data moves on both edges. */
        public int burstCycles() {
            return burstLength / 2;
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
     * @param tCkPs clock period in picoseconds; data moves on both edges
     */
    public record Timing(
            @Range(min = 1, max = 1_000_000) int tCkPs,
            @Range(min = 0, max = 1_000_000) int casLatency,
            @Range(min = 0, max = 1_000_000) int casWriteLatency,
            @Range(min = 0, max = 1_000_000) int tRCD,
            @Range(min = 0, max = 1_000_000) int tRP,
            @Range(min = 0, max = 1_000_000) int tRAS,
            @Range(min = 0, max = 1_000_000) int tRRDShort,
            @Range(min = 0, max = 1_000_000) int tRRDLong,
            @Range(min = 0, max = 1_000_000) int tFAW,
            @Range(min = 0, max = 1_000_000) int tCCDShort,
            @Range(min = 0, max = 1_000_000) int tCCDLong,
            @Range(min = 0, max = 1_000_000) int tWTRShort,
            @Range(min = 0, max = 1_000_000) int tWTRLong,
            @Range(min = 0, max = 1_000_000) int tRTP,
            @Range(min = 0, max = 1_000_000) int tWR,
            @Range(min = 0, max = 1_000_000) int tRFC,
            @Range(min = 1) int tREFI) {}

    /**
     * Supply and currents of one device: the IDD figures of its data sheet, in milliamperes.
     *
     * @param vddV supply in volts
     * @param idd0 activate and precharge
     * @param idd2n precharge standby
     * @param idd3n active standby
     * @param idd4r burst read
     * @param idd4w burst write
     * @param idd5ab refresh of all banks
     */
    public record Power(
            @Range(min = 0, max = 100) double vddV,
            @Range(min = 0, max = 1e6) double idd0,
            @Range(min = 0, max = 1e6) double idd2n,
            @Range(min = 0, max = 1e6) double idd3n,
            @Range(min = 0, max = 1e6) double idd4r,
            @Range(min = 0, max = 1e6) double idd4w,
            @Range(min = 0, max = 1e6) double idd5ab) {

        public Power {
            if (idd3n < idd2n || idd4r < idd3n || idd4w < idd3n || idd5ab < idd3n) {
                throw new IllegalArgumentException(
                        "currents must rise from idd2n over idd3n to each of idd4r, idd4w and idd5ab, was "
                                + List.of(idd2n, idd3n, idd4r, idd4w, idd5ab));
            }
        }
    }

    public DramStandard {
        double standbyCharge = power.idd3n() * timing.tRAS() + power.idd2n() * timing.tRP();
        if (power.idd0() * (timing.tRAS() + timing.tRP()) < standbyCharge) {
            throw new IllegalArgumentException(
                    "idd0 over tRAS + tRP must not be below standby over the same cycles, was " + power.idd0());
        }
    }

    /** Bytes a saturated channel moves in one second, over 10^9. */
    public double peakGbPerSecond() {
        return geometry.busWidthBits() / 8.0 * 2 * 1000 / timing.tCkPs();
    }
}

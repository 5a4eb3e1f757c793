package archsim.engine.dram;

import archsim.engine.run.MemoryConfig;
import archsim.tables.DramStandard;

/** Memories whose constraints all differ. */
final class TestMemories {

    private static final String PRIMES = """
        {"name": "primes", "base": "lpddr4-2400",
         "geometry": {"ranks": 2, "bankGroups": 2, "banksPerGroup": 4, "rows": 16384, "columns": 1024,
                      "deviceWidthBits": 32, "busWidthBits": 32, "burstLength": 8, "separateRowCommands": true},
         "timing": {"tCkPs": 100, "casLatency": 11, "casWriteLatency": 7, "tRCD": 13, "tRCDWrite": 16, "tRP": 17,
                    "tRAS": 41, "tRRDShort": 19, "tRRDLong": 23, "tFAW": 101, "tCCDShort": 4, "tCCDLong": 6,
                    "tWTRShort": 29, "tWTRLong": 31, "tRTP": 9, "tWR": 37, "tRTRS": 3, "tXP": 43,
                    "tRFC": 211, "tREFI": 5000%s},
         "controller": {%s}}
        """;

    private TestMemories() {}

    /**
     * A clock of 1 ps, 2 ranks of 2 groups of 4 banks, bursts of 4 clocks; CL 11, CWL 7, tRCD 13 (16 for writes), tRP 17,
     * tRAS 41, tRRD 19 (23 in a group), tFAW 101, tCCD 4 (6 in a group), tWTR 29 (31 in a group), tRTP 9, tWR 37, tRTRS 3,
     * tXP 43, tRFC 211, tREFI 5000.
     */
    static DramStandard primes() {
        return primes("", "");
    }

    /**
     * The same with more.
     *
     * @param timing further members, each after a comma
     * @param controller members in place of those of LPDDR4
     */
    static DramStandard primes(String timing, String controller) {
        return atOnePs(MemoryConfig.read("primes", PRIMES.formatted(timing, controller)));
    }

    /** No memory has such a clock, so no file may name it; in tests it makes a clock of a picosecond. */
    private static DramStandard atOnePs(DramStandard memory) {
        DramStandard.Timing t = memory.timing();
        var timing = new DramStandard.Timing(
                1,
                t.casLatency(),
                t.casWriteLatency(),
                t.tRCD(),
                t.tRCDWrite(),
                t.tRP(),
                t.tRAS(),
                t.tRRDShort(),
                t.tRRDLong(),
                t.tFAW(),
                t.t32AW(),
                t.tCCDShort(),
                t.tCCDLong(),
                t.tWTRShort(),
                t.tWTRLong(),
                t.tRTP(),
                t.tWR(),
                t.tRTRS(),
                t.tXP(),
                t.tXS(),
                t.tRFC(),
                t.tREFI(),
                t.tRFCPerBank(),
                t.tREFIPerBank());
        return new DramStandard(
                memory.name(),
                memory.channels(),
                memory.geometry(),
                timing,
                memory.power(),
                memory.controller(),
                memory.onChip(),
                memory.gbPerSecond(),
                memory.source());
    }
}

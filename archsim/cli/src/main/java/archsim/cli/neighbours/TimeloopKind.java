package archsim.cli.neighbours;

import java.util.Locale;
import java.util.Set;

/** What a component of Timeloop is to archsim, by its class and subclass. */
enum TimeloopKind {
    DRAM,
    SRAM,
    REGISTERS,
    LATCHES,
    MULTIPLIERS,
    /** Instances, or a place in a hierarchy, without anything of its own. */
    NOTHING,
    UNKNOWN;

    private static final Set<String> SRAMS = Set.of(
            "sram", "smartbuffer_sram", "smartbuffer", "smartbuffer_metadata", "sram_md", "cacti_sram", "storage");
    private static final Set<String> REGISTER_FILES = Set.of(
            "regfile",
            "regfile_metadata",
            "smartbuffer_rf",
            "register",
            "reg",
            "reg_storage",
            "aladdin_register",
            "aladdin_regfile");
    private static final Set<String> EMPTY = Set.of("", "dummy_storage", "dummy");

    /** What archsim knows, for faults. */
    static final String KNOWN =
            "DRAM, an SRAM (SRAM, smartbuffer_SRAM, smartbuffer_metadata, SRAM_MD), registers (regfile,"
                    + " regfile_metadata, smartbuffer_RF, aladdin_register), a latch or a mac";

    /** @param subclass empty if it has none */
    static TimeloopKind of(String kind, String subclass) {
        String outer = kind.toLowerCase(Locale.ROOT);
        String inner = subclass.isEmpty() ? outer : subclass.toLowerCase(Locale.ROOT);
        if (outer.equals("dram")) {
            return DRAM;
        } else if (outer.equals("compute") || outer.contains("mac")) {
            return MULTIPLIERS;
        } else if (SRAMS.contains(inner)) {
            return SRAM;
        } else if (REGISTER_FILES.contains(inner)) {
            return REGISTERS;
        } else if (inner.equals("latch")) {
            return LATCHES;
        }
        return EMPTY.contains(outer) ? NOTHING : UNKNOWN;
    }
}

package archsim.cli.neighbours;

import archsim.base.Ceil;
import archsim.base.Problems;
import archsim.base.RootLocale;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * SCALE-Sim's configuration (v2 and v3): a systolic array whose folds follow one another.
 *
 * <p>Offsets of addresses and queues of requests are read and left: they change no count of archsim. Layouts, sparsity and
 * traces of another memory simulator are refused where they are switched on.
 */
final class ScaleSimConfig {

    private static final String ARRAY = "architecture_presets";
    private static final String LAYOUT = "layout";
    private static final String SPARSITY = "sparsity";
    private static final String RUN = "run_presets";
    private static final Map<String, List<String>> KNOWN = Map.of(
            "general",
            List.of("run_name"),
            ARRAY,
            List.of(
                    "ArrayHeight",
                    "ArrayWidth",
                    "IfmapSramSzkB",
                    "FilterSramSzkB",
                    "OfmapSramSzkB",
                    "IfmapOffset",
                    "FilterOffset",
                    "OfmapOffset",
                    "Bandwidth",
                    "Dataflow",
                    "MemoryBanks",
                    "ReadRequestBuffer",
                    "WriteRequestBuffer",
                    "IfmapSramSz",
                    "FilterSramSz",
                    "OfmapSramSz",
                    "OnChipMemoryBanks",
                    "OnChipMemoryBankPorts",
                    "IfmapCustomLayout",
                    "IfmapSRAMBankBandwidth",
                    "IfmapSRAMBankNum",
                    "IfmapSRAMBankPort",
                    "FilterCustomLayout",
                    "FilterSRAMBankBandwidth",
                    "FilterSRAMBankNum",
                    "FilterSRAMBankPort",
                    "SparsitySupport",
                    "SparseRep",
                    "SparseAcc",
                    "SRAM_row_size",
                    "SRAM_bank_size",
                    "DRAM_row_size",
                    "DRAM_bank_size"),
            LAYOUT,
            List.of(
                    "IfmapCustomLayout",
                    "IfmapSRAMBankBandwidth",
                    "IfmapSRAMBankNum",
                    "IfmapSRAMBankPort",
                    "FilterCustomLayout",
                    "FilterSRAMBankBandwidth",
                    "FilterSRAMBankNum",
                    "FilterSRAMBankPort"),
            SPARSITY,
            List.of("SparsitySupport", "SparseRep", "OptimizedMapping", "BlockSize", "RandomNumberGeneratorSeed"),
            RUN,
            List.of(
                    "InterfaceBandwidth",
                    "UseRamulatorTrace",
                    "TimeLinearModel",
                    "SRAM_row_size",
                    "SRAM_bank_size",
                    "DRAM_row_size",
                    "DRAM_bank_size"),
            "network_presets",
            List.of("TopologyCsvLoc"));
    private static final Map<String, String> STATIONARY = Map.of("os", "output", "ws", "weight", "is", "input");
    private static final Set<String> OFF = Set.of("false", "0", "no", "off");
    private static final int MOST = 65_536;
    private static final int MOST_KILOBYTES = 1 << 20;
    private static final int KILOBYTE = 1024;
    private static final int BANK_BITS = 128;

    private final IniFile file;
    private final Given given;
    private final Assumed assumed = new Assumed();

    private ScaleSimConfig(IniFile file, Given given) {
        this.file = file;
        this.given = given;
    }

    /** Whether a text is such a configuration. */
    static boolean is(String text) {
        return text.lines().anyMatch(line -> line.strip().equals("[" + ARRAY + "]"));
    }

    /**
     * The machine and memory that a configuration describes; absent if it is faulty.
     *
     * @param name of the file without its ending
     */
    static Optional<Converted> read(Problems problems, String name, String text, Given given) {
        return new ScaleSimConfig(new IniFile(problems, text), given).read(problems, name);
    }

    private Optional<Converted> read(Problems problems, String name) {
        file.refuseUnknown(KNOWN);
        for (String section : List.of(ARRAY, LAYOUT)) {
            file.refuse(section, "IfmapCustomLayout", OFF, "archsim has no layouts of banks for: say False");
            file.refuse(section, "FilterCustomLayout", OFF, "archsim has no layouts of banks for: say False");
        }
        for (String section : List.of(ARRAY, SPARSITY)) {
            file.refuse(section, "SparsitySupport", OFF, "this array has not: see archsim show nm-tensor-core");
        }
        file.refuse(
                RUN, "UseRamulatorTrace", OFF, "is another simulator's: say False, archsim simulates the run's memory");
        OptionalInt rows = file.integer(ARRAY, "ArrayHeight", 1, MOST);
        OptionalInt columns = file.integer(ARRAY, "ArrayWidth", 1, MOST);
        OptionalInt inputs = kilobytes("Ifmap");
        OptionalInt weights = kilobytes("Filter");
        OptionalInt outputs = kilobytes("Ofmap");
        Optional<String> dataflow = file.choice(ARRAY, "Dataflow", List.of("os", "ws", "is"));
        OptionalInt words = words();
        if (!problems.isEmpty()) {
            return Optional.empty();
        }
        String title = file.text("general", "run_name")
                .map(said -> said.replace("\"", "").strip())
                .filter(said -> !said.isEmpty())
                .orElse(name);
        double clockMhz = assumed.clockMhz(given.clockMhz());
        int bits = assumed.bits(given.bits());
        int node = assumed.technologyNm(given.technologyNm());
        assumed.add("A kB of a buffer is 1024 bytes; banks are as many as feed a side of the array in each cycle.");
        assumed.add("Sums have " + Assumed.ACCUMULATOR_BITS + " bits.");
        JsonObject machine = Json.createObjectBuilder()
                .add("schemaVersion", 1)
                .add("name", Names.of(title))
                .add("title", title)
                .add("clockMhz", clockMhz)
                .add("technologyNm", node)
                .add(
                        "peArray",
                        Json.createObjectBuilder().add("rows", rows.getAsInt()).add("columns", columns.getAsInt()))
                .add(
                        "precision",
                        Json.createObjectBuilder()
                                .add("weightBits", bits)
                                .add("activationBits", bits)
                                .add("accumulatorBits", Assumed.ACCUMULATOR_BITS))
                .add(
                        "dataflow",
                        Json.createObjectBuilder()
                                .add("kind", "systolic")
                                .add(
                                        "stationary",
                                        STATIONARY.get(dataflow.orElseThrow().toLowerCase(Locale.ROOT)))
                                .add("overlap", false)
                                .add("mapsOnChip", false))
                .add(
                        "buffers",
                        Json.createObjectBuilder()
                                .add("weights", buffer(weights.getAsInt(), columns.getAsInt() * bits))
                                .add("inputs", buffer(inputs.getAsInt(), rows.getAsInt() * bits))
                                .add(
                                        "outputs",
                                        buffer(outputs.getAsInt(), columns.getAsInt() * Assumed.ACCUMULATOR_BITS)))
                .add("source", Names.source("SCALE-Sim configuration " + name))
                .add("assumptions", assumed.json())
                .build();
        return Optional.of(Converted.of(machine, memory(words, clockMhz, bits), notes(words)));
    }

    /** The first version calls it otherwise. */
    private OptionalInt kilobytes(String of) {
        String old = of + "SramSz";
        String key = file.text(ARRAY, old).isPresent() ? old : old + "kB";
        return file.integer(ARRAY, key, 1, MOST_KILOBYTES);
    }

    /** Of the memory's bandwidth; absent if it never stalls, which the first version does not say. */
    private OptionalInt words() {
        if (!file.hasSection(RUN)) {
            assumed.add("Nothing is said of the memory's bandwidth: it never stalls.");
            return OptionalInt.empty();
        }
        Optional<String> bandwidth = file.choice(RUN, "InterfaceBandwidth", List.of("CALC", "USER"));
        return bandwidth.filter("USER"::equalsIgnoreCase).isPresent()
                ? file.integer(ARRAY, "Bandwidth", 1, MOST)
                : OptionalInt.empty();
    }

    private static JsonObject buffer(int kilobytes, int bitsPerCycle) {
        int banks = Ceil.div(bitsPerCycle, BANK_BITS);
        int bytesOfBank = Ceil.div(kilobytes * KILOBYTE, banks);
        int wordBytes = BANK_BITS / Byte.SIZE;
        return Json.createObjectBuilder()
                .add("capacityBytes", banks * Ceil.div(bytesOfBank, wordBytes) * wordBytes)
                .add("wordBits", BANK_BITS)
                .add("banks", banks)
                .build();
    }

    private static JsonValue memory(OptionalInt words, double clockMhz, int bits) {
        return words.isEmpty()
                ? Json.createValue("none")
                : Json.createObjectBuilder()
                        .add("base", "lpddr4-2400")
                        .add("name", "bandwidth-" + words.getAsInt())
                        .add("gbPerSecond", words.getAsInt() * clockMhz * bits / Byte.SIZE / 1000)
                        .build();
    }

    private List<String> notes(OptionalInt words) {
        var notes = new ArrayList<String>();
        notes.add(
                words.isEmpty()
                        ? "the memory never stalls (InterfaceBandwidth is not USER): \"memory\" is \"none\""
                        : RootLocale.format(
                                "Bandwidth is %d words a cycle: the memory has that peak in all, where SCALE-Sim gives"
                                        + " it to each of inputs, weights and outputs; its timing is that of lpddr4-2400",
                                words.getAsInt()));
        notes.add("offsets, memory banks, request buffers and models of time change no count and are left");
        return notes;
    }
}

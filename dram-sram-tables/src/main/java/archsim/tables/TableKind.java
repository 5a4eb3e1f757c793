package archsim.tables;

import archsim.base.RootLocale;
import archsim.base.ShippedFiles;
import archsim.base.json.StrictJson;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What a table is about; each kind has its folder. */
enum TableKind {
    SCALING,
    ARITHMETIC,
    AREA,
    INTERCONNECT,
    CLOCK,
    SPARSE_LOGIC,
    NUMBER_TYPE,
    OPERATION,
    SRAM,
    SRAM_HIGH_PERFORMANCE,
    DRAM;

    /** Below any physical figure in a table's units; 0 and less are faults. */
    static final double POSITIVE = 1e-9;

    static Stream<TableKind> all() {
        return Stream.of(values());
    }

    /** Where its tables lie, e.g. {@code sram-high-performance}. */
    String folder() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Names of the tables that ship, without suffix, in alphabetical order. */
    List<String> shippedNames() {
        return files().names();
    }

    /** The text of a table that must ship. */
    String shippedText(String name) {
        byte[] bytes = files().find(name)
                .orElseThrow(() ->
                        new IllegalStateException(RootLocale.format("table %s/%s does not ship", folder(), name)));
        return StrictJson.decode(name, bytes);
    }

    private ShippedFiles files() {
        return new ShippedFiles("archsim/tables/" + folder(), ".json");
    }
}

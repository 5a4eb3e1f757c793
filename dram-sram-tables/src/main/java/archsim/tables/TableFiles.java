package archsim.tables;

import archsim.base.ShippedFiles;
import archsim.base.json.StrictJson;

/** Where tables ship. */
final class TableFiles {

    /** Below any physical figure in a table's units; 0 and less are faults. */
    static final double POSITIVE = 1e-9;

    private TableFiles() {}

    static ShippedFiles in(String folder) {
        return new ShippedFiles("archsim/tables/" + folder, ".json");
    }

    /** The text of a table that must ship. */
    static String text(String folder, String name) {
        byte[] bytes = in(folder)
                .find(name)
                .orElseThrow(() -> new IllegalStateException("table %s/%s does not ship".formatted(folder, name)));
        return StrictJson.decode(name, bytes);
    }
}

package archsim.engine.run;

import archsim.base.RootLocale;
import archsim.energy.DataType;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.pe.PeArray;
import archsim.engine.sram.SramBuffer;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A machine with another number of PEs.
 *
 * <p>Rows and columns change together, so that the array keeps its form as far as the number allows. A buffer with a bank
 * or more for each PE, each row or each column grows with these, bank by bank; others stay as they are, and so does all
 * that is inside a PE. A machine says itself which other parameters are those of the whole array.
 *
 * @param json of the machine
 * @param machine the same
 */
record ScaledArray(JsonObject json, Accelerator machine) {

    private static final JsonProvider JSON = JsonProvider.provider();
    private static final int MOST = 1024;
    /** How far a number of PEs may miss what was asked for. */
    private static final double TOLERANCE = 0.05;
    /** What a number that misses by all of itself weighs, beside a form that is off by a factor of e. */
    private static final double WEIGHT_OF_MISS = 100;

    /** The grid nearest to {@code elements} PEs in number, then in form; absent if none comes within 5 %. */
    Optional<PeArray> grid(double elements) {
        if (machine.peArray().isEmpty()) { // the dataflow describes its own
            return Optional.empty();
        }
        double form = (double) machine.machine().peArray().rows()
                / machine.machine().peArray().columns();
        PeArray best = null;
        double least = Double.MAX_VALUE;
        for (int rows = 1; rows <= Math.min(MOST, elements * (1 + TOLERANCE)); rows++) {
            long columns = Math.max(1, Math.round(elements / rows));
            double miss = Math.abs(rows * columns / elements - 1);
            double cost = WEIGHT_OF_MISS * miss + Math.abs(StrictMath.log((double) rows / columns / form));
            if (columns <= MOST && miss <= TOLERANCE && cost < least) {
                var grid = new PeArray(rows, (int) columns);
                if (machine.dataflow().takes(grid)) {
                    least = cost;
                    best = grid;
                }
            }
        }
        return Optional.ofNullable(best);
    }

    /** The machine with this grid; its values may lie beyond their ranges. */
    JsonObject with(PeArray grid) {
        double factor = (double) grid.size() / machine.machine().peArray().size();
        JsonObjectBuilder dataflow = JSON.createObjectBuilder(json.getJsonObject("dataflow"));
        for (String name : machine.dataflow().parametersOfAllPes()) {
            if (json.getJsonObject("dataflow").get(name) instanceof JsonNumber number) {
                dataflow.add(name, Math.max(1, Math.round(number.longValue() * factor)));
            }
        }
        JsonObjectBuilder buffers = JSON.createObjectBuilder(json.getJsonObject("buffers"));
        machine.machine()
                .buffers()
                .byDataType()
                .forEach((type, buffer) -> buffers.add(type.jsonName(), scaled(type, buffer, grid)));
        return JSON.createObjectBuilder(json)
                .add(
                        "peArray",
                        JSON.createObjectBuilder().add("rows", grid.rows()).add("columns", grid.columns()))
                .add("dataflow", dataflow)
                .add("buffers", buffers)
                .build();
    }

    private JsonObject scaled(DataType type, SramBuffer buffer, PeArray grid) {
        long banks = banks(buffer.banks(), grid);
        return JSON.createObjectBuilder(json.getJsonObject("buffers").getJsonObject(type.jsonName()))
                .add("capacityBytes", banks * buffer.bankBytes())
                .add("banks", banks)
                .build();
    }

    private long banks(int banks, PeArray grid) {
        PeArray from = machine.machine().peArray();
        if (banks % from.size() == 0) {
            return (long) banks / from.size() * grid.size();
        }
        if (from.rows() > 1 && banks % from.rows() == 0) {
            return (long) banks / from.rows() * grid.rows();
        }
        return from.columns() > 1 && banks % from.columns() == 0
                ? (long) banks / from.columns() * grid.columns()
                : banks;
    }

    /** What became of the array and the buffers, a sentence each. */
    static List<String> changes(Accelerator from, Accelerator to) {
        var changes = new ArrayList<String>();
        changes.add(RootLocale.format(
                "PEs %d x %d -> %d x %d, multipliers %d -> %d",
                from.machine().peArray().rows(),
                from.machine().peArray().columns(),
                to.machine().peArray().rows(),
                to.machine().peArray().columns(),
                from.machine().multipliers(),
                to.machine().multipliers()));
        from.machine().buffers().byDataType().forEach((type, before) -> {
            SramBuffer after = to.machine().buffers().byDataType().get(type);
            if (!after.equals(before)) {
                changes.add(RootLocale.format(
                        "buffer of %s, with the PEs: %d banks -> %d, %d B -> %d B",
                        type.jsonName(), before.banks(), after.banks(), before.capacityBytes(), after.capacityBytes()));
            }
        });
        if (!from.dataflow().equals(to.dataflow())) {
            changes.add("with the PEs also " + String.join(", ", from.dataflow().parametersOfAllPes()));
        }
        return changes;
    }
}

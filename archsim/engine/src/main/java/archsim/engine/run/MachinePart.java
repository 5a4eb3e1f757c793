package archsim.engine.run;

import archsim.base.Problems;
import archsim.base.json.StrictJson;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.tables.TableSet;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.Optional;

/**
 * The machine of a run configuration.
 *
 * @param json in full, with the assumption on leakage also where its author leaves it to the default
 */
record MachinePart(JsonObject json, Accelerator accelerator) {

    private static final NamedPart PART = new NamedPart(
            "/accelerator", "an accelerator", "accelerators", AcceleratorLibrary.names(), AcceleratorLibrary::json);

    /** Absent if faults of it were reported. */
    static Optional<MachinePart> of(JsonValue part, TableSet tables, Problems problems) {
        Optional<JsonObject> json = PART.resolve(part, problems);
        Accelerator machine = json.map(tree -> StrictJson.bind(problems, tree, Accelerator.class, PART.pointer()))
                .orElse(null);
        if (machine == null) {
            return Optional.empty();
        }
        new PricedMachine(machine, tables).check(PART.pointer(), problems);
        return Optional.of(new MachinePart(stated(json.orElseThrow(), machine), machine));
    }

    private static JsonObject stated(JsonObject json, Accelerator machine) {
        return json.containsKey("sramTransistors")
                ? json
                : JsonProvider.provider()
                        .createObjectBuilder(json)
                        .add("sramTransistors", machine.transistors().jsonName())
                        .build();
    }
}

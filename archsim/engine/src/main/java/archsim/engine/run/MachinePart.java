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
 * @param json in full, with the assumptions on leakage and on the clock also where its author leaves them to the default
 */
record MachinePart(JsonObject json, Accelerator accelerator) {

    private static final NamedPart PART = new NamedPart(
            "/accelerator", "an accelerator", "accelerators", AcceleratorLibrary.names(), AcceleratorLibrary::json);

    /** Absent if faults of it were reported. */
    static Optional<MachinePart> of(JsonValue part, TableSet tables, Problems problems) {
        return PART.resolve(part, problems)
                .flatMap(json -> StrictJson.bind(problems, json, Accelerator.class, PART.pointer())
                        .map(machine -> {
                            new PricedMachine(machine, tables).check(PART.pointer(), problems);
                            return new MachinePart(stated(json, machine), machine);
                        }));
    }

    private static JsonObject stated(JsonObject json, Accelerator machine) {
        JsonProvider provider = JsonProvider.provider();
        var assumptions = provider.createArrayBuilder();
        machine.allAssumptions().forEach(assumptions::add);
        return provider.createObjectBuilder(json)
                .add("sramTransistors", machine.transistors().jsonName())
                .add("assumptions", assumptions)
                .build();
    }
}

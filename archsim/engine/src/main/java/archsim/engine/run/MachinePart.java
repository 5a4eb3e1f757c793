package archsim.engine.run;

import archsim.base.Problems;
import archsim.base.json.StrictJson;
import archsim.engine.accelerator.Accelerator;
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

    private static final JsonProvider JSON = JsonProvider.provider();

    /** Absent if faults of it were reported. */
    static Optional<MachinePart> of(JsonValue part, NamedPart place, TableSet tables, Problems problems) {
        return place.find(part, problems)
                .map(found -> new ChangedMachine(found.base(), found.json(), found.override()).inOwnWords())
                .flatMap(json -> StrictJson.bind(problems, json, Accelerator.class, place.pointer())
                        .map(machine -> {
                            new PricedMachine(machine, tables).check(place.pointer(), problems);
                            return stating(json, machine);
                        }));
    }

    /** A machine with all that its description leaves to be derived. */
    static MachinePart stating(JsonObject json, Accelerator machine) {
        return new MachinePart(stated(json, machine), machine);
    }

    private static JsonObject stated(JsonObject json, Accelerator machine) {
        var assumptions = JSON.createArrayBuilder();
        machine.allAssumptions().forEach(assumptions::add);
        return JSON.createObjectBuilder(json)
                .add("sramTransistors", machine.transistors().jsonName())
                .add("assumptions", assumptions)
                .build();
    }
}

package archsim.engine.run;

import archsim.base.Problems;
import archsim.engine.accelerator.Accelerator;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.Optional;

/**
 * The machine of a run configuration.
 *
 * @param whole as written, or merged with what it starts from
 */
record MachinePart(JsonObject whole, Accelerator accelerator) {

    private static final JsonProvider JSON = JsonProvider.provider();

    /** Absent if faults of it were reported. */
    static Optional<MachinePart> of(JsonValue part, NamedPart place, RunCache cache, Problems problems) {
        return place.find(part, problems)
                .map(found -> new ChangedMachine(found.base(), found.json(), found.override()).inOwnWords())
                .flatMap(json -> cache.machineParts()
                        .bind(problems, json, Accelerator.class, place.pointer())
                        .map(machine -> {
                            new PricedMachine(machine, cache.tables()).check(place.pointer(), problems);
                            return new MachinePart(json, machine);
                        }));
    }

    /** In full, with the assumptions on leakage and on the clock also where its author leaves them to the default. */
    JsonObject json() {
        var assumptions = JSON.createArrayBuilder();
        accelerator.allAssumptions().forEach(assumptions::add);
        return JSON.createObjectBuilder(whole)
                .add("sramTransistors", accelerator.transistors().jsonName())
                .add("assumptions", assumptions)
                .build();
    }
}

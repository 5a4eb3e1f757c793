package archsim.reports.words;

import archsim.engine.run.result.SimulationResult;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;

/** What was simulated on what, in the words of the configuration; empty where it does not say. */
public record RunLabel(String accelerator, String memory, String fidelity, String baseline) {

    public static RunLabel of(SimulationResult result) {
        return new RunLabel(
                result.runs().get(0).accelerator(),
                name(result.config().get("memory")),
                name(result.config().get("fidelity")),
                result.runs().get(0).workload());
    }

    /** The conditions besides the machine: fidelity and memory. */
    public String conditions() {
        String memoryPart = memory.isEmpty() ? "" : "memory " + memory;
        String fidelityPart = fidelity.isEmpty() ? "" : fidelity + " fidelity";
        return fidelityPart + (fidelityPart.isEmpty() || memoryPart.isEmpty() ? "" : ", ") + memoryPart;
    }

    /** A part of a configuration is a name, or an object that has one. */
    private static String name(JsonValue part) {
        if (part instanceof JsonString text) {
            return text.getString();
        }
        return part instanceof JsonObject object ? object.getString("name", "") : "";
    }
}

package archsim.cli.serve;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.util.List;

/** The tools that an agent is offered. */
final class McpTools {

    /** How to begin, for the agent. */
    static final String INSTRUCTIONS =
            "archsim simulates compressed neural networks on accelerators. Begin with list and show; write a"
                    + " configuration like one of those, check it, run it. Energies are in picojoules, cycles at the"
                    + " machine's clock.";

    private static final List<Tool> TOOLS = List.of(
            new Tool(
                    "run",
                    "Simulate the workloads of a configuration: cycles, energy, bytes and their causes by layer.",
                    List.of(
                            new Parameter("config", "A run configuration as an object, or its file or name.", true),
                            new Parameter("folder", "Where relative paths in an object start.", false),
                            new Parameter("fidelity", "event or analytical.", false))),
            new Tool(
                    "sweep",
                    "Run a configuration at every point of its axes.",
                    List.of(
                            new Parameter("config", "A sweep as an object, or its file or name.", true),
                            new Parameter("folder", "Where relative paths in an object start.", false),
                            new Parameter("fidelity", "event or analytical.", false))),
            new Tool(
                    "explain",
                    "Tell where the totals of a result come from, or what the code of a fault means.",
                    List.of(
                            new Parameter("result", "A result.json, or the folder that holds it.", false),
                            new Parameter("part", "energy, cycles or storage; all if not given.", false),
                            new Parameter("code", "A code, as in AS102.", false))),
            new Tool(
                    "list",
                    "List what ships by name.",
                    List.of(new Parameter(
                            "kind",
                            "networks, densities, models, accelerators, memories, configs or studies.",
                            false))),
            new Tool(
                    "show",
                    "Show what ships under a name.",
                    List.of(new Parameter("name", "A name of the list.", true))),
            new Tool(
                    "check",
                    "Check files without running them: every fault with its place, what was expected and found.",
                    List.of(
                            new Parameter("files", "Their paths.", true),
                            new Parameter("kind", "What they are; told from their keys if not given.", false))));

    private McpTools() {}

    private record Tool(String name, String description, List<Parameter> parameters) {}

    private record Parameter(String name, String description, boolean required) {

        private JsonObjectBuilder schema() {
            JsonObjectBuilder schema = Json.createObjectBuilder().add("description", description);
            return switch (name) {
                case "config" -> schema.add("type", Json.createArrayBuilder(List.of("object", "string")));
                case "files" ->
                    schema.add("type", "array")
                            .add("items", Json.createObjectBuilder().add("type", "string"));
                default -> schema.add("type", "string");
            };
        }
    }

    static List<String> names() {
        return TOOLS.stream().map(Tool::name).toList();
    }

    /** As {@code tools/list} gives them. */
    static JsonArrayBuilder all() {
        JsonArrayBuilder all = Json.createArrayBuilder();
        for (Tool tool : TOOLS) {
            JsonObjectBuilder properties = Json.createObjectBuilder();
            JsonArrayBuilder required = Json.createArrayBuilder();
            for (Parameter parameter : tool.parameters()) {
                properties.add(parameter.name(), parameter.schema());
                if (parameter.required()) {
                    required.add(parameter.name());
                }
            }
            all.add(Json.createObjectBuilder()
                    .add("name", tool.name())
                    .add("description", tool.description())
                    .add(
                            "inputSchema",
                            Json.createObjectBuilder()
                                    .add("type", "object")
                                    .add("properties", properties)
                                    .add("required", required)
                                    .add("additionalProperties", false)));
        }
        return all;
    }
}

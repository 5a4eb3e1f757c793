package archsim.cli.serve;

import archsim.base.InvalidInputException;
import archsim.base.json.StrictJson;
import archsim.cli.output.BuildInfo;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;

/**
 * The verbs as tools of the Model Context Protocol: JSON-RPC 2.0, a message a line.
 *
 * <p>Source: Model Context Protocol specification, revision 2025-06-18, lifecycle and tools over the stdio transport.
 */
final class McpServer {

    private static final List<String> REVISIONS = List.of("2025-06-18", "2025-03-26", "2024-11-05");
    private static final int PARSE_ERROR = -32_700;
    private static final int INVALID_REQUEST = -32_600;
    private static final int NO_METHOD = -32_601;
    private static final int INVALID_PARAMETERS = -32_602;
    private static final int FAILED = -32_603;

    private final Verbs verbs;
    private final PrintWriter out;

    McpServer(Verbs verbs, PrintWriter out) {
        this.verbs = verbs;
        this.out = out;
    }

    /** Answers until {@code in} ends. */
    void serve(BufferedReader in) throws IOException {
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (!line.isBlank()) {
                answer(line).ifPresent(this::send);
            }
        }
    }

    private Optional<JsonObject> answer(String line) {
        JsonObject message;
        try {
            message = StrictJson.parseObject("message", line);
        } catch (InvalidInputException e) {
            return Optional.of(error(JsonValue.NULL, PARSE_ERROR, e.getMessage()));
        }
        JsonValue id = message.get("id");
        if (id == null) {
            return Optional.empty(); // a notification
        }
        if (!(id instanceof JsonString || id instanceof JsonNumber)
                || !(message.get("method") instanceof JsonString method)) {
            return Optional.of(error(JsonValue.NULL, INVALID_REQUEST, "a request needs an id and a method"));
        }
        JsonObject parameters = message.get("params") instanceof JsonObject given ? given : JsonValue.EMPTY_JSON_OBJECT;
        return Optional.of(
                switch (method.getString()) {
                    case "initialize" -> result(id, initialized(parameters));
                    case "ping" -> result(id, Json.createObjectBuilder());
                    case "tools/list" -> result(id, Json.createObjectBuilder().add("tools", McpTools.all()));
                    case "tools/call" -> called(id, parameters);
                    default -> error(id, NO_METHOD, "there is no method " + method.getString());
                });
    }

    private static JsonObjectBuilder initialized(JsonObject parameters) {
        String asked = parameters.get("protocolVersion") instanceof JsonString text ? text.getString() : "";
        return Json.createObjectBuilder()
                .add("protocolVersion", REVISIONS.contains(asked) ? asked : REVISIONS.get(0))
                .add("capabilities", Json.createObjectBuilder().add("tools", Json.createObjectBuilder()))
                .add(
                        "serverInfo",
                        Json.createObjectBuilder().add("name", "archsim").add("version", BuildInfo.version()))
                .add("instructions", McpTools.INSTRUCTIONS);
    }

    private JsonObject called(JsonValue id, JsonObject parameters) {
        if (!(parameters.get("name") instanceof JsonString name)
                || !McpTools.names().contains(name.getString())) {
            return error(id, INVALID_PARAMETERS, "name must be one of " + String.join(", ", McpTools.names()));
        }
        JsonObject arguments =
                parameters.get("arguments") instanceof JsonObject given ? given : JsonValue.EMPTY_JSON_OBJECT;
        try {
            JsonValue found = verbs.call(name.getString(), arguments, (done, of) -> {});
            return result(id, content(found, found instanceof JsonObject object && object.getInt("exitCode", 0) != 0));
        } catch (InvalidInputException e) {
            JsonArrayBuilder faults = Json.createArrayBuilder();
            e.faults().forEach(fault -> faults.add(Server.fault(fault)));
            return result(
                    id,
                    content(
                            Json.createObjectBuilder()
                                    .add("file", e.file())
                                    .add("faults", faults)
                                    .build(),
                            true));
        } catch (IOException | RuntimeException | LinkageError | OutOfMemoryError | StackOverflowError e) {
            return error(id, FAILED, e.toString());
        }
    }

    private static JsonObjectBuilder content(JsonValue value, boolean isError) {
        String text = value instanceof JsonString plain ? plain.getString() : value.toString();
        JsonObjectBuilder content = Json.createObjectBuilder()
                .add(
                        "content",
                        Json.createArrayBuilder()
                                .add(Json.createObjectBuilder()
                                        .add("type", "text")
                                        .add("text", text)))
                .add("isError", isError);
        return value instanceof JsonObject ? content.add("structuredContent", value) : content;
    }

    private static JsonObject result(JsonValue id, JsonObjectBuilder result) {
        return Json.createObjectBuilder()
                .add("jsonrpc", "2.0")
                .add("id", id)
                .add("result", result)
                .build();
    }

    private static JsonObject error(JsonValue id, int code, String message) {
        return Json.createObjectBuilder()
                .add("jsonrpc", "2.0")
                .add("id", id)
                .add("error", Json.createObjectBuilder().add("code", code).add("message", message))
                .build();
    }

    private void send(JsonObject message) {
        out.print(message + "\n");
        out.flush();
    }
}

package archsim.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.base.json.StrictJson;
import archsim.cli.Outcome;
import jakarta.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A scripted client: an agent that looks around, writes a configuration, checks it, runs it and asks why. */
class McpServerTest {

    @TempDir
    private Path folder;

    private static List<JsonObject> answers(String... messages) throws IOException {
        CommandRunner commands = (out, err, arguments) -> {
            Outcome outcome = Outcome.of(arguments);
            out.print(outcome.out());
            err.print(outcome.err());
            return outcome.exitCode();
        };
        var out = new StringWriter();
        new McpServer(new Verbs(commands, 1), new PrintWriter(out))
                .serve(new BufferedReader(new StringReader(String.join("\n", messages))));
        return out.toString()
                .lines()
                .map(line -> StrictJson.parseObject("answer", line))
                .toList();
    }

    private static JsonObject call(String tool, String arguments) throws IOException {
        return answers("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"" + tool
                        + "\",\"arguments\":" + arguments + "}}")
                .get(0)
                .getJsonObject("result");
    }

    @Test
    void theClientIsGreetedInItsRevisionAndNotificationsAreNotAnswered() throws IOException {
        List<JsonObject> answers = answers(
                "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-03-26\","
                        + "\"capabilities\":{},\"clientInfo\":{\"name\":\"test\",\"version\":\"1\"}}}",
                "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}");
        assertThat(answers).hasSize(2);
        JsonObject greeting = answers.get(0).getJsonObject("result");
        assertThat(greeting.getString("protocolVersion")).isEqualTo("2025-03-26");
        assertThat(greeting.getJsonObject("capabilities")).containsKey("tools");
        assertThat(answers.get(1).getJsonObject("result")).isEmpty();
    }

    @Test
    void sixToolsAreOfferedWithTheirSchemas() throws IOException {
        List<JsonObject> tools = answers("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}")
                .get(0)
                .getJsonObject("result")
                .getJsonArray("tools")
                .getValuesAs(JsonObject.class);
        assertThat(tools.stream().map(tool -> tool.getString("name")))
                .containsExactly("run", "sweep", "explain", "list", "show", "check");
        assertThat(tools)
                .allSatisfy(tool -> assertThat(tool.getJsonObject("inputSchema").getString("type"))
                        .isEqualTo("object"));
    }

    @Test
    void anAgentFindsItsWay() throws IOException {
        assertThat(text(call("list", "{\"kind\":\"accelerators\"}"))).contains("scnn");
        assertThat(text(call("show", "{\"name\":\"sticker\"}"))).contains("clockMhz");
        Path file = folder.resolve("run.json");
        Files.writeString(file, "{\"schemaVersion\":1,\"accelerator\":\"scnn\",\"memory\":\"ddr3\",\"workloads\":[]}");
        JsonObject checked = call("check", "{\"files\":[\"" + file + "\"]}");
        assertThat(checked.getBoolean("isError")).isTrue();
        assertThat(text(checked)).contains("/memory", "AS107");
        assertThat(text(call("explain", "{\"code\":\"AS107\"}"))).contains("archsim list");
        JsonObject ran = call(
                "run",
                "{\"config\":{\"schemaVersion\":1,\"accelerator\":\"scnn\",\"memory\":\"lpddr4-2400\","
                        + "\"workloads\":[{\"network\":\"lenet5\"}]}}");
        assertThat(ran.getBoolean("isError")).isFalse();
        JsonObject result = ran.getJsonObject("structuredContent");
        assertThat(result.getJsonArray("runs")).hasSize(1);
        Files.writeString(folder.resolve("result.json"), result.toString());
        assertThat(text(call("explain", "{\"result\":\"" + folder + "\",\"part\":\"cycles\"}")))
                .contains("conv1");
        assertThat(text(call(
                        "sweep",
                        "{\"config\":{\"schemaVersion\":1,\"base\":{\"schemaVersion\":1,\"accelerator\":\"scnn\","
                                + "\"memory\":\"lpddr4-2400\",\"workloads\":[{\"network\":\"lenet5\"}]},\"axes\":"
                                + "[{\"pointer\":\"/accelerator\",\"values\":[\"scnn\",\"systolic\"]}]}}")))
                .contains("systolic");
    }

    @Test
    void faultsComeBackToTheAgentAllAtOnce() throws IOException {
        JsonObject refused = call("run", "{\"config\":{\"schemaVersion\":2}}");
        assertThat(refused.getBoolean("isError")).isTrue();
        assertThat(refused.getJsonObject("structuredContent").getJsonArray("faults"))
                .hasSize(4);
    }

    @Test
    void brokenAndUnknownMessagesGetTheCodesOfJsonRpc() throws IOException {
        List<JsonObject> answers = answers(
                "{",
                "{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"ping\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"prompts/list\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"command\"}}");
        assertThat(answers.stream().map(answer -> answer.getJsonObject("error").getInt("code")))
                .containsExactly(-32700, -32600, -32601, -32602);
    }

    private static String text(JsonObject result) {
        return result.getJsonArray("content").getJsonObject(0).getString("text");
    }
}

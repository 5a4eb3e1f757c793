package archsim.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.base.json.StrictJson;
import archsim.cli.Outcome;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue.ValueType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ServerTest {

    private static final CommandRunner COMMANDS = (out, err, arguments) -> {
        Outcome outcome = Outcome.of(arguments);
        out.print(outcome.out());
        err.print(outcome.err());
        return outcome.exitCode();
    };

    private static List<JsonObject> answers(String... lines) throws IOException, InterruptedException {
        var out = new StringWriter();
        new Server(new Verbs(COMMANDS, 1), 1, 64, new PrintWriter(out))
                .serve(new BufferedReader(new StringReader(String.join("\n", lines))));
        return out.toString()
                .lines()
                .map(line -> StrictJson.parseObject("answer", line))
                .toList();
    }

    private static JsonObject last(String... lines) throws IOException, InterruptedException {
        List<JsonObject> answers = answers(lines);
        return answers.get(answers.size() - 1);
    }

    @Test
    void theFirstLineSaysProtocolAndVerbs() throws IOException, InterruptedException {
        JsonObject hello = answers().get(0);
        assertThat(hello.getInt("protocol")).isEqualTo(1);
        assertThat(hello.getJsonArray("verbs").toString()).contains("run", "sweep", "cancel");
    }

    @Test
    void aRunIsThatOfTheCommandLine() throws IOException, InterruptedException {
        JsonObject answer = last("{\"id\": 7, \"verb\": \"run\", \"config\": \"sticker\"}");
        assertThat(answer.getInt("id")).isEqualTo(7);
        assertThat(answer.getJsonObject("result"))
                .isEqualTo(StrictJson.parseObject(
                        "run",
                        Outcome.of("run", "--config", "sticker", "--format", "json")
                                .out()));
    }

    @Test
    void everyRequestGetsOneAnswerAndProgressBeforeIt() throws IOException, InterruptedException {
        List<JsonObject> answers = answers(
                "{\"id\": \"a\", \"verb\": \"run\", \"config\": \"sticker\"}", "{\"id\": 2, \"verb\": \"list\"}");
        assertThat(answers.stream().filter(line -> line.getString("event").equals("result")))
                .hasSize(2);
        assertThat(answers.get(1).getString("event")).isEqualTo("progress");
        assertThat(answers.get(1).getInt("of")).isEqualTo(3);
    }

    @Test
    void wrongRequestsAreFaultsWithPlaceAndCode() throws IOException, InterruptedException {
        assertThat(last("{\"id\": 1, \"verb\": \"rum\"}").toString())
                .contains("\"reason\":\"wrong-input\"", "did you mean \\\"run\\\"", "AS107");
        assertThat(last("{\"verb\": \"run\"}").toString()).contains("\"pointer\":\"/id\"");
        assertThat(last("{\"id\": 1.5, \"verb\": \"run\"}").toString()).contains("\"pointer\":\"/id\"");
        assertThat(last("nonsense").toString()).contains("AS101");
        assertThat(last("[]").toString()).contains("must hold a JSON object");
        assertThat(last("{\"id\": 1, \"verb\": \"run\"}").toString()).contains("\"pointer\":\"/config\"");
        assertThat(last("{\"id\": 1, \"verb\": \"run\", \"configg\": 1}").toString())
                .contains("did you mean \\\"config\\\"");
        assertThat(last("{\"id\": 1, \"verb\": \"run\", \"config\": {\"schemaVersion\": 2}}")
                        .toString())
                .contains("/schemaVersion", "/accelerator", "/memory", "/workloads");
        assertThat(last("{\"id\": 1, \"verb\": \"run\", \"config\": \"sticker\", \"fidelity\": \"exact\"}")
                        .toString())
                .contains("must be event or analytical");
        assertThat(last("{\"id\": 1, \"verb\": \"command\", \"arguments\": [\"serve\", \"--stdio\"]}")
                        .toString())
                .contains("must not start another server");
    }

    @Test
    void commandsGiveTheirExitCodeAndTree() throws IOException, InterruptedException {
        JsonObject done = last("{\"id\": 1, \"verb\": \"command\", \"arguments\":"
                        + " [\"storage\", \"lenet5-mnist-structured\", \"--format\", \"json\"]}")
                .getJsonObject("result");
        assertThat(done.getInt("exitCode")).isZero();
        assertThat(done.get("out").getValueType()).isNotEqualTo(ValueType.STRING);
    }

    /** A worker that is held on purpose: one request is worked on, one waits, the third is refused. */
    @Test
    void theQueueIsBoundedAndWaitingRequestsCanBeCancelled() throws Exception {
        var begun = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        CommandRunner held = (out, err, arguments) -> {
            begun.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return 0;
        };
        var out = new StringWriter();
        var requests = new PipedWriter();
        var in = new BufferedReader(new PipedReader(requests));
        var serving = new Thread(() -> {
            try {
                new Server(new Verbs(held, 1), 1, 1, new PrintWriter(out)).serve(in);
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        serving.start();
        requests.write("{\"id\": 1, \"verb\": \"list\"}\n");
        requests.flush();
        begun.await();
        requests.write("""
            {"id": 2, "verb": "list"}
            {"id": 3, "verb": "list"}
            {"id": 2, "verb": "list"}
            {"id": 4, "verb": "cancel", "target": 2}
            {"id": 5, "verb": "cancel", "target": 2}
            """);
        requests.close();
        while (!out.toString().contains("\"id\":5")) {
            Thread.sleep(5);
        }
        release.countDown();
        serving.join();
        assertThat(out.toString().lines().skip(1))
                .satisfiesExactly(
                        line -> assertThat(line).contains("\"id\":3", "\"reason\":\"busy\""),
                        line -> assertThat(line).contains("\"id\":2", "must differ from those not yet answered"),
                        line -> assertThat(line).contains("\"id\":2", "\"reason\":\"cancelled\""),
                        line -> assertThat(line).contains("\"id\":4", "\"cancelled\":true"),
                        line -> assertThat(line).contains("\"id\":5", "\"cancelled\":false"),
                        line -> assertThat(line).contains("\"id\":1", "\"event\":\"result\""));
    }
}

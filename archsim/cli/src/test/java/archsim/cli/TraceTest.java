package archsim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.base.json.StrictJson;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --trace}: a file that Perfetto opens. */
class TraceTest {

    @TempDir
    private Path folder;

    private String trace(String out) throws IOException {
        Path to = folder.resolve(out);
        Outcome outcome = Outcome.of("--config", "sticker.json", "--trace", "--out", to.toString());
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(outcome.err()).contains("trace.json (the trace holds all tiles of all layers)");
        return Files.readString(to.resolve("trace.json"));
    }

    /** The trace event format: names of processes and threads, then complete events in microseconds. */
    @Test
    void everyEventHasItsPlaceAndNothingOverlaps() throws IOException {
        String text = trace("one");
        JsonObject document = StrictJson.parseObject("trace.json", text);
        Map<String, BigDecimal> free = new HashMap<>();
        Set<String> named = new HashSet<>();
        for (JsonObject event : document.getJsonArray("traceEvents").getValuesAs(JsonObject.class)) {
            String line = event.getInt("pid") + "/" + event.getInt("tid");
            if (event.getString("ph").equals("M")) {
                named.add(event.getString("name") + " " + line);
                continue;
            }
            assertThat(event.getString("ph")).isEqualTo("X");
            assertThat(event.getString("name")).isNotBlank();
            assertThat(named).contains("thread_name " + line, "process_name " + event.getInt("pid") + "/0");
            BigDecimal start = event.getJsonNumber("ts").bigDecimalValue();
            BigDecimal duration = event.getJsonNumber("dur").bigDecimalValue();
            assertThat(duration).isNotNegative();
            assertThat(start).isGreaterThanOrEqualTo(free.getOrDefault(line, BigDecimal.ZERO));
            free.put(line, start.add(duration));
        }
        assertThat(named).anyMatch(name -> name.startsWith("process_sort_index"));
        assertThat(document.getString("displayTimeUnit")).isEqualTo("ns");
        assertThat(trace("two")).isEqualTo(text);
    }

    /** At 200 MHz a cycle is 0.005 us: the layers of a run lie end to end. */
    @Test
    void layersLastAsLongAsTheResultSays() throws IOException {
        JsonObject document = StrictJson.parseObject("trace.json", trace("one"));
        JsonObject result = StrictJson.parseObject("result.json", Files.readString(folder.resolve("one/result.json")));
        JsonNumber cycles = result.getJsonArray("runs")
                .getJsonObject(0)
                .getJsonObject("totals")
                .getJsonNumber("cycles");

        BigDecimal end = document.getJsonArray("traceEvents").getValuesAs(JsonObject.class).stream()
                .filter(event -> event.getString("ph").equals("X") && event.getInt("pid") == 1)
                .map(event -> event.getJsonNumber("ts")
                        .bigDecimalValue()
                        .add(event.getJsonNumber("dur").bigDecimalValue()))
                .reduce(BigDecimal::max)
                .orElseThrow();

        assertThat(end).isEqualByComparingTo(cycles.bigDecimalValue().multiply(new BigDecimal("0.005")));
    }

    @Test
    void whatCannotBeTracedIsRefusedBeforeAnyWork() throws IOException {
        Path out = folder.resolve("none");

        Outcome bound =
                Outcome.of("--config", "sticker.json", "--trace", "--fidelity", "analytical", "--out", out.toString());
        Outcome nowhere = Outcome.of("--config", "sticker.json", "--trace");
        Path overlapping = folder.resolve("overlapping.json");
        Files.writeString(overlapping, """
                {"schemaVersion": 1, "accelerator": "sticker", "memory": "lpddr4-2400", "overlap": "weights",
                 "workloads": [{"network": "lenet5"}]}""");
        Outcome overlapped = Outcome.of("--config", overlapping.toString(), "--trace", "--out", out.toString());

        assertThat(bound.exitCode()).isEqualTo(2);
        assertThat(bound.err()).contains("needs event fidelity: there are no events in a run of analytical fidelity");
        assertThat(overlapped.exitCode()).isEqualTo(2);
        assertThat(overlapped.err()).contains("needs layers that do not overlap");
        assertThat(out).doesNotExist();
        assertThat(nowhere.exitCode()).isEqualTo(2);
        assertThat(nowhere.err()).contains("--trace needs --out");
    }
}

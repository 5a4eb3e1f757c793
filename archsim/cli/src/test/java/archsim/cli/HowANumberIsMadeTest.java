package archsim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.base.json.StrictJson;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page that follows one number does what it says: its commands print its lines, its counts are those of the result. */
class HowANumberIsMadeTest {

    private static final Path PAGE = Path.of("../docs/how-a-number-is-made.md");
    private static final Pattern COUNT = Pattern.compile("\\| (\\w+) \\| ([0-9,]+) \\|");

    @TempDir
    private Path folder;

    @Test
    void commandsPrintTheLinesAndResultsHoldTheCounts() throws IOException {
        List<String> page = Files.readAllLines(PAGE);
        int commands = 0;
        String printed = "";
        boolean inside = false;
        for (String line : page) {
            if (line.startsWith("```")) {
                inside = line.equals("```console");
            } else if (inside && line.startsWith("$ archsim ")) {
                printed = run(line.substring("$ archsim ".length()));
                commands++;
            } else if (inside) {
                assertThat(printed.lines().map(HowANumberIsMadeTest::words))
                        .anySatisfy(one -> assertThat(one).startsWith(words(line)));
            }
        }
        assertThat(commands).isEqualTo(7);
        assertThat(products()).isEqualTo(counts(page)).hasSize(4);
    }

    /** Columns are as wide as all that stands in them. */
    private static String words(String line) {
        return line.strip().replaceAll(" +", " ");
    }

    private String run(String command) {
        var arguments = new ArrayList<String>();
        for (String word : command.split(" ", -1)) {
            arguments.add(word.startsWith("out") ? folder.resolve(word).toString() : word);
        }
        Outcome outcome = Outcome.of(arguments.toArray(String[]::new));
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        return outcome.out();
    }

    private static Map<String, Long> counts(List<String> page) {
        var counts = new LinkedHashMap<String, Long>();
        for (String line : page) {
            var row = COUNT.matcher(line);
            if (row.matches()) {
                counts.put(row.group(1), Long.parseLong(row.group(2).replace(",", "")));
            }
        }
        return counts;
    }

    /** Of the first run, by layer. */
    private Map<String, Long> products() throws IOException {
        Path result = folder.resolve("out").resolve("result.json");
        JsonObject run = StrictJson.parseObject("result", Files.readString(result))
                .getJsonArray("runs")
                .getJsonObject(0);
        var products = new LinkedHashMap<String, Long>();
        for (JsonObject layer : run.getJsonArray("layers").getValuesAs(JsonObject.class)) {
            for (JsonObject count : layer.getJsonArray("actions").getValuesAs(JsonObject.class)) {
                if (count.getJsonObject("action").getString("kind").equals("multiply")) {
                    products.merge(
                            layer.getString("name"),
                            count.getJsonNumber("count").longValue(),
                            Long::sum);
                }
            }
        }
        return products;
    }
}

package archsim.reports.study;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.base.json.NamedFile;
import archsim.base.json.StrictJson;
import archsim.sweep.study.PairConfig;
import archsim.sweep.study.PublishedRow;
import archsim.sweep.study.Study;
import archsim.sweep.study.StudyConfig;
import jakarta.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** The published lines that studies print and those that validation checks are the same numbers. */
class StudyTablesInPrintTest {

    private static final Path FACTS = Path.of("../validation/published/storage.json");

    private record Printed(String table, double rate, String quantity, double value) {}

    @Test
    void bothNameTheSameFigures() throws Exception {
        List<Printed> checked = checked();
        List<Printed> shown = new ArrayList<>();
        for (String name : Study.SHIPPED.names()) {
            NamedFile file = NamedFile.find(name, Study.SHIPPED);
            StudyConfig study = StrictJson.read(name, file.text(), StudyConfig.class);
            study.pairs().forEach(pair -> shown.addAll(shown(pair)));
        }

        assertThat(checked).hasSizeGreaterThan(40);
        assertThat(shown).containsAll(checked);
    }

    private static List<Printed> checked() throws Exception {
        JsonObject facts = StrictJson.parseObject(FACTS.toString(), Files.readString(FACTS));
        List<Printed> printed = new ArrayList<>();
        for (JsonObject fact : facts.getJsonArray("facts").getValuesAs(JsonObject.class)) {
            JsonObject measurement = fact.getJsonObject("measurement");
            String citation = fact.getJsonObject("source").getString("citation");
            if (fact.getString("name").startsWith("table-") && measurement.containsKey("pruneRate")) {
                String quantity = measurement.getString("quantity").equals("bytes")
                        ? measurement.getString("layout")
                        : measurement.getString("quantity");
                printed.add(new Printed(
                        citation.replaceFirst(".*, ", ""),
                        measurement.getJsonNumber("pruneRate").doubleValue(),
                        quantity,
                        fact.getJsonNumber("value").doubleValue()));
            }
        }
        return printed;
    }

    private static List<Printed> shown(PairConfig pair) {
        List<Printed> printed = new ArrayList<>();
        pair.published().ifPresent(table -> table.rows().forEach(row -> {
            add(printed, table.table(), row, "weights", row.weights());
            add(printed, table.table(), row, "weight-bytes", row.weightBytes());
            add(printed, table.table(), row, "relative", row.relativeBytes());
            add(printed, table.table(), row, "structured", row.relativeBytes());
            add(printed, table.table(), row, "absolute", row.absoluteBytes());
            OptionalDouble rate = row.compressionRate();
            rate.ifPresent(
                    value -> printed.add(new Printed(table.table(), row.pruneRate(), "compression-rate", value)));
        }));
        return printed;
    }

    private static void add(
            List<Printed> printed, String table, PublishedRow row, String quantity, OptionalLong value) {
        value.ifPresent(number -> printed.add(new Printed(table, row.pruneRate(), quantity, number)));
    }
}

package archsim.engine.accelerator;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.base.Problems;
import archsim.base.json.CommonParts;
import archsim.base.json.StrictJson;
import archsim.engine.run.config.DeepMerge;
import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Machines that are bound part by part are those that are bound as a whole. */
class CommonPartsTest {

    private static final Path EYERISS = Path.of("../examples/described-machines/eyeriss-v2-like.json");

    private final CommonParts parts = new CommonParts(100);

    static Stream<JsonObject> machines() {
        Stream<String> described = Stream.of(Path.of("../examples/described-machines")
                        .toFile()
                        .list((folder, name) -> name.endsWith(".json")))
                .sorted();
        return Stream.concat(
                AcceleratorLibrary.names().stream().map(AcceleratorLibrary::json),
                described.map(name -> json(EYERISS.resolveSibling(name))));
    }

    private static JsonObject json(Path file) {
        return StrictJson.parseObject(file.toString(), StrictJson.readText(file));
    }

    private static JsonObject changed(String override) {
        return DeepMerge.of(json(EYERISS), StrictJson.parseObject("override", override));
    }

    @ParameterizedTest
    @MethodSource("machines")
    void aMachineIsTheOneThatIsBoundAsAWhole(JsonObject json) {
        assertThat(bound(json)).contains(StrictJson.bind("whole", json, Accelerator.class));
        assertThat(StrictJson.write(bound(json).orElseThrow()))
                .isEqualTo(StrictJson.write(StrictJson.bind("whole", json, Accelerator.class)));
    }

    @Test
    void whatDidNotChangeIsTheSameObject() {
        Accelerator first = bound(json(EYERISS)).orElseThrow();
        Accelerator faster = bound(changed("{\"clockMhz\": 300}")).orElseThrow();

        assertThat(faster.clockMhz()).isEqualTo(300);
        assertThat(faster.dataflow()).isSameAs(first.dataflow());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"clockMhz\": 0.5}",
                "{\"clockMhz\": \"fast\"}",
                "{\"technologyNm\": 65.5}",
                "{\"clock\": 200}",
                "{\"source\": null}",
                "{\"precision\": {\"accumulatorBits\": 4}}",
                "{\"dataflow\": {\"levels\": {\"1\": {\"banks\": 7}, \"4\": {\"words\": 100}}}}",
                "{\"dataflow\": {\"kind\": \"none\"}}",
                "{\"dataflow\": {\"levels\": {\"1\": {\"made\": \"glass\"}}}}",
                "{\"peArray\": {\"rows\": 4, \"columns\": 4}}"
            })
    void faultsAreThoseOfTheWhole(String override) {
        JsonObject json = changed(override);
        var expected = new Problems("machine");
        StrictJson.bind(expected, json, Accelerator.class, "/accelerator");
        bound(json(EYERISS));

        for (int again = 0; again < 2; again++) {
            var found = new Problems("machine");
            assertThat(parts.bind(found, json, Accelerator.class, "/accelerator"))
                    .isEmpty();
            assertThat(found.toException()).hasMessage(expected.toException().getMessage());
        }
        assertThat(expected.isEmpty()).isFalse();
    }

    private Optional<Accelerator> bound(JsonObject json) {
        return parts.bind(new Problems("parts"), json, Accelerator.class, "");
    }
}

package archsim.base.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import archsim.base.InvalidInputException;
import archsim.base.Problems;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the author of a configuration reads when a value is not what it should be. */
class JsonFaultsTest {

    private static List<String> faultsOf(String text) {
        var refused =
                catchThrowableOfType(InvalidInputException.class, () -> StrictJson.read("m.json", text, Machine.class));
        assertThat(refused).as("must be refused: %s", text).isNotNull();
        assertThat(refused.file()).isEqualTo("m.json");
        return refused.lines();
    }

    private static List<String> faultsWith(String sound, String faulty) {
        assertThat(Machine.SOUND).contains(sound);
        return faultsOf(Machine.SOUND.replace(sound, faulty));
    }

    @Test
    void aSoundFileBecomesItsRecord() {
        Machine machine = StrictJson.read("m.json", Machine.SOUND, Machine.class);

        assertThat(machine.macs()).isEqualTo(5_000_000_000L);
        assertThat(machine.stationary()).isEqualTo(Machine.Stationary.ROW_STATIONARY);
        assertThat(machine.dataflow()).isEqualTo(new Machine.Sparse(256, 16));
        assertThat(machine.density()).containsEntry("conv2", 1.0);
        assertThat(machine.note()).isEmpty();
        assertThat(machine.queueDepth()).hasValue(8);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        "rows": 16      | "rows": "16"        | /rows must be a whole number from 1 to 1024, was "16"
        "rows": 16      | "rows": 16.7        | /rows must be a whole number from 1 to 1024, was 16.7
        "rows": 16      | "rows": 0           | /rows must be a whole number from 1 to 1024, was 0
        "rows": 16      | "rows": 99999999999 | /rows must be a whole number from 1 to 1024, was 99999999999
        "rows": 16      | "rows": null        | /rows must be a whole number from 1 to 1024, was null
        "rows": 16      | "rows": [16]        | /rows must be a whole number from 1 to 1024, was a list
        "rows": 16      | "rows": 1e999999999 | /rows must be a number that 64-bit floating point can hold, was 1e999999999
        "rows": 16      | "rows": 1e-99999    | /rows must be a number that 64-bit floating point can hold, was 1e-99999
        5000000000      | 9223372036854775808 | /macs must be a whole number from -9223372036854775808 to 9223372036854775807, was 9223372036854775808
        "bytes": 1024   | "bytes": 2147483648 | /buffers/1/bytes must be a whole number from -2147483648 to 2147483647, was 2147483648
        200.0           | -1                  | /clockMhz must be a number of at least 0, was -1
        200.0           | true                | /clockMhz must be a number of at least 0, was true
        200.0           | 1e400               | /clockMhz must be a number that 64-bit floating point can hold, was 1e400
        "conv2": 1      | "conv2": 1.01       | /density/conv2 must be a number from 0 to 1, was 1.01
        "conv2": 1      | "a/b~c": "x"        | /density/a~1b~0c must be a number from 0 to 1, was "x"
        "sticker"       | 7                   | /name must be a text, was 7
        "gated": true   | "gated": "yes"      | /gated must be true or false, was "yes"
        "gated": true   | "gated": 1          | /gated must be true or false, was 1
        "queueDepth": 8 | "queueDepth": null  | /queueDepth must be a whole number, was null
        "queueDepth": 8 | "note": 1           | /note must be a text, was 1
        row-stationary  | row-stationery      | /stationary must be one of "row-stationary", "output", was "row-stationery", did you mean "row-stationary"?
        row-stationary  | ROW_STATIONARY      | /stationary must be one of "row-stationary", "output", was "ROW_STATIONARY", did you mean "row-stationary"?
        "row-stationary"| null                | /stationary must be one of "row-stationary", "output", was null
        "sparse"        | "sparce"            | /dataflow/kind must be one of "dense", "sparse", was "sparce", did you mean "sparse"?
        "kind": "sparse", |                   | /dataflow/kind is missing, expected one of "dense", "sparse"
        "conv1": 0.5, "conv2": 1 | "conv1": 0.5, "conv1": 1 | /density/conv1 must be given once, was given in line 4 and again in line 4
        """)
    void aWrongValueIsNamedWithWhatWasExpectedAndFound(String sound, String faulty, String fault) {
        assertThat(faultsWith(sound, faulty == null ? "" : faulty)).containsExactly(fault);
    }

    /** Maps in maps in a list, whose keys are in no alphabetical order. */
    @Test
    void mapsKeepTheOrderOfTheFile() {
        String text = "{\"tables\": [{\"z\": {\"b\": 1, \"a\": 2}, \"conv2\": {}, \"conv1\": {\"x\": 3}}]}";

        assertThat(StrictJson.read("t.json", text, Machine.Tables.class))
                .hasToString("Tables[tables=[{z={b=1, a=2}, conv2={}, conv1={x=3}}]]");
    }

    @ParameterizedTest
    @CsvSource({"16.0", "1.6e1", "160E-1"})
    void aWholeNumberMayBeWrittenWithAPoint(String rows) {
        String text = Machine.SOUND.replace("\"rows\": 16", "\"rows\": " + rows);

        assertThat(StrictJson.read("m.json", text, Machine.class).rows()).isEqualTo(16);
    }

    @Test
    void missingKeysAreNamedWithWhatTheyTake() {
        assertThat(faultsOf("{\"density\": {}}"))
                .containsExactly(
                        "/name is missing, expected a text",
                        "/rows is missing, expected a whole number from 1 to 1024",
                        "/macs is missing, expected a whole number",
                        "/clockMhz is missing, expected a number of at least 0",
                        "/gated is missing, expected true or false",
                        "/stationary is missing, expected one of \"row-stationary\", \"output\"",
                        "/dataflow is missing, expected an object",
                        "/buffers is missing, expected a list");
    }

    @Test
    void anUnknownKeyIsNamedWithTheNearestOne() {
        assertThat(faultsWith("\"queueDepth\"", "\"queuDepth\""))
                .containsExactly("/queuDepth is not a known key, did you mean \"queueDepth\"?");
    }

    @Test
    void anUnknownKeyLikeNoOtherIsNamedWithAll() {
        assertThat(faultsWith("\"bytes\": 1024", "\"bytes\": 1024, \"colour\": 1"))
                .containsExactly("/buffers/1/colour is not a known key, expected one of purpose, bytes");
    }

    @Test
    void duplicateKeysWrongTypesUnknownAndMissingKeysAreAllToldAtOnce() {
        assertThat(faultsOf("""
                        { "name": "a",
                          "name": "b", "rows": 16.7, "macs": 1e999999, "clockMhz": 1, "gatd": true,
                          "stationary": "output", "dataflow": [], "buffers": [{"bytes": "x"}], "density": {} }
                        """))
                .containsExactly(
                        "/name must be given once, was given in line 1 and again in line 2",
                        "/macs must be a number that 64-bit floating point can hold, was 1e999999",
                        "/rows must be a whole number from 1 to 1024, was 16.7",
                        "/gated is missing, expected true or false",
                        "/dataflow must be an object, was a list",
                        "/buffers/0/purpose is missing, expected a text",
                        "/buffers/0/bytes must be a whole number, was \"x\"",
                        "/gatd is not a known key, did you mean \"gated\"?");
    }

    /** The buffers are records of their own; the machine around them cannot be built without its rows. */
    @Test
    void aWrongTypeDoesNotHideWhatOtherRecordsRefuse() {
        String text = Machine.SOUND.replace("\"rows\": 16", "\"rows\": 16.7").replace("65536", "3");

        assertThat(faultsOf(text))
                .containsExactly(
                        "/rows must be a whole number from 1 to 1024, was 16.7",
                        "/buffers/0 bytes must be a power of two, was 3");
    }

    @Test
    void everyRecordThatRefusesItsValuesIsNamedByItsPointer() {
        String text = Machine.SOUND
                .replace("\"step\": 16", "\"step\": 15")
                .replace("65536", "3")
                .replace("\"bytes\": 1024", "\"bytes\": 5");

        assertThat(faultsOf(text))
                .containsExactly(
                        "/dataflow window must be a multiple of step, was 256 and 15",
                        "/buffers/0 bytes must be a power of two, was 3",
                        "/buffers/1 bytes must be a power of two, was 5");
    }

    @Test
    void aKeyGivenTwiceDoesNotHideThatARecordRefusesItsValues() {
        assertThat(faultsWith("\"bytes\": 1024", "\"bytes\": 5, \"bytes\": 5"))
                .containsExactly(
                        "/buffers/1/bytes must be given once, was given in line 3 and again in line 3",
                        "/buffers/1 bytes must be a power of two, was 5");
    }

    @Test
    void aPartOfALargerInputKeepsItsPointer() {
        var problems = new Problems("run.json");
        var tree = StrictJson.parseObject("run.json", "{\"purpose\": \"psums\", \"bytes\": 6}");

        assertThat(StrictJson.bind(problems, tree, Machine.Buffer.class, "/accelerator/buffers/0"))
                .isEmpty();
        assertThat(problems.toException().lines())
                .containsExactly("/accelerator/buffers/0 bytes must be a power of two, was 6");
    }

    private record Hidden(int a) {}

    @Test
    void aRecordThatJsonBCannotReachIsNamedToItsAuthor() {
        assertThatThrownBy(() -> StrictJson.read("h.json", "{\"a\": 1}", Hidden.class))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("must be public");
    }

    @Test
    void aSealedPartIsBoundByItsKind() {
        var problems = new Problems("run.json");
        var tree = StrictJson.parseObject("run.json", "{\"kind\": \"dense\", \"lanes\": 4}");

        assertThat(StrictJson.bind(problems, tree, Machine.Dataflow.class, "/dataflow"))
                .contains(new Machine.Dense(4));
    }
}

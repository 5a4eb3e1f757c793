package archsim.base;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.base.Fault.Code;
import archsim.base.json.Range;
import archsim.base.json.StrictJson;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultTest {

    private static final Fault ROWS = new Fault("/rows", "must be 1 to 4, was 5", Code.OUT_OF_RANGE);

    /** What {@link StrictJson} reads in these tests. */
    public record Sample(@Range(min = 1, max = 4) int rows, Size size) {}

    /** One of these. */
    public enum Size {
        SMALL,
        LARGE
    }

    @Test
    void aFaultUnderAPointerKeepsItsTextAndCode() {
        assertThat(ROWS.under("/peArray"))
                .isEqualTo(new Fault("/peArray/rows", "must be 1 to 4, was 5", Code.OUT_OF_RANGE));
    }

    @Test
    void aFaultMovesOnlyFromWithinThePointer() {
        Fault inner = ROWS.under("/accelerator");

        assertThat(inner.moved("/accelerator", "/designs/2")).contains(ROWS.under("/designs/2"));
        assertThat(inner.moved("/accelerator/rows", "/axes/0"))
                .contains(new Fault("/axes/0", ROWS.text(), ROWS.code()));
        assertThat(inner.moved("/accel", "/designs/2")).isEmpty();
    }

    /** The message suggests a name, and what was found is what stands in the file. */
    @Test
    void whatWasFoundIsNotWhatWasMeant() {
        String found = "must be a machine, was \"stiker\"";

        assertThat(Fault.of(found + Suggestion.sentence("stiker", List.of("sticker")))
                        .found())
                .contains("\"stiker\"");
        assertThat(Fault.of(found + Suggestion.orList("stiker", List.of(), "accelerators"))
                        .found())
                .contains("\"stiker\"");
    }

    /** A key may hold spaces, so a pointer cannot be found again in the line that users read. */
    @Test
    void aPointerWithASpaceStaysWhole() {
        Fault spaced = new Fault("/a key", "is not a known key", Code.UNKNOWN_KEY);

        assertThat(spaced.under("/base").pointer()).isEqualTo("/base/a key");
        assertThat(spaced).hasToString("/a key is not a known key");
    }

    @Test
    void aFaultOfOneFileAmongSeveralNamesTheFile() {
        assertThat(ROWS.inFile("dram/mine.json")).hasToString("dram/mine.json /rows must be 1 to 4, was 5");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            {"rows": 1}                                   | /size  | MISSING
            {"rows": 1, "size": "small", "sise": 1}       | /sise  | UNKNOWN_KEY
            {"rows": 1, "rows": 2, "size": "small"}       | /rows  | DUPLICATE_KEY
            {"rows": "1", "size": "small"}                | /rows  | WRONG_TYPE
            {"rows": 5, "size": "small"}                  | /rows  | OUT_OF_RANGE
            {"rows": 1, "size": "medium"}                 | /size  | UNKNOWN_NAME
            {"rows": 1, "size"                            | ''     | SYNTAX
            """)
    void theStrictReaderSaysWhichKindOfFaultItFound(String json, String pointer, Code code) {
        var problems = new Problems("sample.json");
        try {
            StrictJson.bind(problems, StrictJson.parseObject(problems, json), Sample.class, "");
        } catch (InvalidInputException syntax) {
            assertThat(code).isEqualTo(Code.SYNTAX);
        }

        assertThat(problems.toException().faults()).singleElement().satisfies(fault -> {
            assertThat(fault.pointer()).isEqualTo(pointer);
            assertThat(fault.code()).isEqualTo(code);
        });
    }
}

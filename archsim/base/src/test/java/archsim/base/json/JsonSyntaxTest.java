package archsim.base.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archsim.base.InvalidInputException;
import jakarta.json.Json;
import java.io.StringReader;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the author of a configuration reads when it is not JSON. */
class JsonSyntaxTest {

    @ParameterizedTest
    @MethodSource("notJson")
    void whatIsNotJsonIsShownAtItsPlace(String text, String fault) {
        assertThatThrownBy(() -> StrictJson.parseObject("a.json", text))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("a.json:\n  " + fault);
    }

    static Stream<Arguments> notJson() {
        return Stream.of(
                Arguments.of("", "must hold a JSON object, was empty"),
                Arguments.of(" \n\t ", "must hold a JSON object, was blank"),
                Arguments.of("[1]", "must hold a JSON object, was a list"),
                Arguments.of("null", "must hold a JSON object, was null"),
                at(1, 8, "{\"a\":1,}", "a key in double quotes, was \"}\""),
                at(1, 7, "{\"a\":1", "a comma or } after the value, was the end of the text"),
                at(2, 2, "{\"a\":\n {", "a key in double quotes, was the end of the text", 1),
                at(1, 6, "{\"a\":[1,2", "a comma or ] after the value, was the end of the text", 4),
                at(1, 2, "{a:1}", "a key in double quotes, was \"a\" (texts stand in double quotes)"),
                at(1, 6, "{\"a\":'b'}", "a value, was \"'\" (texts stand in double quotes)"),
                at(1, 1, "// x", "a value, was \"/\" (JSON has no comments)"),
                at(1, 6, "{\"a\":NaN}", "a value, was \"NaN\" (numbers are finite)"),
                at(1, 6, "{\"a\":True}", "a value, was \"True\" (JSON has true, false and null)"),
                at(1, 6, "{\"a\":+1}", "a value, was \"+\" (numbers have no plus sign)"),
                at(1, 6, "{\"a\":.5}", "a value, was \".\" (numbers start with a digit)"),
                at(1, 6, "{\"a\":01}", "a number without leading zeros, was \"01\""),
                at(1, 8, "{\"a\":1.}", "a digit after the decimal point, was \"}\""),
                at(1, 8, "{\"a\":1e}", "a digit in the exponent, was \"}\""),
                at(1, 7, "{\"a\":-}", "a digit, was \"}\""),
                at(1, 6, "{\"a\" 1}", "a colon after the key, was \"1\"", 0),
                at(2, 3, "{\"a\":1\n  \"b\":2}", "a comma or } after the value, was a text"),
                at(1, 7, "{\"a\":\"\n\"}", "a closing \" of the string in the same line, was the end of the line"),
                at(1, 9, "{\"a\":\"b}", "a closing \" of the string, was the end of the text"),
                at(1, 8, "{\"a\":\"\\q\"}", "one of \" \\ / b f n r t u after \\, was \"q\""),
                at(1, 9, "{\"a\":\"\\ug000\"}", "four hexadecimal digits after \\u, was \"g000\""),
                at(1, 6, "{\"a\":\"\\ud800\"}", "\\u escapes that make whole characters, was a text"),
                at(1, 9, "{\"a\":1} x", "nothing after the JSON value, was \"x\" (texts stand in double quotes)"),
                at(1, 8, "{\"a\":1}{}", "nothing after the JSON value, was \"{\""));
    }

    private static Arguments at(int line, int column, String text, String expected) {
        return at(line, column, text, expected, 0);
    }

    private static Arguments at(int line, int column, String text, String expected, int furtherRight) {
        return Arguments.of(
                text,
                "is not JSON at line %d, column %d: expected %s".formatted(line, column + furtherRight, expected));
    }

    @Test
    void aHundredLevelsAreRead() {
        String text = "{\"a\":".repeat(100) + "1" + "}".repeat(100);

        assertThat(StrictJson.parseObject("a.json", text)).hasSize(1);
    }

    @Test
    void aHundredAndOneLevelsAreRefusedHoweverMany() {
        assertThatThrownBy(() -> StrictJson.parseObject("a.json", "[".repeat(1_000_000)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageEndingWith("/0/0 must be nested at most 100 levels deep, was deeper");
    }

    @Test
    void anEndlessNumberIsRefusedWithoutComputingIt() {
        assertThatThrownBy(() -> StrictJson.parseObject("a.json", "{\"a\":" + "9".repeat(10_000_000) + "}"))
                .hasMessageEndingWith("can hold, was one of 10000000 characters");
    }

    @Test
    void anEndlessKeyIsRefused() {
        assertThatThrownBy(() -> StrictJson.parseObject("a.json", "{\"" + "k".repeat(201) + "\":1}"))
                .hasMessageEndingWith("must have keys of at most 200 characters, was one of 201");
    }

    @Test
    void everyEscapeIsRead() {
        assertThat(StrictJson.parseObject("a.json", "{\"a\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83D\\uDE00\"}")
                        .getString("a"))
                .isEqualTo("\"\\/\b\f\n\r\té\uD83D\uDE00");
    }

    /** The reference is the parser of the JSON-P library. */
    @ParameterizedTest
    @MethodSource("cutShort")
    void aFileCutShortAnywhereIsRefusedAndTheWholeAgreesWithTheReference(int length) {
        String text = Machine.SOUND.strip();
        if (length < text.length()) {
            assertThatThrownBy(() -> StrictJson.parseObject("a.json", text.substring(0, length)))
                    .isInstanceOf(InvalidInputException.class);
        } else {
            assertThat(StrictJson.parseObject("a.json", text))
                    .isEqualTo(Json.createReader(new StringReader(text)).readObject());
        }
    }

    static IntStream cutShort() {
        return IntStream.rangeClosed(0, Machine.SOUND.strip().length());
    }
}

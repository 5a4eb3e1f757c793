package archsim.base.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import archsim.base.InvalidInputException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListedTest {

    /** Two numbers. */
    @Listed
    public record Pair(
            @Range(min = 1) int first, @Range(min = 1) int second) {}

    /** One that must be there and one that may be missing. */
    public record Filter(Pair stride, Optional<Pair> dilation) {}

    private static Filter read(String stride, String dilation) {
        return StrictJson.read("f.json", "{\"stride\": " + stride + ", \"dilation\": " + dilation + "}", Filter.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"3 | 3 | 3", "[3, 3] | 3 | 3", "[2, 1] | 2 | 1"})
    void oneNumberStandsForAll(String json, int first, int second) {
        var pair = new Pair(first, second);
        assertThat(read(json, json)).isEqualTo(new Filter(pair, Optional.of(pair)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"3 | 3 | 3", "[2, 1] | 2 | 1"})
    void whatIsWrittenIsAsShortAsItCanBe(String json, int first, int second) {
        assertThat(StrictJson.write(new Filter(new Pair(first, second), Optional.empty())))
                .isEqualToIgnoringWhitespace("{\"stride\": " + json + "}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
        0         | /dilation must be a whole number of at least 1, was 0
        [1, 0]    | /dilation/1 must be a whole number of at least 1, was 0
        [1, "2"]  | /dilation/1 must be a whole number of at least 1, was "2"
        [1, 2, 3] | /dilation must be a whole number of at least 1 or a list of 2, was a list of 3
        []        | /dilation must be a whole number of at least 1 or a list of 2, was a list of 0
        "1"       | /dilation must be a whole number of at least 1 or a list of 2, was "1"
        {}        | /dilation must be a whole number of at least 1 or a list of 2, was an object
        """)
    void anythingElseIsAFaultAtItsPlace(String json, String fault) {
        var refused = catchThrowableOfType(InvalidInputException.class, () -> read("1", json));
        assertThat(refused.lines()).isEqualTo(List.of(fault));
    }
}

package archsim.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionTest {

    private static final List<String> KEYS = List.of("accelerator", "memory", "sparsity", "seed", "rows", "n", "m");

    @ParameterizedTest
    @CsvSource({
        "sparisty, sparsity", // letters swapped
        "acelerator, accelerator", // one left out
        "memmory, memory", // one too many
        "sead, seed", // one wrong
        "SEED, seed", // case
        "N, n", // case of a single letter
        "acceleratr0, accelerator", // two wrong in eleven
        "mamori, memory" // two wrong in six
    })
    void theKeyThatWasMeantIsFound(String typed, String meant) {
        assertThat(Suggestion.nearest(typed, KEYS)).contains(meant);
    }

    @ParameterizedTest
    @CsvSource({"colour", "k", "sxxd", "maori", "''"})
    void nothingIsSuggestedFromAfar(String typed) {
        assertThat(Suggestion.nearest(typed, KEYS)).isEmpty();
        assertThat(Suggestion.sentence(typed, KEYS)).isEmpty();
    }

    @Test
    void ofTwoEquallyNearTheFirstInTheAlphabetIsTaken() {
        assertThat(Suggestion.nearest("conv", List.of("conx", "cony", "cona"))).contains("cona");
    }

    @Test
    void theSentenceFollowsAMessage() {
        assertThat(Suggestion.sentence("sparisty", KEYS)).isEqualTo(", did you mean \"sparsity\"?");
    }

    /** A table of 10 million by 11 numbers would not fit the memory. */
    @Test
    void anEndlessNameCostsNothing() {
        assertThat(Suggestion.nearest("x".repeat(10_000_000), KEYS)).isEmpty();
    }
}

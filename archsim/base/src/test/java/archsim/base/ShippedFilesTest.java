package archsim.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShippedFilesTest {

    private final ShippedFiles samples = new ShippedFiles("archsim/base/samples", ".json");

    @Test
    void namesComeWithoutSuffixInAlphabeticalOrder() {
        assertThat(samples.names()).containsExactly("alpha", "beta");
    }

    @ParameterizedTest
    @ValueSource(strings = {"alpha", "alpha.json"})
    void aFileIsFoundWithAndWithoutItsSuffix(String name) {
        assertThat(samples.find(name))
                .hasValueSatisfying(bytes ->
                        assertThat(bytes).asString(StandardCharsets.UTF_8).isEqualTo("two\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gamma", "", "..", "../samples/alpha", "..\\samples\\alpha", "notes.txt", "a\u0000b"})
    void nothingElseIsFound(String name) {
        assertThat(samples.find(name)).isEmpty();
    }

    @Test
    void aFolderThatDoesNotShipIsEmpty() {
        assertThat(new ShippedFiles("archsim/base/absent", ".json").names()).isEmpty();
    }

    /** The class {@code org.junit.jupiter.api.Test} is read from JUnit's jar, where sub-folders are in the same list. */
    @Test
    void filesInAJarAreListedWithoutThoseOfItsSubFolders() {
        var classes = new ShippedFiles("org/junit/jupiter/api", ".class");

        assertThat(classes.names()).contains("Test").noneMatch(name -> name.contains("/"));
        assertThat(classes.find("Test")).isPresent();
    }
}

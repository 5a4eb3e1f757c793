package archsim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page for those who come from other simulators names keys and commands that archsim has. */
class ComingFromTest {

    private static final Path DOCS = Path.of("../docs");
    private static final Pattern KEY = Pattern.compile("`([a-z][A-Za-z]+)`");
    private static final Pattern COMMAND = Pattern.compile("`archsim ([a-z]+)");

    private static List<String> ours() throws IOException {
        return Files.readAllLines(DOCS.resolve("coming-from.md")).stream()
                .filter(line -> line.startsWith("| ") && line.split(" \\| ", -1).length == 2)
                .map(line -> line.split(" \\| ", -1)[1])
                .toList();
    }

    private static List<String> found(Pattern pattern) throws IOException {
        var found = new ArrayList<String>();
        for (String cell : ours()) {
            pattern.matcher(cell)
                    .results()
                    .map((MatchResult each) -> each.group(1))
                    .forEach(found::add);
        }
        return found;
    }

    @Test
    void everyKeyOfOursExists() throws IOException {
        String known = Files.readString(DOCS.resolve("keys.md")) + Files.readString(DOCS.resolve("loop-nest.md"));
        assertThat(found(KEY)).hasSizeGreaterThan(40).allSatisfy(key -> assertThat(known)
                .containsPattern("[`\"]" + key + "[`\"]"));
    }

    @Test
    void everyCommandExists() throws IOException {
        assertThat(found(COMMAND)).isNotEmpty().allSatisfy(command -> assertThat(Commands.NAMES)
                .contains(command));
    }
}

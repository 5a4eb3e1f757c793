package archsim.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every command on every page is run, and its output is what the page shows; {@code -Darchsim.pages.write=true} writes the pages. */
class PagesTest {

    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final Pattern INLINE = Pattern.compile("`archsim ([a-z-]+)([^`]*)`");
    private static final Pattern OPTION = Pattern.compile("--[a-z][a-z-]*");

    @TempDir
    private Path folder;

    @TestFactory
    Stream<DynamicTest> everyPageShowsWhatItsCommandsPrint() throws IOException {
        return Contents.pages(ROOT).stream()
                .filter(page -> Fences.of(page.lines()).stream()
                        .anyMatch(block -> block.language().equals("sh")))
                .map(page -> DynamicTest.dynamicTest(page.target(), () -> run(page)));
    }

    private void run(Page page) throws IOException, InterruptedException {
        List<String> renewed = PageRun.renewed(page.lines(), new Shell(folder.resolve(page.target()), ROOT));
        if (Boolean.getBoolean("archsim.pages.write")) {
            Files.writeString(page.source(), page.with(renewed).markdown());
        }
    }

    @Test
    void commandsWithinSentencesAndTheirOptionsExist() throws IOException, InterruptedException {
        var shell = new Shell(folder, ROOT);
        Page commands = CommandPage.made("", ROOT, shell);
        String help = commands.markdown();
        for (Page page : Contents.pages(ROOT)) {
            for (MatchResult found : INLINE.matcher(page.markdown()).results().toList()) {
                String command = found.group(1);
                assertThat(help).as("%s: %s", page.target(), found.group()).contains("\n## archsim " + command + "\n");
                String its = help.substring(help.indexOf("\n## archsim " + command + "\n"));
                String section = its.substring(0, Math.max(its.indexOf("\n## ", 1), 1));
                OPTION.matcher(found.group(2)).results().forEach(option -> assertThat(section.isBlank() ? its : section)
                        .as("%s: %s", page.target(), found.group())
                        .contains(option.group()));
            }
        }
    }

    @Test
    void theCommandsOfAHelpAreRead() {
        assertThat(CommandPage.commands(
                        List.of("Usage", "Commands:", "  run   Run it", "          well", "  mcp", "", "  no")))
                .containsExactly("run", "mcp");
        assertThat(CommandPage.commands(List.of("Usage", "  --help  x"))).isEmpty();
    }
}

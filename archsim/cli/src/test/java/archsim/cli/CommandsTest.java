package archsim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.Writer;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class CommandsTest {

    private static CommandLine root() {
        var nowhere = new PrintWriter(Writer.nullWriter());
        return new CommandLine(new Archsim(nowhere, nowhere));
    }

    @Test
    void namesAreThoseOfTheCommandsThemselves() {
        CommandLine root = root();
        Commands.addTo(root, "--help");
        assertThat(root.getSubcommands().keySet()).containsExactlyElementsOf(Commands.NAMES);
        root.getSubcommands()
                .forEach((name, command) ->
                        assertThat(command.getCommandSpec().name()).isEqualTo(name));
    }

    @Test
    void onlyTheNamedCommandIsRead() {
        CommandLine root = root();
        Commands.addTo(root, "--stacktrace", "list", "run");
        assertThat(root.getSubcommands().keySet()).containsExactly("list");
    }

    @Test
    void allAreReadWhereAHintOrCompletionNeedsThem() {
        assertThat(Outcome.of("lits").err()).contains("there is no command 'lits'", "did you mean \"list\"");
        assertThat(Outcome.of("generate-completion").out()).contains("sweep", "mcp");
    }
}

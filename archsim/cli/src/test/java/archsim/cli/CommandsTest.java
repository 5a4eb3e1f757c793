package archsim.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

class CommandsTest {

    private static CommandLine root() {
        var nowhere = new PrintWriter(Writer.nullWriter());
        return new CommandLine(new Archsim(nowhere, nowhere));
    }

    @Test
    void namesAreThoseOfTheCommandsThemselves() {
        CommandLine root = root();
        Commands.addTo(root);
        assertThat(root.getSubcommands().keySet()).containsExactlyElementsOf(Commands.NAMES);
        root.getSubcommands()
                .forEach((name, command) ->
                        assertThat(command.getCommandSpec().name()).isEqualTo(name));
    }

    /** The help names commands whose options were not read. */
    @Test
    void theHelpIsTheSameWhetherOptionsAreReadOrNot() {
        CommandLine all = root();
        Commands.addTo(all);
        CommandLine described = root();
        Commands.addTo(described, "--help");
        assertThat(described.getUsageMessage()).isEqualTo(all.getUsageMessage()).contains("generate-completion");
        assertThat(described.getSubcommands().get("run").getCommandSpec().options())
                .extracting(OptionSpec::longestName)
                .containsExactly("--stacktrace");
    }

    @Test
    void onlyTheNamedCommandIsRead() {
        CommandLine root = root();
        Commands.addTo(root, "--stacktrace", "list", "run");
        assertThat(root.getSubcommands().keySet()).containsExactly("list");
    }

    /** Descriptions are formats, where a lone per cent sign is a fault that goes to the standard error of any command. */
    @Test
    void wordsOfHelpAreFormats() {
        CommandLine root = root();
        Commands.addTo(root);
        assertThat(words(root)).hasSizeGreaterThan(100).allSatisfy(line -> assertThatCode(
                        () -> String.format(Locale.ROOT, line))
                .doesNotThrowAnyException());
    }

    private static List<String> words(CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        List<String> words = new ArrayList<>(List.of(spec.usageMessage().description()));
        spec.args().forEach(argument -> words.addAll(List.of(argument.description())));
        command.getSubcommands().values().forEach(below -> words.addAll(words(below)));
        return words;
    }

    @Test
    void allAreReadWhereAHintOrCompletionNeedsThem() {
        assertThat(Outcome.of("lits").err()).contains("there is no command 'lits'", "did you mean \"list\"");
        assertThat(Outcome.of("generate-completion").out()).contains("sweep", "mcp");
    }
}

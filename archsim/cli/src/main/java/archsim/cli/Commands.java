package archsim.cli;

import archsim.cli.catalogue.AreaCommand;
import archsim.cli.catalogue.ListCommand;
import archsim.cli.catalogue.MemoryCommand;
import archsim.cli.catalogue.ShowCommand;
import archsim.cli.file.CheckCommand;
import archsim.cli.file.InitCommand;
import archsim.cli.file.SchemaCommand;
import archsim.cli.model.CompressCommand;
import archsim.cli.model.DataCommand;
import archsim.cli.model.EvaluateCommand;
import archsim.cli.model.ImportCommand;
import archsim.cli.model.PruneCommand;
import archsim.cli.model.StorageCommand;
import archsim.cli.neighbours.ImportConfigCommand;
import archsim.cli.run.ExplainCommand;
import archsim.cli.run.MapCommand;
import archsim.cli.run.PriceCommand;
import archsim.cli.run.ReportCommand;
import archsim.cli.run.RunCommand;
import archsim.cli.serve.McpCommand;
import archsim.cli.serve.ServeCommand;
import archsim.cli.sweep.AnalyseCommand;
import archsim.cli.sweep.SearchCommand;
import archsim.cli.sweep.StudyCommand;
import archsim.cli.sweep.SweepCommand;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/** The commands by name. Only the one that is asked for is loaded: reading all of them takes longer than most need to run. */
final class Commands {

    /** In the order of the help. */
    static final List<String> NAMES = List.of(
            "run",
            "compress",
            "evaluate",
            "data",
            "import",
            "import-config",
            "check",
            "init",
            "schema",
            "prune",
            "storage",
            "price",
            "area",
            "explain",
            "map",
            "report",
            "sweep",
            "search",
            "study",
            "analyse",
            "validate",
            "reproduce",
            "memory",
            "list",
            "show",
            "serve",
            "mcp",
            "generate-completion");

    /** What the program itself answers. */
    private static final Set<String> OF_VERSION = Set.of("-V", "--version");

    private static final Set<String> OF_HELP = Set.of("-h", "--help");

    private Commands() {}

    /**
     * Adds the command that {@code arguments} name; all of them if they name none, for hints. For the help of the program, which
     * says no more of them, they have their descriptions only.
     */
    static void addTo(CommandLine root, String... arguments) {
        if (arguments.length == 1 && OF_VERSION.contains(arguments[0])) {
            return;
        }
        if (arguments.length == 1 && OF_HELP.contains(arguments[0])) {
            NAMES.forEach(name -> root.addSubcommand(name, described(type(name))));
            return;
        }
        Optional<String> named = Stream.of(arguments)
                .filter(argument -> !argument.startsWith("-"))
                .findFirst();
        named.filter(name -> NAMES.contains(name) && !name.equals("generate-completion"))
                .map(List::of)
                .orElse(NAMES)
                .forEach(name -> root.addSubcommand(name, type(name)));
    }

    /** The line that the help of the program has of a command: reading its options would take longer than all else of that help. */
    private static CommandSpec described(Class<?> command) {
        CommandSpec spec = CommandSpec.create();
        spec.usageMessage().description(command.getAnnotation(Command.class).description());
        return spec;
    }

    /** A switch, so that no class is loaded but that of the result. */
    private static Class<?> type(String name) {
        return switch (name) {
            case "run" -> RunCommand.class;
            case "compress" -> CompressCommand.class;
            case "evaluate" -> EvaluateCommand.class;
            case "data" -> DataCommand.class;
            case "import" -> ImportCommand.class;
            case "import-config" -> ImportConfigCommand.class;
            case "check" -> CheckCommand.class;
            case "init" -> InitCommand.class;
            case "schema" -> SchemaCommand.class;
            case "prune" -> PruneCommand.class;
            case "storage" -> StorageCommand.class;
            case "price" -> PriceCommand.class;
            case "area" -> AreaCommand.class;
            case "explain" -> ExplainCommand.class;
            case "map" -> MapCommand.class;
            case "report" -> ReportCommand.class;
            case "sweep" -> SweepCommand.class;
            case "search" -> SearchCommand.class;
            case "study" -> StudyCommand.class;
            case "analyse" -> AnalyseCommand.class;
            case "validate" -> ValidateCommand.class;
            case "reproduce" -> ReproduceCommand.class;
            case "memory" -> MemoryCommand.class;
            case "list" -> ListCommand.class;
            case "show" -> ShowCommand.class;
            case "serve" -> ServeCommand.class;
            case "mcp" -> McpCommand.class;
            case "generate-completion" -> GenerateCompletion.class;
            default -> throw new IllegalStateException("no command " + name);
        };
    }
}

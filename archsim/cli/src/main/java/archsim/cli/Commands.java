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
import archsim.cli.sweep.StudyCommand;
import archsim.cli.sweep.SweepCommand;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;

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

    private Commands() {}

    /** Adds the command that {@code arguments} name; all of them if they name none, for the help and for hints. */
    static void addTo(CommandLine root, String... arguments) {
        if (arguments.length == 1 && OF_VERSION.contains(arguments[0])) {
            return;
        }
        Optional<String> named = Stream.of(arguments)
                .filter(argument -> !argument.startsWith("-"))
                .findFirst();
        named.filter(name -> NAMES.contains(name) && !name.equals("generate-completion"))
                .map(List::of)
                .orElse(NAMES)
                .forEach(name -> root.addSubcommand(name, command(name)));
    }

    /** A switch, so that no class is loaded but that of the result. */
    private static Object command(String name) {
        return switch (name) {
            case "run" -> new RunCommand();
            case "compress" -> new CompressCommand();
            case "evaluate" -> new EvaluateCommand();
            case "data" -> new DataCommand();
            case "import" -> new ImportCommand();
            case "import-config" -> new ImportConfigCommand();
            case "check" -> new CheckCommand();
            case "init" -> new InitCommand();
            case "schema" -> new SchemaCommand();
            case "prune" -> new PruneCommand();
            case "storage" -> new StorageCommand();
            case "price" -> new PriceCommand();
            case "area" -> new AreaCommand();
            case "explain" -> new ExplainCommand();
            case "map" -> new MapCommand();
            case "report" -> new ReportCommand();
            case "sweep" -> new SweepCommand();
            case "study" -> new StudyCommand();
            case "analyse" -> new AnalyseCommand();
            case "validate" -> new ValidateCommand();
            case "reproduce" -> new ReproduceCommand();
            case "memory" -> new MemoryCommand();
            case "list" -> new ListCommand();
            case "show" -> new ShowCommand();
            case "serve" -> new ServeCommand();
            case "mcp" -> new McpCommand();
            case "generate-completion" -> new GenerateCompletion();
            default -> throw new IllegalStateException("no command " + name);
        };
    }
}

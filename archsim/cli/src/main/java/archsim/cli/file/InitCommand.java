package archsim.cli.file;

import archsim.base.AtomicFile;
import archsim.base.ShippedFiles;
import archsim.base.json.StrictJson;
import archsim.cli.output.ExitCode;
import archsim.cli.output.OutputFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code archsim init KIND}. */
@Command(
        name = "init",
        description = "Write a file to start from, which works as it is, and its schema beside it for the editor.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class InitCommand implements Callable<Integer> {

    /** Files to start from; each is tried by the tests. */
    static final ShippedFiles FILES = new ShippedFiles("archsim/init", ".json");

    @Spec
    private CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "KIND",
            completionCandidates = Names.class,
            description = "One of ${COMPLETION-CANDIDATES}.")
    private FileKind kind;

    @Parameters(index = "1", arity = "0..1", paramLabel = "FILE", description = "Where to; KIND.json if not given.")
    private Path file;

    @Option(names = "--force", description = "Replace the file if it is there.")
    private boolean force;

    /** Kinds that there is a file of. */
    static final class Names implements Iterable<String> {

        @Override
        public Iterator<String> iterator() {
            return FILES.names().iterator();
        }
    }

    @Override
    public Integer call() throws IOException {
        List<String> names = FILES.names();
        byte[] content = FILES.find(kind.toString())
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "KIND must be one of " + String.join(", ", names) + ", was " + kind));
        Path path = file == null ? Path.of(kind + ".json") : file;
        OutputFile target = OutputFile.check("FILE", path, force);
        Path schema = path.resolveSibling(kind.schemaFile());
        target.write(out -> AtomicFile.write(out, StrictJson.decode(kind.toString(), content)));
        if (force || !Files.exists(schema)) {
            AtomicFile.write(schema, StrictJson.write(kind.schema()));
        }
        PrintWriter err = spec.commandLine().getErr();
        err.println("wrote " + path + " and " + schema);
        err.println("next: " + next(path));
        return ExitCode.DONE;
    }

    private String next(Path path) {
        return switch (kind) {
            case RUN -> "archsim run --config " + path;
            case SWEEP -> "archsim sweep --config " + path;
            case SEARCH -> "archsim search " + path;
            case COMPRESS -> "archsim compress --config " + path + " --data DIR (see archsim data get)";
            case ACCELERATOR -> "archsim area " + path;
            default -> "archsim check " + path;
        };
    }
}

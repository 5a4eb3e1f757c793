package archsim.cli.file;

import archsim.base.json.StrictJson;
import archsim.base.table.ResultTable;
import archsim.cli.option.Format;
import archsim.cli.output.ExitCode;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code archsim schema NAME}. */
@Command(
        name = "schema",
        description = "Print the JSON Schema (2020-12) of a kind of file, for editors and other tools.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class SchemaCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "NAME",
            description = "One of ${COMPLETION-CANDIDATES}; a list of them if not given.")
    private FileKind kind;

    @Option(names = "--keys", description = "Print the reference of all keys of all files instead, in Markdown.")
    private boolean keys;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (keys) {
            out.print(KeyReference.page());
        } else if (kind == null) {
            ResultTable.Builder table = ResultTable.titled("").text("name").text("of a file that is a");
            for (FileKind each : FileKind.values()) {
                table.row(each.toString(), each.title());
            }
            out.print(Format.TEXT.render(table.build()));
        } else {
            out.print(StrictJson.write(kind.schema()));
        }
        return ExitCode.DONE;
    }
}

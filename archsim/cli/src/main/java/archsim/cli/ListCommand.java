package archsim.cli;

import archsim.base.table.ResultTable;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code archsim list}. */
@Command(
        name = "list",
        description = "List what ships with archsim by name.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ListCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "KIND",
            description = "One of ${COMPLETION-CANDIDATES}; everything if not given.")
    private Catalogue kind;

    @Mixin
    private FormatOption output;

    @Override
    public Integer call() {
        ResultTable.Builder table = ResultTable.titled("").text("kind").text("name");
        Stream<Catalogue> kinds = kind == null ? Catalogue.all() : Stream.of(kind);
        kinds.forEach(of -> of.names().forEach(name -> table.row(of.toString(), name)));
        spec.commandLine().getOut().print(output.format().render(table.build()));
        return Archsim.DONE;
    }
}

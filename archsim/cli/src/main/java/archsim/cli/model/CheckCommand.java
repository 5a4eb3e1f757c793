package archsim.cli.model;

import archsim.cli.option.FormatOption;
import archsim.cli.output.ExitCode;
import archsim.cli.table.CheckTable;
import archsim.workloads.model.ModelLibrary;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code archsim check MODEL}. */
@Command(
        name = "check",
        description = "Check a model and show each layer beside its node of the imported graph: shapes, MACs, weights,"
                + " zeros, bits, scales.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class CheckCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "MODEL", description = "A .safetensors file of archsim, or a model that ships.")
    private String model;

    @Mixin
    private FormatOption output;

    @Override
    public Integer call() {
        CheckTable check = CheckTable.of(model, ModelLibrary.find(model));
        spec.commandLine().getOut().print(output.format().render(check.table()));
        check.disagreeing().forEach(layer -> spec.commandLine()
                .getErr()
                .println("layer " + layer + " makes another number of outputs than its node in the graph"));
        return check.disagreeing().isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
    }
}

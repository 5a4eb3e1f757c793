package archsim.cli.sweep;

import archsim.workloads.model.ModelLibrary;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code archsim study cifar10}: {@code archsim study drawn-masks} of all models of CIFAR-10 that ship. */
@Command(
        name = "cifar10",
        description =
                "Every model of CIFAR-10 that ships on every machine, on its own masks and recorded inputs: rate, bits,"
                        + " storage, cycles and energy beside the dense 8-bit network, and how far drawn masks of equal"
                        + " rate are off. As archsim study drawn-masks with the names of these models.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class CifarStudyCommand implements Callable<Integer> {

    private static final String DATA_SET = "-cifar10-";

    @Mixin
    private DrawnOptions options;

    @Override
    public Integer call() throws IOException {
        return options.run(ModelLibrary.names().stream()
                .filter(name -> name.contains(DATA_SET))
                .toList());
    }
}

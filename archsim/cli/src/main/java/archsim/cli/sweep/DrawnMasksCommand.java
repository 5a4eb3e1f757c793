package archsim.cli.sweep;

import archsim.workloads.model.ModelLibrary;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code archsim study drawn-masks}. */
@Command(
        name = "drawn-masks",
        description =
                "How far simulations on drawn masks are from those on a trained model's own masks, machine by machine:"
                        + " cycles, energy, DRAM traffic, and which part is due to products, imbalance and indices. Masks"
                        + " are drawn at the density of each layer.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class DrawnMasksCommand implements Callable<Integer> {

    @Parameters(
            arity = "0..*",
            paramLabel = "MODEL",
            description = "Models with recorded inputs, by name or file; all that ship if not given.")
    private List<String> models;

    @Mixin
    private DrawnOptions options;

    @Override
    public Integer call() throws IOException {
        return options.run(models == null ? ModelLibrary.names() : models);
    }
}

package archsim.cli.model;

import archsim.cli.option.FormatOption;
import archsim.cli.output.ExitCode;
import archsim.workloads.LayerWorkload;
import archsim.workloads.model.CompressedModel;
import archsim.workloads.model.ModelLibrary;
import archsim.workloads.storage.CsrRelative;
import archsim.workloads.storage.FormatParameters;
import archsim.workloads.storage.StorageReport;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code archsim storage MODEL}. */
@Command(
        name = "storage",
        description = "Size of each layer of a model in every storage format that holds it; the smallest is starred.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class StorageCommand implements Callable<Integer> {

    private static final String AUTO = "auto";

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "MODEL", description = "A .safetensors file, or a model that ships.")
    private String model;

    @Option(
            names = "--bits",
            paramLabel = "N",
            description = "Width of a weight, 1 to 32; the model's own if not given.")
    private Integer bits;

    @Option(
            names = "--index-bits",
            paramLabel = "auto|N",
            defaultValue = AUTO,
            description = "Width of a relative index, 1 to 16; auto takes each layer's best (auto if not given).")
    private String indexBits;

    @Option(
            names = "--block-size",
            paramLabel = "N",
            defaultValue = "64",
            description = "Rows and columns of a block of absolute indices (${DEFAULT-VALUE} if not given).")
    private int blockSize;

    @Option(
            names = "--pes",
            paramLabel = "N",
            defaultValue = "64",
            description = "PEs that interleaved columns are distributed over (${DEFAULT-VALUE} if not given).")
    private int pes;

    @Mixin
    private FormatOption output;

    @Override
    public Integer call() {
        OptionalInt width = bits == null ? OptionalInt.empty() : OptionalInt.of(checked("--bits", bits, 32));
        OptionalInt indexWidth = indexBits.equals(AUTO) ? OptionalInt.empty() : OptionalInt.of(indexWidth());
        var parameters = new FormatParameters(
                indexWidth, checked("--block-size", blockSize, 32_768), checked("--pes", pes, 65_536));
        CompressedModel found = ModelLibrary.find(model);
        List<LayerWorkload> layers = found.toWorkload(model, 1).layers();
        var report = StorageReport.of(model, layers, width, parameters);
        spec.commandLine().getOut().print(output.format().render(report.toTable()));
        return ExitCode.DONE;
    }

    private int indexWidth() {
        try {
            return checked("--index-bits", Integer.parseInt(indexBits), CsrRelative.LARGEST_INDEX_BITS);
        } catch (NumberFormatException e) {
            throw new ParameterException(
                    spec.commandLine(), "--index-bits must be auto or 1 to 16, was " + indexBits, e);
        }
    }

    private int checked(String option, int value, int largest) {
        if (value < 1 || value > largest) {
            throw new ParameterException(spec.commandLine(), option + " must be 1 to " + largest + ", was " + value);
        }
        return value;
    }
}

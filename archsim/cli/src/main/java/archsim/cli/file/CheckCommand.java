package archsim.cli.file;

import archsim.base.json.StrictJson;
import archsim.cli.option.Format;
import archsim.cli.output.ExitCode;
import archsim.cli.table.CheckTable;
import archsim.workloads.model.ModelLibrary;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code archsim check FILE...}. */
@Command(
        name = "check",
        description = {
            "Check files without running them: every fault with its place, what was expected and what was found.",
            "Of a model: each layer beside its node of the imported graph, shapes, MACs, weights, zeros, bits, scales."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class CheckCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE|MODEL",
            description = "Files of JSON of any kind that archsim reads, or one model: a .safetensors file of archsim,"
                    + " or a model that ships.")
    private List<String> files;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            description = "What the files are: ${COMPLETION-CANDIDATES}; told from their keys if not given.")
    private FileKind kind;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "How to print what was found: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE} if not given).")
    private CheckFormat format;

    @Override
    public Integer call() {
        return files.size() == 1 && kind == null && !files.get(0).endsWith(".json") ? model() : check();
    }

    private int check() {
        List<CheckedFile> checked = files.stream()
                .map(file -> CheckedFile.of(file, Optional.ofNullable(kind)))
                .toList();
        PrintWriter out = spec.commandLine().getOut();
        switch (format) {
            case TEXT -> checked.forEach(file -> out.print(file.text()));
            case JSON ->
                out.print(StrictJson.write(
                        Map.of("files", checked.stream().map(CheckedFile::tree).toList())));
            case SARIF -> out.print(Sarif.of(checked));
            case CSV ->
                throw new ParameterException(spec.commandLine(), "--format csv holds the table of a model only");
        }
        return checked.stream().allMatch(CheckedFile::isSound) ? ExitCode.DONE : ExitCode.WRONG_INPUT;
    }

    private int model() {
        if (format == CheckFormat.SARIF) {
            throw new ParameterException(spec.commandLine(), "--format sarif holds faults of files of JSON only");
        }
        String model = files.get(0);
        CheckTable check = CheckTable.of(model, ModelLibrary.find(model));
        spec.commandLine().getOut().print(Format.valueOf(format.name()).render(check.table()));
        check.disagreeing().forEach(layer -> spec.commandLine()
                .getErr()
                .println("layer " + layer + " makes another number of outputs than its node in the graph"));
        return check.disagreeing().isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
    }
}

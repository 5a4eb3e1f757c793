package archsim.cli.output;

import archsim.base.InvalidInputException;
import archsim.cli.progress.StepBar;
import archsim.workloads.model.CompressedModel;
import archsim.workloads.model.ModelFile;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The model file that a command writes; a file that is there is kept unless its user says otherwise. */
public final class ModelOutput {

    private static final String SUFFIX = ".safetensors";

    @Option(
            names = {"-o", "--out"},
            required = true,
            paramLabel = "MODEL",
            description = "The .safetensors file to write.")
    private Path path;

    @Option(names = "--force", description = "Replace the file if it is there.")
    private boolean force;

    public Path path() {
        return path;
    }

    /** Writes {@code model} there. */
    public void write(CompressedModel model) throws IOException {
        try (var bar = new StepBar("bytes")) {
            check().write(file -> ModelFile.write(file, model, bar));
        }
    }

    /** Refuses, before any work, a file that must not or cannot be written. */
    public OutputFile check() {
        if (!path.toString().isEmpty() && !path.toString().endsWith(SUFFIX)) {
            throw InvalidInputException.of("-o " + path, "must end in %s, for it will be a model", SUFFIX);
        }
        return OutputFile.check("-o", path, force);
    }
}

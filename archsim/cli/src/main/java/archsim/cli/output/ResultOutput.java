package archsim.cli.output;

import archsim.cli.option.Format;
import archsim.cli.option.FormatOption;
import archsim.engine.run.result.SimulationResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options that say where a result goes: printed, and with {@code --out} also to files. */
public final class ResultOutput {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Also write result.json, layers.csv and the chart of cycles and energy there.")
    private Path out;

    @Option(names = "--force", description = "Replace files in the output folder.")
    private boolean force;

    @Mixin
    private FormatOption format;

    /** The folder to write to, checked before any work. */
    public Optional<OutputFolder> folder() {
        return Optional.ofNullable(out).map(path -> OutputFolder.check(path, force));
    }

    /** Whether people read what is printed. */
    public boolean isText() {
        return format.format() == Format.TEXT;
    }

    /** Writes the files, if there is a folder for them, and prints. */
    public void show(SimulationResult result, OpenOutput open) throws IOException {
        String shown = ResultText.of(result, format.format());
        if (open.folder().isPresent()) {
            ResultFiles.write(open.folder().get(), result, spec.commandLine().getErr());
        }
        spec.commandLine().getOut().print(shown);
    }
}

package archsim.cli.option;

import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code --resume} and {@code --force}, for commands that keep what is finished in a folder. */
public final class ResumeOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(names = "--resume", description = "Go on with what was begun in the output folder.")
    private boolean resume;

    @Option(names = "--force", description = "Start over even if the output folder holds files, and replace them.")
    private boolean force;

    /**
     * Whether the two are used as they can be.
     *
     * @param out the output folder; null if none is given
     */
    public void check(Path out) {
        if (resume && force) {
            throw misused("--resume and --force cannot both be given");
        }
        if (resume && out == null) {
            throw misused("--resume needs --out, the folder of the " + command.name() + " to go on with");
        }
    }

    private ParameterException misused(String message) {
        return new ParameterException(command.commandLine(), message);
    }

    /** Whether to go on. */
    public boolean resume() {
        return resume;
    }

    /** Whether to start over. */
    public boolean force() {
        return force;
    }
}

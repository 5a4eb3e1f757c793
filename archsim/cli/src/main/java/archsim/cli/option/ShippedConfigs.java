package archsim.cli.option;

import archsim.base.InvalidInputException;
import archsim.base.ShippedFiles;
import archsim.base.json.EnumNames;
import archsim.workloads.InputFile;
import java.util.Optional;
import java.util.stream.Stream;

/** The configurations that ship, by the command that takes them. */
public enum ShippedConfigs {
    RUN("archsim/configs"),
    SWEEP("archsim/sweep-configs"),
    SEARCH("archsim/search-configs"),
    COMPRESS("archsim/compression-configs");

    private final String folder;

    ShippedConfigs(String folder) {
        this.folder = folder;
    }

    public ShippedFiles files() {
        return new ShippedFiles(folder, ".json");
    }

    /** Of all commands. */
    public static ShippedFiles[] all() {
        return Stream.of(values()).map(ShippedConfigs::files).toArray(ShippedFiles[]::new);
    }

    /** The command that takes the configuration called {@code name}. */
    public static Optional<ShippedConfigs> of(String name) {
        return Stream.of(values())
                .filter(configs -> configs.files().find(name).isPresent())
                .findFirst();
    }

    /**
     * Refuses the name of a configuration that ships for another command.
     *
     * @throws InvalidInputException that says which
     */
    public void refuseOthers(String fileOrName) {
        Optional<ShippedConfigs> found = InputFile.exists(fileOrName) ? Optional.empty() : of(fileOrName);
        found.filter(other -> other != this).ifPresent(other -> {
            throw InvalidInputException.of(
                    fileOrName,
                    "is a configuration that ships for archsim %s; archsim %s takes a file or one of its own in archsim list configs",
                    other,
                    this);
        });
    }

    @Override
    public String toString() {
        return EnumNames.of(this);
    }
}

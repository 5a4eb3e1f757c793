package archsim.workloads.network;

import archsim.base.InvalidInputException;
import archsim.base.ShippedFiles;
import archsim.base.Suggestion;
import archsim.base.json.StrictJson;
import archsim.workloads.InputFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where networks are found: the files in {@code networks/} that ship, and any file a user names. */
public final class Networks {

    private static final ShippedFiles SHIPPED = new ShippedFiles("archsim/networks", ".json");

    private Networks() {}

    /** Names of the networks that ship, in alphabetical order. */
    public static List<String> names() {
        return SHIPPED.names();
    }

    /**
     * The network in the file {@code nameOrFile}, or if there is no such file, the one that ships under this name.
     *
     * @throws InvalidInputException if there is neither, or it is faulty
     */
    public static Network find(String nameOrFile) {
        return InputFile.exists(nameOrFile)
                ? NetworkFile.parse(nameOrFile, StrictJson.readText(Path.of(nameOrFile)))
                : shipped(nameOrFile);
    }

    /**
     * The network that a file describes.
     *
     * @param name of the file, for messages
     * @throws InvalidInputException with all its faults
     */
    public static Network read(String name, String text) {
        return NetworkFile.parse(name, text);
    }

    /**
     * The network that ships under {@code name}.
     *
     * @throws InvalidInputException if none does
     */
    public static Network shipped(String name) {
        Optional<byte[]> content = SHIPPED.find(name);
        if (content.isEmpty()) {
            throw InvalidInputException.of(
                    name, "is neither a file nor a network that ships%s", Suggestion.orList(name, names(), "networks"));
        }
        String file = name + ".json";
        return NetworkFile.parse(file, StrictJson.decode(file, content.get()));
    }
}

package archsim.base.json;

import archsim.base.InvalidInputException;
import archsim.base.ShippedFiles;
import archsim.base.Suggestion;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The text that an argument such as {@code --config FILE|NAME} stands for.
 *
 * @param name as the user wrote it
 * @param text of the file
 * @param folder that relative paths inside the text start from
 */
public record NamedFile(String name, String text, Path folder) {

    /** The configuration called {@code fileOrName}. */
    public static NamedFile find(String fileOrName, ShippedFiles shipped) {
        return find(fileOrName, shipped, "a configuration", "--config");
    }

    /**
     * The file called {@code fileOrName}, or if there is none, the one that ships under that name.
     *
     * @param kind of thing, for messages
     * @param argument that it was given as, for messages
     * @throws InvalidInputException if there is neither or it is not text
     */
    public static NamedFile find(String fileOrName, ShippedFiles shipped, String kind, String argument) {
        Optional<Path> file = existing(fileOrName);
        if (file.isPresent()) {
            Path folder = file.get().toAbsolutePath().getParent();
            return new NamedFile(fileOrName, StrictJson.readText(file.get()), folder);
        }
        byte[] content = shipped.find(fileOrName).orElseThrow(() -> unknown(fileOrName, shipped, kind, argument));
        return new NamedFile(fileOrName, StrictJson.decode(fileOrName, content), Path.of(""));
    }

    private static Optional<Path> existing(String name) {
        try {
            return Optional.of(Path.of(name)).filter(path -> !name.isEmpty() && Files.exists(path));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static InvalidInputException unknown(String name, ShippedFiles shipped, String kind, String argument) {
        String stem = name.endsWith(shipped.suffix())
                ? name.substring(0, name.length() - shipped.suffix().length())
                : name;
        return InvalidInputException.of(
                name.isEmpty() ? argument : name,
                "is neither a file nor %s that ships%s",
                kind,
                Suggestion.orList(stem, shipped.names(), shipped.catalogue()));
    }
}

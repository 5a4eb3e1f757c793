package archsim.workloads.model;

import archsim.base.InvalidInputException;
import archsim.base.ShippedFiles;
import archsim.base.Suggestion;
import archsim.workloads.InputFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Where models are found: the files in {@code models/} that ship, and any file a user names. */
public final class ModelLibrary {

    private static final ShippedFiles SHIPPED = new ShippedFiles("archsim/models", ".safetensors");

    private ModelLibrary() {}

    /** Names of the models that ship, in alphabetical order. */
    public static List<String> names() {
        return SHIPPED.names();
    }

    /**
     * The model in the file {@code nameOrFile}, or if there is no such file, the one that ships under this name.
     *
     * @throws InvalidInputException if there is neither, or it is faulty
     */
    public static CompressedModel find(String nameOrFile) {
        if (InputFile.exists(nameOrFile)) {
            return ModelFile.read(Path.of(nameOrFile));
        }
        byte[] content = SHIPPED.find(nameOrFile).orElseThrow(() -> unknown(nameOrFile));
        return ModelFile.read(nameOrFile, content);
    }

    /**
     * Whether {@code nameOrFile} is a model of archsim and not a file of tensors to import.
     *
     * @throws InvalidInputException if it is a file of tensors that is faulty
     */
    public static boolean isOne(String nameOrFile) {
        if (!InputFile.exists(nameOrFile)) {
            return names().contains(nameOrFile);
        }
        Path file = Path.of(nameOrFile);
        return nameOrFile.toLowerCase(Locale.ROOT).endsWith(".safetensors")
                && TensorFile.read(file).metadata().containsKey(ModelFile.MANIFEST);
    }

    private static InvalidInputException unknown(String name) {
        return InvalidInputException.of(
                name, "is neither a file nor a model that ships%s", Suggestion.orList(name, names(), "models"));
    }
}

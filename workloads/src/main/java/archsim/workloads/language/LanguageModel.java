package archsim.workloads.language;

import archsim.base.InvalidInputException;
import archsim.base.ShippedFiles;
import archsim.base.json.StrictJson;
import archsim.workloads.InputFile;
import archsim.workloads.imports.checkpoint.ConfigNode;
import archsim.workloads.imports.transformer.Transformer;
import jakarta.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A language model without weights.
 *
 * @param name as files and configurations call it, e.g. {@code llama-3-8b}
 * @param title as people call it
 * @param transformer that its configuration describes
 * @param quantised whether the configuration says that a checkpoint beside it is quantised
 */
public record LanguageModel(String name, String title, Transformer transformer, boolean quantised) {

    /** Those that ship, in the form of {@link LanguageModelFile}. */
    public static final ShippedFiles SHIPPED = new ShippedFiles("archsim/language-models", ".json");

    private static final String CONFIG = "config.json";

    /**
     * The model of {@code source}: a folder with {@code config.json}, such a file, or the name of one that ships.
     *
     * @return empty if {@code source} is none of them
     * @throws InvalidInputException if it is one, and faulty
     */
    public static Optional<LanguageModel> find(String source) {
        Optional<Path> config = config(source);
        if (config.isPresent()) {
            return fromFile(config.get());
        }
        return SHIPPED.find(source).filter(any -> !InputFile.exists(source)).map(content -> {
            String file = SHIPPED.names().contains(source) ? source + ".json" : source;
            return LanguageModelFile.read(file, StrictJson.decode(file, content));
        });
    }

    private static Optional<Path> config(String source) {
        try {
            Path path = Path.of(source);
            if (Files.isDirectory(path)) {
                if (!Files.isRegularFile(path.resolve(CONFIG))) {
                    throw InvalidInputException.of(source, "must hold config.json, which says what the layers are");
                }
                return Optional.of(path.resolve(CONFIG));
            }
            return Optional.of(path).filter(Files::isRegularFile).filter(file -> file.toString()
                    .endsWith(".json"));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** Empty if the file has no {@code model_type}, so that it may be a network of layers, and is no file of a model. */
    private static Optional<LanguageModel> fromFile(Path file) {
        String name = file.toString();
        String text = StrictJson.readText(file);
        JsonObject json = StrictJson.parseObject(name, text);
        if (json.containsKey("config") && json.containsKey("schemaVersion")) {
            return Optional.of(LanguageModelFile.read(name, text));
        }
        if (!json.containsKey("model_type") && !file.endsWith(CONFIG)) {
            return Optional.empty();
        }
        Path folder = file.toAbsolutePath().normalize().getParent();
        Path last = file.endsWith(CONFIG) && folder != null ? folder.getFileName() : file.getFileName();
        String title = last == null ? name : last.toString().replaceFirst("\\.json$", "");
        return Optional.of(of(title, title, new ConfigNode(name, "", json)));
    }

    static LanguageModel of(String name, String title, ConfigNode config) {
        boolean quantised =
                List.of("quantization_config", "compression_config").stream().anyMatch(config::has);
        return new LanguageModel(name, title, Transformer.of(config), quantised);
    }
}

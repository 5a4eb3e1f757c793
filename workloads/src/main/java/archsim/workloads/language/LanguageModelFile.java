package archsim.workloads.language;

import archsim.base.json.Described;
import archsim.base.json.Range;
import archsim.base.json.StrictJson;
import archsim.workloads.imports.checkpoint.ConfigNode;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

/**
 * A language model's file, in the form of its JSON.
 *
 * @param source of the configuration and of published counts
 * @param config as hubs hold it, cut to what says the layers
 */
public record LanguageModelFile(
        @Range(min = 1, max = 1) int schemaVersion,
        String name,
        String title,
        String source,
        @Described("an object") JsonValue config) {

    public LanguageModelFile {
        if (!(config instanceof JsonObject)) {
            throw new IllegalArgumentException("config must be an object");
        }
    }

    static LanguageModel read(String fileName, String text) {
        LanguageModelFile file = StrictJson.read(fileName, text, LanguageModelFile.class);
        return LanguageModel.of(file.name, file.title, new ConfigNode(fileName, "/config", file.config.asJsonObject()));
    }
}

package archsim.workloads.imports.checkpoint;

import archsim.base.json.StrictJson;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Small checkpoints in the layouts that hubs hold, with the right values of each.
 *
 * <p>The values come from a decoder that shares no code with the encoder; where the library of a format could be run on the
 * files, it gives the same matrices.
 */
final class PublishedLayouts {

    static final List<String> NAMES = List.of(
            "awq-int4-g32",
            "ct-fp8-tensor",
            "ct-int8-w8a8",
            "ct-nvfp4",
            "ct-pack-int4-g32-sym",
            "ct-sparse-24-bitmask",
            "gptq-int4-g32",
            "hf-gpt2",
            "hf-llama-gqa-tied");

    private PublishedLayouts() {}

    static Path folder(String name) {
        try {
            URI config =
                    PublishedLayouts.class.getResource(name + "/config.json").toURI();
            return Path.of(config).getParent();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static JsonObject expected(String name) {
        Path file = folder(name).resolve("expected.json");
        return StrictJson.parseObject(file.toString(), StrictJson.readText(file));
    }

    /** Copies the files of a layout, without what is expected of it. */
    static Path copy(String name, Path target) throws IOException {
        Files.createDirectories(target);
        try (var files = Files.list(folder(name))) {
            for (Path file :
                    files.filter(found -> !found.endsWith("expected.json")).toList()) {
                Files.copy(file, target.resolve(file.getFileName()));
            }
        }
        return target;
    }
}

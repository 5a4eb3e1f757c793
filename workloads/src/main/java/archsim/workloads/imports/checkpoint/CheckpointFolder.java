package archsim.workloads.imports.checkpoint;

import archsim.base.Fault.Code;
import archsim.base.InvalidInputException;
import archsim.base.Problems;
import archsim.base.json.StrictJson;
import archsim.workloads.model.MappedTensorFile;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The files of tensors in a folder.
 *
 * @param folder that holds them
 * @param shards files of tensors
 * @param index file of each tensor, if there are several
 */
record CheckpointFolder(Path folder, List<MappedTensorFile> shards, Optional<JsonObject> index) {

    static final String CONFIG = "config.json";
    static final String QUANTIZE_CONFIG = "quantize_config.json";
    private static final String INDEX = "model.safetensors.index.json";
    private static final String SINGLE = "model.safetensors";
    private static final String SHARD = "[A-Za-z0-9][A-Za-z0-9._-]{0,200}\\.safetensors";
    private static final String PICKLED = ".*\\.(bin|pt|pth|ckpt|pkl)(\\.index\\.json)?";

    static CheckpointFolder of(Path folder) {
        List<String> names = names(folder);
        if (!names.contains(CONFIG)) {
            throw InvalidInputException.of(
                    Code.NOT_FOUND,
                    folder.toString(),
                    "must hold %s, which says how the model is made, was %s",
                    CONFIG,
                    names.isEmpty() ? "empty" : "a folder of " + shown(names));
        }
        if (names.contains(INDEX)) {
            JsonObject index = index(folder.resolve(INDEX));
            return new CheckpointFolder(folder, open(folder, shards(folder, index)), Optional.of(index));
        }
        return new CheckpointFolder(folder, open(folder, List.of(single(folder, names))), Optional.empty());
    }

    private static List<String> names(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw InvalidInputException.of(Code.UNREADABLE, folder.toString(), "cannot be read (%s)", e.getMessage());
        }
    }

    private static String shown(List<String> names) {
        return names.stream().limit(8).collect(Collectors.joining(", ")) + (names.size() > 8 ? ", ..." : "");
    }

    private static String single(Path folder, List<String> names) {
        List<String> files =
                names.stream().filter(name -> name.endsWith(".safetensors")).toList();
        if (names.contains(SINGLE)) {
            return SINGLE;
        }
        if (files.size() == 1) {
            return files.get(0);
        }
        Optional<String> pickled =
                names.stream().filter(name -> name.matches(PICKLED)).findFirst();
        if (files.isEmpty() && pickled.isPresent()) {
            throw InvalidInputException.of(folder.toString(), "%s", PickledFile.refusal(pickled.get()));
        }
        throw InvalidInputException.of(
                folder.toString(),
                "must hold %s, or %s and the files that it lists, was a folder of %s",
                SINGLE,
                INDEX,
                shown(names));
    }

    private static JsonObject index(Path file) {
        JsonObject tree = StrictJson.parseObject(file.toString(), StrictJson.readText(file));
        if (tree.get("weight_map") instanceof JsonObject map) {
            return map;
        }
        throw InvalidInputException.at(
                "/weight_map", Code.OTHER, file.toString(), "must be an object of tensors and their files");
    }

    private static List<String> shards(Path folder, JsonObject index) {
        var problems = new Problems(folder.resolve(INDEX).toString());
        var shards = new TreeMap<String, JsonValue>();
        index.forEach((tensor, shard) -> {
            if (shard instanceof JsonString file && file.getString().matches(SHARD)) {
                shards.put(file.getString(), shard);
            } else {
                problems.add(
                        "/weight_map/" + Json.encodePointer(tensor),
                        "must be a .safetensors file beside the index, was %s",
                        shard);
            }
        });
        problems.throwIfAny();
        return List.copyOf(shards.keySet());
    }

    private static List<MappedTensorFile> open(Path folder, List<String> files) {
        return files.stream()
                .map(file -> MappedTensorFile.open(folder.resolve(file)))
                .toList();
    }

    /** All tensors; one that lies in another file than the index says, in two or in none is a fault. */
    List<Tensor> tensors(Problems problems) {
        Map<String, Tensor> found = new TreeMap<>();
        for (MappedTensorFile shard : shards) {
            for (String name : shard.names()) {
                var tensor =
                        new Tensor(shard.name(), name, shard.type(name), shard.shape(name), () -> shard.bytes(name));
                if (found.put(name, tensor) != null) {
                    problems.add("/" + Json.encodePointer(name), "lies in two files");
                }
            }
        }
        index.ifPresent(map -> check(map, found, problems));
        return List.copyOf(found.values());
    }

    private void check(JsonObject map, Map<String, Tensor> found, Problems problems) {
        map.forEach((name, shard) -> {
            String file = folder.resolve(((JsonString) shard).getString()).toString();
            boolean there = found.containsKey(name) && found.get(name).file().equals(file);
            if (!there) {
                problems.add("/" + Json.encodePointer(name), "must lie in %s, as %s says", shard, INDEX);
            }
        });
        found.keySet().stream()
                .filter(name -> !map.containsKey(name))
                .forEach(name -> problems.add("/" + Json.encodePointer(name), "is missing from %s", INDEX));
    }
}

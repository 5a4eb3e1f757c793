package archsim.workloads.imports;

import archsim.base.Problems;
import archsim.base.Sha256;
import archsim.base.json.StrictJson;
import archsim.workloads.model.ElementType;
import archsim.workloads.model.TensorFile;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The index of a model in several {@code .safetensors} files: the file of each tensor, beside the index. */
final class ShardIndex {

    private static final String FILE_NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,200}\\.safetensors";

    private ShardIndex() {}

    static TensorSource read(Path index, ByteBuffer content) {
        String name = index.toString();
        byte[] text = new byte[content.remaining()];
        content.duplicate().get(text);
        JsonObject tree = StrictJson.parseObject(name, StrictJson.decode(name, text));
        var problems = new Problems(name);
        var shards = new TreeMap<String, TensorFile>();
        var tensors = new ArrayList<SourceTensor>();
        if (tree.get("weight_map") instanceof JsonObject map) {
            map.forEach((tensor, shard) -> {
                if (shard instanceof JsonString file && file.getString().matches(FILE_NAME)) {
                    add(index, tensor, file.getString(), shards, tensors, problems);
                } else {
                    problems.add(
                            "/weight_map/" + tensor, "must be a .safetensors file beside the index, was %s", shard);
                }
            });
        } else {
            problems.add("/weight_map", "must be an object of tensors and their files");
        }
        problems.throwIfAny();
        return TensorSource.of(name, Sha256.of(content.duplicate()), tensors, List.of());
    }

    private static void add(
            Path index,
            String tensor,
            String shard,
            Map<String, TensorFile> shards,
            List<SourceTensor> tensors,
            Problems problems) {
        TensorFile file = shards.computeIfAbsent(shard, any -> TensorFile.read(index.resolveSibling(shard)));
        if (file.has(tensor)) {
            tensors.add(tensor(file, tensor));
        } else {
            problems.add("/weight_map/" + tensor, "must lie in %s, which has no such tensor", shard);
        }
    }

    /** All tensors of one file, in its order. */
    static List<SourceTensor> tensors(TensorFile file) {
        return file.namesInFileOrder().stream().map(name -> tensor(file, name)).toList();
    }

    private static SourceTensor tensor(TensorFile file, String name) {
        ElementType type = file.dtype(name);
        Optional<String> leftOut =
                type.isReadable() ? Optional.empty() : Optional.of("is of type " + type + ", which is not read");
        return new SourceTensor(name, type, file.shape(name), () -> file.floats(name), Optional.empty(), leftOut);
    }
}

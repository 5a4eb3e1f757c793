package archsim.workloads.imports.checkpoint;

import archsim.base.InvalidInputException;
import archsim.base.Problems;
import archsim.base.Sha256;
import archsim.base.json.StrictJson;
import archsim.workloads.model.MappedTensorFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A model as a hub holds it.
 *
 * @param name of the folder or file as its user gave it
 * @param sha256 of the configuration, the index and the headers of the files of tensors: together they name, shape and place all
 * @param config of the model
 * @param matrices weights of the layers, in the order of their names
 * @param embeddings tables that are looked up and not multiplied, by the layer that would be
 * @param leftOut other tensors that are no layer: norms, masks, tables of rotations
 */
public record Checkpoint(
        String name,
        String sha256,
        ConfigNode config,
        List<StoredMatrix> matrices,
        List<StoredMatrix> embeddings,
        List<String> leftOut) {

    public Checkpoint {
        matrices = List.copyOf(matrices);
        embeddings = List.copyOf(embeddings);
        leftOut = List.copyOf(leftOut);
    }

    /**
     * Reads the configuration and the headers in {@code folder}, or a {@code .gguf} file; weights are mapped and read when they are asked for.
     *
     * @throws InvalidInputException with every fault found
     */
    public static Checkpoint open(Path folder) {
        return isGguf(folder) ? GgufCheckpoint.open(folder) : openFolder(folder);
    }

    /** Whether {@code file} is a checkpoint by itself. */
    public static boolean isGguf(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(GgufFile.SUFFIX) && !Files.isDirectory(file);
    }

    private static Checkpoint openFolder(Path folder) {
        CheckpointFolder files = CheckpointFolder.of(folder);
        ConfigNode config = node(folder.resolve(CheckpointFolder.CONFIG));
        Path beside = folder.resolve(CheckpointFolder.QUANTIZE_CONFIG);
        Optional<ConfigNode> quantize = Files.exists(beside) ? Optional.of(node(beside)) : Optional.empty();
        QuantisationConfig quantisation = QuantisationConfig.of(config, quantize);
        var problems = new Problems(folder.toString());
        var modules = new ModuleTable(problems);
        files.tensors(problems).forEach(modules::add);
        problems.throwIfAny();
        modules.read(config, quantisation);
        problems.throwIfAny();
        return new Checkpoint(
                folder.toString(),
                digest(config, files.shards()),
                config,
                modules.matrices(),
                modules.embeddings(),
                modules.leftOut());
    }

    private static ConfigNode node(Path file) {
        String name = file.toString();
        return new ConfigNode(name, "", StrictJson.parseObject(name, StrictJson.readText(file)));
    }

    private static String digest(ConfigNode config, List<MappedTensorFile> shards) {
        var parts = new ArrayList<String>();
        parts.add(config.object().toString());
        shards.forEach(shard -> parts.add(shard.headerSha256()));
        return Sha256.of(String.join("\n", parts));
    }

    /** The matrix of layer {@code layer}, if it is stored. */
    public Optional<StoredMatrix> matrix(String layer) {
        return matrices.stream().filter(matrix -> matrix.name().equals(layer)).findFirst();
    }
}

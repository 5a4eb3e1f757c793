package archsim.workloads.imports;

import archsim.base.InvalidInputException;
import archsim.workloads.InputFile;
import archsim.workloads.imports.checkpoint.PackedTensors;
import archsim.workloads.imports.checkpoint.PickledFile;
import archsim.workloads.imports.onnx.OnnxModel;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The tensors of a file to import.
 *
 * @param name of the file as its user gave it
 * @param digest SHA-256 of the file, which may take a while
 * @param sizeBytes of the file
 * @param tensors in the order of the file, or of its graph
 * @param notes what its user should know
 * @param byName the first of each name
 * @param graph of the file, if it has one
 */
record TensorSource(
        String name,
        Supplier<String> digest,
        long sizeBytes,
        List<SourceTensor> tensors,
        List<String> notes,
        Map<String, SourceTensor> byName,
        Optional<OnnxModel> graph) {

    /** Larger files are refused. */
    static final long LARGEST_FILE_BYTES = 1L << 30;

    /**
     * Tensors without a graph, by one convention.
     *
     * @throws InvalidInputException if they are of a packed format
     */
    static TensorSource of(String name, String sha256, List<SourceTensor> tensors, List<String> notes) {
        PackedTensors.refuse(name, tensors.stream().map(SourceTensor::name).toList());
        var told = new ArrayList<>(notes);
        List<SourceTensor> normalised = StateDictionary.normalised(tensors, told);
        return new TensorSource(name, () -> sha256, 0, normalised, told, Optional.empty());
    }

    TensorSource(
            String name,
            Supplier<String> digest,
            long sizeBytes,
            List<SourceTensor> tensors,
            List<String> notes,
            Optional<OnnxModel> graph) {
        this(
                name,
                digest,
                sizeBytes,
                tensors,
                notes,
                tensors.stream()
                        .collect(Collectors.toMap(SourceTensor::name, Function.identity(), (one, other) -> one)),
                graph);
    }

    TensorSource {
        tensors = List.copyOf(tensors);
        notes = List.copyOf(notes);
        byName = Map.copyOf(byName);
    }

    /**
     * Reads {@code file}, whose suffix says its format.
     *
     * @throws InvalidInputException if the suffix is not known or the content is faulty
     */
    static TensorSource read(Path file) {
        String name = file.toString();
        Optional<SourceFormat> format = SourceFormat.of(name);
        if (format.isEmpty() && PickledFile.isNamed(name)) {
            throw InvalidInputException.of(name, "%s", PickledFile.refusal(shortened(name)));
        }
        if (format.isEmpty()) {
            InputFile.sizeBytes(file, LARGEST_FILE_BYTES);
            throw InvalidInputException.of(
                    name,
                    "must end with .safetensors, .safetensors.index.json, .npz, .npy, .onnx or .gguf, which %s does not",
                    shortened(name));
        }
        return format.get().read(file, InputFile.read(file, LARGEST_FILE_BYTES));
    }

    /** The content of a file called {@code name}. */
    static TensorSource read(String name, byte[] content) {
        return SourceFormat.of(name).orElseThrow().read(name, ByteBuffer.wrap(content.clone()));
    }

    private static String shortened(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "this name" : name.substring(dot).toLowerCase(Locale.ROOT);
    }

    /** SHA-256 of the file. */
    String sha256() {
        return digest.get();
    }

    Optional<SourceTensor> tensor(String wanted) {
        return Optional.ofNullable(byName.get(wanted));
    }
}

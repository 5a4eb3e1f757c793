package archsim.workloads.imports;

import archsim.base.InvalidInputException;
import archsim.workloads.model.TensorFile;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Formats of files to import, by the suffix of their names. */
enum SourceFormat {
    SAFETENSORS {
        @Override
        TensorSource read(String name, ByteBuffer content) {
            TensorFile file = TensorFile.read(name, content);
            if (file.metadata().containsKey("manifest")) {
                throw InvalidInputException.of(name, "is a model of archsim already, which runs as it is");
            }
            List<SourceTensor> tensors = file.namesInFileOrder().stream()
                    .map(tensor ->
                            new SourceTensor(tensor, file.dtype(tensor), file.shape(tensor), () -> file.floats(tensor)))
                    .toList();
            return new TensorSource(name, file.sha256(), tensors, List.of());
        }
    },
    NPZ {
        @Override
        TensorSource read(String name, ByteBuffer content) {
            return NpzSource.read(name, content);
        }
    },
    NPY {
        @Override
        TensorSource read(String name, ByteBuffer content) {
            return NpzSource.readSingle(name, content);
        }
    },
    ONNX {
        @Override
        TensorSource read(String name, ByteBuffer content) {
            return OnnxSource.read(name, content);
        }
    };

    /** Reads a whole file. */
    abstract TensorSource read(String name, ByteBuffer content);

    static Optional<SourceFormat> of(String fileName) {
        String lower = fileName.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(format -> lower.endsWith("." + format.name().toLowerCase(Locale.ROOT)))
                .findFirst();
    }
}

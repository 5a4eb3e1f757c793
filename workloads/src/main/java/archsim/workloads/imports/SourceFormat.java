package archsim.workloads.imports;

import archsim.base.InvalidInputException;
import archsim.base.Sha256;
import archsim.workloads.imports.onnx.ExternalFiles;
import archsim.workloads.imports.onnx.FilesBeside;
import archsim.workloads.imports.onnx.OnnxModel;
import archsim.workloads.model.TensorFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Formats of files to import, by the suffix of their names. */
enum SourceFormat {
    SAFETENSORS {
        @Override
        TensorSource read(String name, ByteBuffer content) {
            TensorFile file = TensorFile.read(name, content);
            if (file.metadata().containsKey("manifest")) {
                throw InvalidInputException.of(name, "is a model of archsim already, which runs as it is");
            }
            return TensorSource.of(name, file.sha256(), ShardIndex.tensors(file), List.of());
        }
    },
    INDEX {
        @Override
        String suffix() {
            return ".safetensors.index.json";
        }

        @Override
        TensorSource read(String name, ByteBuffer content) {
            throw InvalidInputException.of(name, "must lie beside the files that it lists");
        }

        @Override
        TensorSource read(Path file, ByteBuffer content) {
            return ShardIndex.read(file, content);
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
            return onnx(name, content, ExternalFiles.NONE);
        }

        @Override
        TensorSource read(Path file, ByteBuffer content) {
            return onnx(file.toString(), content, new FilesBeside(file));
        }
    };

    String suffix() {
        return "." + name().toLowerCase(Locale.ROOT);
    }

    /** Reads a whole file that stands alone. */
    abstract TensorSource read(String name, ByteBuffer content);

    /** Reads a whole file that may point to others beside it. */
    TensorSource read(Path file, ByteBuffer content) {
        return read(file.toString(), content);
    }

    private static TensorSource onnx(String name, ByteBuffer content, ExternalFiles files) {
        OnnxModel graph = OnnxModel.read(name, content, files);
        List<SourceTensor> tensors = graph.tensors().stream()
                .map(tensor -> new SourceTensor(
                        tensor.name(),
                        tensor.type(),
                        tensor.shape(),
                        checked(name, tensor),
                        tensor.bias(),
                        Optional.empty()))
                .toList();
        var digest = CompletableFuture.supplyAsync(() -> Sha256.of(content.duplicate()));
        return new TensorSource(name, digest::join, content.limit(), tensors, List.of(), Optional.of(graph));
    }

    private static Supplier<float[]> checked(String file, OnnxModel.Tensor tensor) {
        return () -> {
            try {
                return tensor.values().get();
            } catch (IllegalArgumentException e) {
                throw NpyArray.fault(file, tensor.name(), e.getMessage());
            }
        };
    }

    static Optional<SourceFormat> of(String fileName) {
        String lower = fileName.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(format -> lower.endsWith(format.suffix()))
                .findFirst();
    }
}
